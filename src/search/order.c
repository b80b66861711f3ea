/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "score.h"

/*
 * Puts hits in order. The first ones are mostly all that is wanted, so they are chosen out of the
 * set without listing the rest.
 */

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Numbers of which some are missing; those come last both ways. */
static int compare_present(int64_t a, int64_t b, int64_t missing, bool descending)
{
    if (a == missing || b == missing) {
        return compare_numbers(a == missing, b == missing);
    }
    return descending ? compare_numbers(b, a) : compare_numbers(a, b);
}

static int64_t length_of(const struct search_hits *hits, const struct search_hit *hit)
{
    const struct index *index = hits->space.index;
    if (hit->paragraph == INDEX_NO_PARAGRAPH) {
        return index_document_length(index, hit->document);
    }
    uint32_t first = index_layout(index, hit->document).first_paragraph;
    return index_paragraph_length(index, first + hit->paragraph);
}

static int compare_by(const struct search_hits *hits, struct search_sort sort,
                      const struct search_hit *a, const struct search_hit *b)
{
    const struct index *index = hits->space.index;
    bool down = sort.descending;
    switch (sort.key) {
    case SEARCH_BY_RELEVANCE:
        return (a->score < b->score) - (a->score > b->score);
    case SEARCH_BY_DATE:
        return compare_present(index_document_date(index, a->document).minute,
                               index_document_date(index, b->document).minute, INT64_MAX, down);
    case SEARCH_BY_ID:
        return compare_present(index_id_rank(index, a->document), index_id_rank(index, b->document),
                               INT64_MAX, down);
    case SEARCH_BY_TITLE:
        return compare_present(index_title_rank(index, a->document),
                               index_title_rank(index, b->document), INDEX_END, down);
    case SEARCH_BY_LENGTH:
        return compare_present(length_of(hits, a), length_of(hits, b), INT64_MAX, down);
    }
    return 0;
}

bool order_is_before(const struct search_hits *hits, const struct search_hit *a,
                     const struct search_hit *b)
{
    for (size_t i = 0; i < hits->sort_count; i++) {
        int order = compare_by(hits, hits->sorts[i], a, b);
        if (order != 0) {
            return order < 0;
        }
    }
    if (a->document != b->document) {
        return index_id_rank(hits->space.index, a->document) <
               index_id_rank(hits->space.index, b->document);
    }
    return a->paragraph < b->paragraph;
}

/* The hit of a slot, without its score. */
struct search_hit order_hit(const struct search_hits *hits, uint32_t slot)
{
    struct search_hit hit = {slot, INDEX_NO_PARAGRAPH, 0};
    if (hits->space.unit == SEARCH_PARAGRAPHS) {
        hit.document = index_paragraph_document(hits->space.index, slot);
        hit.paragraph = slot - index_layout(hits->space.index, hit.document).first_paragraph;
    }
    return hit;
}

static uint32_t slot_of(const struct search_hits *hits, const struct search_hit *hit)
{
    return hits->space.unit == SEARCH_PARAGRAPHS
               ? index_layout(hits->space.index, hit->document).first_paragraph + hit->paragraph
               : hit->document;
}

static int compare_slots(const void *left, const void *right)
{
    const struct search_hit *a = left;
    const struct search_hit *b = right;
    int order = compare_numbers(a->document, b->document);
    return order != 0 ? order : compare_numbers(a->paragraph, b->paragraph);
}

/* Whether relevance is among the keys of the order. */
static bool goes_by_score(const struct search_hits *hits)
{
    for (size_t i = 0; i < hits->sort_count; i++) {
        if (hits->sorts[i].key == SEARCH_BY_RELEVANCE) {
            return true;
        }
    }
    return false;
}

static int64_t minute_of(const struct search_hits *hits, uint32_t slot)
{
    return index_document_date(hits->space.index, space_document(&hits->space, slot)).minute;
}

/* The first slot of documents without a date, which are all at the end. */
static uint32_t first_undated(const struct space *space)
{
    uint32_t dated = index_dated_count(space->index);
    return dated < index_document_count(space->index) ? space_slots(space, dated).first
                                                      : space->count;
}

/*
 * Choose by date without looking at all: slots are in the order of dates already. The latest come
 * first when they are wanted so, but ties are by id, so that those of one minute are all looked at;
 * the undated, at the end, only when others do not suffice.
 */
