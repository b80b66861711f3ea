/* SPDX-License-Identifier: Apache-2.0 */
#include "hits.h"

/*
 * Puts hits in order: a heap holds the first ones, as many as are wanted, the last of them on top;
 * every other hit that comes before that one takes its place.
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

static void swap(struct search_hit *a, struct search_hit *b)
{
    struct search_hit kept = *a;
    *a = *b;
    *b = kept;
}

/* Let the hit at place sink below those that come after it in order. */
static void sift_down(const struct search_hits *hits, struct search_hit *items, size_t place,
                      size_t count)
{
    while (place * 2 + 1 < count) {
        size_t child = place * 2 + 1;
        if (child + 1 < count && order_is_before(hits, &items[child], &items[child + 1])) {
            child++;
        }
        if (!order_is_before(hits, &items[place], &items[child])) {
            return;
        }
        swap(&items[place], &items[child]);
        place = child;
    }
}

/* Bring the first wanted of count items, none of them in order yet, to the front. */
static void select_first(const struct search_hits *hits, struct search_hit *items, size_t count,
                         size_t wanted)
{
    for (size_t i = wanted / 2; i > 0; i--) {
        sift_down(hits, items, i - 1, wanted);
    }
    for (size_t i = wanted; i < count; i++) {
        if (order_is_before(hits, &items[i], &items[0])) {
            swap(&items[i], &items[0]);
            sift_down(hits, items, 0, wanted);
        }
    }
    for (size_t end = wanted; end > 1; end--) {
        swap(&items[0], &items[end - 1]);
        sift_down(hits, items, 0, end - 1);
    }
}

void order_first(struct search_hits *hits, size_t count)
{
    size_t done = hits->ordered_count;
    if (count <= done || done == hits->count) {
        return;
    }
    /* Who walks on page by page pays for each doubling, not for each page. */
    count = count > done * 2 ? count : done * 2;
    count = count < hits->count ? count : hits->count;
    select_first(hits, hits->items + done, hits->count - done, count - done);
    hits->ordered_count = count;
}
