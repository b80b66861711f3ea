/* SPDX-License-Identifier: Apache-2.0 */
#include "hits.h"

/* Put the slots of documents [first, end) into out. */
static void set_documents(const struct space *space, uint32_t first, uint32_t end, struct bits *out)
{
    if (first < end) {
        bits_set_range(out, space_slots(space, first).first, space_slots(space, end - 1).end);
    }
}

static void clear_document(const struct space *space, uint32_t document, struct bits *out)
{
    struct index_range slots = space_slots(space, document);
    for (uint32_t slot = slots.first; slot < slots.end; slot++) {
        bits_clear(out, slot);
    }
}

/*
 * Documents stand in the order of their first days. So those that begin within an interval are a
 * range of numbers, and those of a single day end in it too; only the vague ones are looked at.
 */
static void filter_interval(const struct space *space, struct calendar_interval wanted,
                            bool overlaps, struct bits *out)
{
    struct index_numbers vague = index_vague_documents(space->index);
    uint32_t first = index_documents_from(space->index, wanted.first_day);
    int64_t behind = wanted.last_day < INT64_MAX ? wanted.last_day + 1 : INT64_MAX;
    uint32_t end = index_documents_from(space->index, behind);
    set_documents(space, first, end, out);
    for (size_t i = 0; i < vague.count && vague.items[i] < end; i++) {
        uint32_t document = vague.items[i];
        int64_t last_day = index_document_date(space->index, document).days.last_day;
        if (overlaps && document < first && last_day >= wanted.first_day) {
            space_set_document(space, document, out);
        } else if (!overlaps && document >= first && last_day > wanted.last_day) {
            clear_document(space, document, out);
        }
    }
}

bool filter_dates(const struct space *space, const struct query_dates *dates, bool overlaps,
                  struct arena *arena, struct bits *out)
{
    uint32_t dated = index_dated_count(space->index);
    if (dates->undated) {
        set_documents(space, dated, index_document_count(space->index), out);
        return true;
    }
    struct bits *found = bits_new(arena, space->count);
    if (found) {
        filter_interval(space, dates->interval, overlaps, found);
        bits_or(out, found);
    }
    return found != NULL;
}

static void filter_dated(const struct space *space, struct bits *out)
{
    set_documents(space, 0, index_dated_count(space->index), out);
}

static void filter_present(const struct space *space, enum query_field field, struct bits *out)
{
    if (index_field_rule(field)->by_paragraph && space->unit == SEARCH_PARAGRAPHS) {
        for (uint32_t i = 0; i < space->count; i++) {
            if (index_paragraph_value(space->index, field, i) != INDEX_END) {
                bits_set(out, i);
            }
        }
        return;
    }
    uint32_t count = index_document_count(space->index);
    for (uint32_t i = 0; i < count; i++) {
        if (index_document_values(space->index, field, i).count > 0) {
            space_set_document(space, i, out);
        }
    }
}

/* The values that one value of a filter stands for. */
static void find_values(const struct index *index, enum query_field field, struct tokens *tokens,
                        struct text value, struct arena *arena, struct plan_values *out)
{
    struct tokens_key key;
    bool is_prefix = text_ends(value, TEXT("*"));
    if (is_prefix) {
        plan_values_begin(index, field, tokens, text_slice(value, 0, value.length - 1), arena, out);
        return;
    }
    tokens_key(tokens, value, &key);
    plan_values_find(index, field, tokens_key_text(&key), INDEX_MATCH_WHOLE, arena, out);
    if (out->count == 0) {
        plan_values_find(index, field, tokens_key_text(&key), INDEX_MATCH_WORDS, arena, out);
    }
}

bool filter_values(const struct search_filter *filter, const struct index *index,
                   struct arena *arena, struct plan_values *out)
{
    AUTO_TOKENS tokens = tokens_new();
    for (size_t i = 0; tokens && i < filter->values.count; i++) {
        struct plan_values found = {0};
        find_values(index, filter->field, tokens, filter->values.items[i], arena, &found);
        for (size_t k = 0; k < found.count; k++) {
            uint32_t *item = LIST_ADD(arena, out);
            if (item) {
                *item = found.items[k];
            }
        }
    }
    return tokens && !arena_failed(arena);
}

bool search_filter_values(const struct search_filter *filter, const struct index *index,
                          struct arena *arena, struct search_numbers *out)
{
    struct plan_values values = {0};
    bool is_done = filter_values(filter, index, arena, &values);
    *out = (struct search_numbers){values.items, values.count, values.room};
    return is_done;
}

static bool evaluate_values(const struct search_filter *filter, const struct space *space,
                            struct arena *arena, struct bits *out)
{
    struct plan_node node = {.kind = PLAN_VALUES, .field = filter->field};
    if (!filter_values(filter, space->index, arena, &node.values)) {
        return false;
    }
    plan_values_named(space, filter->field, &node.values, arena, &node.documents);
    const struct bits *found = evaluate(&node, space, arena);
    if (found) {
        bits_copy(out, found);
    }
    return found != NULL;
}

enum status filter_evaluate(const struct search_filter *filter, const struct space *space,
                            struct arena *arena, struct bits **out, struct error *error)
{
    if (filter->values.count > SEARCH_FILTER_VALUES_MAX) {
        return error_set(error, STATUS_LIMIT, "more than %d values of %s", SEARCH_FILTER_VALUES_MAX,
                         query_fields[filter->field].name);
    }
    struct bits *bits = bits_new(arena, space->count);
    bool done = bits != NULL;
    if (done) {
        switch (filter->kind) {
        case SEARCH_FILTER_VALUES:
            done = evaluate_values(filter, space, arena, bits);
            break;
        case SEARCH_FILTER_PRESENT:
            filter_present(space, filter->field, bits);
            break;
        case SEARCH_FILTER_DATES:
            for (size_t i = 0; i < filter->dates.count && done; i++) {
                done = filter_dates(space, &filter->dates.items[i], filter->overlaps, arena, bits);
            }
            break;
        case SEARCH_FILTER_DATED:
            filter_dated(space, bits);
            break;
        case SEARCH_FILTER_NUMBERS:
            break;
        }
        for (size_t i = 0; i < filter->number_count; i++) {
            space_set_document(space, filter->numbers[i], bits);
        }
    }
    if (!done) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a filter");
    }
    if (filter->negate) {
        bits_invert(bits);
    }
    *out = bits;
    return STATUS_OK;
}