static void choose_by_date(const struct search_hits *hits, struct top *top)
{
    bool down = hits->sorts[0].descending;
    uint32_t end = hits->bits->room;
    uint32_t undated = down ? first_undated(&hits->space) : end;
    int64_t minute = INT64_MAX;
    uint32_t slot = down ? bits_previous(hits->bits, undated) : bits_next(hits->bits, 0);
    while (slot != BITS_END) {
        int64_t here = minute_of(hits, slot);
        if (top->count == top->room && here != minute) {
            return;
        }
        minute = here;
        top_add(top, order_hit(hits, slot));
        slot = down ? bits_previous(hits->bits, slot) : bits_next(hits->bits, slot + 1);
    }
    for (slot = bits_next(hits->bits, undated); slot != BITS_END;
         slot = bits_next(hits->bits, slot + 1)) {
        top_add(top, order_hit(hits, slot));
    }
}

static void choose_by_columns(const struct search_hits *hits, struct top *top)
{
    uint32_t slot = bits_next(hits->bits, 0);
    for (; slot != BITS_END; slot = bits_next(hits->bits, slot + 1)) {
        top_add(top, order_hit(hits, slot));
    }
}

/* Score hits that were chosen by something else, whose order they keep. */
static bool score_chosen(struct search_hits *hits, struct search_hit *items, size_t count)
{
    struct bits *only = bits_new(hits->arena, hits->bits->room);
    if (!only) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bits_set(only, slot_of(hits, &items[i]));
    }
    qsort(items, count, sizeof(*items), compare_slots);
    score_items(hits->scorer, only, items);
    return true;
}

/* Choose the first count hits. False when the arena has no more. */
static bool choose(struct search_hits *hits, size_t count)
{
    struct search_hit *items = arena_take(hits->arena, (count + 1) * sizeof(*items));
    if (!items || !hits_mark(hits)) {
        return false;
    }
    struct top top = top_of(hits, items, count);
    if (goes_by_score(hits)) {
        score_top(hits->scorer, hits->bits, &top);
    } else {
        if (hits->sorts[0].key == SEARCH_BY_DATE && hits->sort_count == 1) {
            choose_by_date(hits, &top);
        } else {
            choose_by_columns(hits, &top);
        }
        if (!score_chosen(hits, items, top.count)) {
            return false;
        }
    }
    top_finish(&top);
    hits->items = items;
    hits->ordered_count = count;
    return true;
}

bool order_lists(struct search_hits *hits, size_t count)
{
    struct search_hit *items = arena_take(hits->arena, (count + 1) * sizeof(*items));
    if (!items) {
        return false;
    }
    struct top top = top_of(hits, items, count);
    if (hits->is_leaf) {
        hits->count = hits->plan.leaves.items[0]->slot_count;
        score_top(hits->scorer, NULL, &top);
    } else {
        hits->bits = bits_new(hits->arena, hits->space.count);
        hits->found = hits->bits;
        if (!hits->bits || !score_all(hits->scorer, hits->bits, &top)) {
            return false;
        }
        hits->count = bits_count(hits->bits);
    }
    top_finish(&top);
    hits->items = items;
    hits->ordered_count = top.count;
    return true;
}

/* List all hits. False when the arena has no more. */
static bool list_all(struct search_hits *hits)
{
    if (!hits_mark(hits)) {
        return false;
    }
    struct search_hit *items = arena_take(hits->arena, (hits->count + 1) * sizeof(*items));
    uint32_t slot = bits_next(hits->bits, 0);
    for (size_t i = 0; i < hits->count && items; i++) {
        items[i] = order_hit(hits, slot);
        slot = bits_next(hits->bits, slot + 1);
    }
    if (!items) {
        return false;
    }
    score_items(hits->scorer, hits->bits, items);
    hits->items = items;
    hits->is_listed = true;
    /* Whoever has seen the first ones goes on behind them. */
    if (hits->ordered_count > 0) {
        top_select(hits, items, hits->count, hits->ordered_count);
    }
    return true;
}

bool order_list(struct search_hits *hits)
{
    return hits->is_listed || list_all(hits);
}

bool order_first(struct search_hits *hits, size_t count)
{
    size_t done = hits->ordered_count;
    if (count <= done || done == hits->count) {
        return true;
    }
    if (!hits->is_listed && count <= ORDER_CHOSEN_MAX) {
        return choose(hits, count);
    }
    if (!order_list(hits)) {
        return false;
    }
    /* Who walks on page by page pays for each doubling, not for each page. */
    done = hits->ordered_count;
    count = count > done * 2 ? count : done * 2;
    count = count < hits->count ? count : hits->count;
    top_select(hits, hits->items + done, hits->count - done, count - done);
    hits->ordered_count = count;
    return true;
}
