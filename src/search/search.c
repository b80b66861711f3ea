/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/utf8.h"
#include "chancery/search/query_parser.h"

#include "score.h"

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "the query needs more memory than it may take");
}

/* The longest part of a query that a message shows, in bytes. */
#define PART_BYTES_MAX ((size_t)100)

/* Finding gave up: time was over, or there was no memory. */
static enum status gave_up(const struct search_hits *hits, struct error *error)
{
    const struct deadline *deadline = &hits->deadline;
    if (!deadline->is_over) {
        return no_memory(error);
    }
    AUTO_BUFFER part = BUFFER_UP_TO(QUERY_BYTES_MAX * 4);
    if (deadline->dear) {
        query_print(deadline->dear, &part);
    }
    bool is_known = deadline->dear && !buffer_status(&part);
    struct text shown = utf8_whole(text_slice(buffer_text(&part), 0, PART_BYTES_MAX));
    return is_known
               ? error_set(error, STATUS_UNAVAILABLE,
                           "the query took longer than %lld ms; the dear part was %.*s",
                           (long long)(hits->request->limits.find_us / 1000), TEXT_ARGUMENTS(shown))
               : error_set(error, STATUS_UNAVAILABLE, "the query took longer than %lld ms",
                           (long long)(hits->request->limits.find_us / 1000));
}

static bool copy_into(struct search_hits *hits, struct bits **out, const struct bits *bits)
{
    *out = bits_new(hits->arena, hits->space.count);
    if (*out && bits) {
        bits_copy(*out, bits);
    }
    return *out != NULL;
}

bool hits_mark(struct search_hits *hits)
{
    struct plan_node everything = {.kind = PLAN_ALL};
    struct plan_node *root = hits->plan.root ? hits->plan.root : &everything;
    if (hits->bits) {
        return true;
    }
    hits->found = evaluate(root, &hits->space, hits->arena);
    return hits->found && copy_into(hits, &hits->bits, hits->found);
}

/* Whether the query is one list, or any of several, and nothing else decides what is shown. */
static bool goes_by_lists(const struct search_hits *hits)
{
    const struct plan_node *root = hits->plan.root;
    const struct search_request *request = hits->request;
    size_t wanted = request->offset + request->limit;
    bool counts = request->limit > 0 && request->offset < ORDER_CHOSEN_MAX &&
                  wanted <= ORDER_CHOSEN_MAX && !request->cursor.at;
    if (!root || request->filters.count > 0 || !counts ||
        hits->sorts[0].key != SEARCH_BY_RELEVANCE) {
        return false;
    }
    if (root->kind != PLAN_OR) {
        return evaluate_is_list(root, &hits->space);
    }
    for (size_t i = 0; i < root->children.count; i++) {
        if (!evaluate_is_list(root->children.items[i], &hits->space)) {
            return false;
        }
    }
    return true;
}

/* Score and count in one go. */
static enum status find_by_lists(struct search_hits *hits, struct error *error)
{
    hits->scorer = score_begin(hits);
    bool done = hits->scorer && order_lists(hits, hits->request->offset + hits->request->limit);
    return done ? STATUS_OK : gave_up(hits, error);
}

static enum status apply_filters(struct search_hits *hits, struct error *error)
{
    const struct search_filters *filters = &hits->request->filters;
    if (filters->count > SEARCH_FILTERS_MAX) {
        return error_set(error, STATUS_LIMIT, "more than %d filters", SEARCH_FILTERS_MAX);
    }
    hits->allowed = arena_take(hits->arena, (filters->count + 1) * sizeof(struct bits *));
    if (!hits->allowed) {
        return no_memory(error);
    }
    for (size_t i = 0; i < filters->count; i++) {
        enum status status = filter_evaluate(&filters->items[i], &hits->space, hits->arena,
                                             &hits->allowed[i], error);
        if (status) {
            return status;
        }
        bits_and(hits->bits, hits->allowed[i]);
    }
    return STATUS_OK;
}

/* Find the set, then narrow it by the filters. */
static enum status find_by_set(struct search_hits *hits, struct error *error)
{
    if (!hits_mark(hits)) {
        return gave_up(hits, error);
    }
    enum status status = apply_filters(hits, error);
    if (status) {
        return status;
    }
    hits->count = bits_count(hits->bits);
    hits->scorer = score_begin(hits);
    return hits->scorer ? STATUS_OK : gave_up(hits, error);
}

static void choose_sorts(struct search_hits *hits)
{
    const struct search_request *request = hits->request;
    hits->sort_count = request->sort_count;
    memcpy(hits->sorts, request->sort, sizeof(hits->sorts));
    if (hits->sort_count == 0) {
        bool has_query = request->query && request->query->kind != QUERY_ALL;
        hits->sorts[0] = has_query ? (struct search_sort){SEARCH_BY_RELEVANCE, false}
                                   : (struct search_sort){SEARCH_BY_DATE, true};
        hits->sort_count = 1;
    }
}

enum status search_find(const struct search_source *source, const struct search_request *request,
                        struct arena *arena, struct search_hits **out, struct error *error)
{
    struct search_hits *hits = arena_take(arena, sizeof(*hits));
    if (!hits) {
        return no_memory(error);
    }
    hits->source = source;
    hits->request = request;
    hits->arena = arena;
    hits->space = space_of(source->index, request->unit ? request->unit : SEARCH_DOCUMENTS);
    hits->space.knowledge = source->knowledge;
    hits->deadline = deadline_in(request->limits.find_us);
    hits->space.deadline = &hits->deadline;
    choose_sorts(hits);
    enum status status = plan_make(request, &hits->space, arena, &hits->plan, error);
    if (status) {
        return status;
    }
    hits->is_leaf = hits->plan.root && hits->plan.root->kind == PLAN_LEAF;
    status = goes_by_lists(hits) ? find_by_lists(hits, error) : find_by_set(hits, error);
    if (status) {
        return status;
    }
    *out = hits;
    return STATUS_OK;
}

size_t search_count(const struct search_hits *hits)
{
    return hits->count;
}

const struct search_source *search_hits_source(const struct search_hits *hits)
{
    return hits->source;
}

const struct query_repairs *search_notes(const struct search_hits *hits)
{
    return &hits->plan.notes;
}

void search_order(struct search_hits *hits)
{
    if (!order_first(hits, hits->count)) {
        hits->count = 0; /* Whoever asks for more than there is memory for gets nothing. */
    }
}

void search_order_first(struct search_hits *hits, size_t count)
{
    if (!order_first(hits, count < hits->count ? count : hits->count)) {
        hits->count = 0;
    }
}

uint32_t search_next(struct search_hits *hits, uint32_t number)
{
    uint32_t next =
        hits_mark(hits) && number < hits->space.count ? bits_next(hits->bits, number) : BITS_END;
    return next == BITS_END ? INDEX_END : next;
}

void search_keep(struct search_hits *hits, const uint32_t *numbers, size_t count)
{
    size_t at = 0;
    if (!hits_mark(hits)) {
        hits->count = 0;
        return;
    }
    for (uint32_t slot = bits_next(hits->bits, 0); slot != BITS_END;
         slot = bits_next(hits->bits, slot + 1)) {
        while (at < count && numbers[at] < slot) {
            at++;
        }
        if (at == count || numbers[at] != slot) {
            bits_clear(hits->bits, slot);
        }
    }
    hits->count = bits_count(hits->bits);
}

struct search_hit search_hit_at(struct search_hits *hits, size_t place)
{
    if (place >= hits->ordered_count && !order_list(hits)) {
        return (struct search_hit){0};
    }
    return hits->items[place];
}
