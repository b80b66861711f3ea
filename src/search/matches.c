/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "matches.h"

static int compare_founds(const void *left, const void *right)
{
    const struct found *a = left;
    const struct found *b = right;
    if (a->span.first != b->span.first) {
        return (a->span.first > b->span.first) - (a->span.first < b->span.first);
    }
    return (a->span.last > b->span.last) - (a->span.last < b->span.last);
}

static bool is_of_hit(const struct search_hits *hits, const struct search_hit *hit,
                      struct match_span span)
{
    if (hit->paragraph == INDEX_NO_PARAGRAPH) {
        return true;
    }
    const struct index *index = hits->space.index;
    uint32_t first = index_layout(index, hit->document).first_paragraph;
    return spans_block(index, hit->document, span.first) == first + hit->paragraph;
}

static void find_leaf(struct search_hits *hits, const struct search_hit *hit, size_t place,
                      struct arena *scratch, struct founds *out)
{
    struct plan_leaf *leaf = hits->plan.leaves.items[place];
    struct match_spans spans = {0};
    spans_open(leaf, hits->space.index, hits->arena);
    spans_of_leaf(leaf, hits->space.index, hit->document, scratch, &spans);
    for (size_t i = 0; i < spans.count; i++) {
        bool counts = is_of_hit(hits, hit, spans.items[i]);
        struct found *found = counts ? LIST_ADD(scratch, out) : NULL;
        if (found) {
            *found = (struct found){spans.items[i], (uint32_t)place};
        }
    }
}

void matches_find(struct search_hits *hits, const struct search_hit *hit, struct arena *scratch,
                  struct founds *out)
{
    for (size_t i = 0; i < hits->plan.leaves.count; i++) {
        if (hits->plan.leaves.items[i]->is_positive) {
            find_leaf(hits, hit, i, scratch, out);
        }
    }
    if (out->count < 2) {
        return;
    }
    qsort(out->items, out->count, sizeof(*out->items), compare_founds);
    size_t kept = 1;
    for (size_t i = 1; i < out->count; i++) {
        if (compare_founds(&out->items[i], &out->items[kept - 1]) != 0) {
            out->items[kept++] = out->items[i];
        }
    }
    out->count = kept;
}

size_t search_matches(struct search_hits *hits, const struct search_hit *hit)
{
    AUTO_ARENA scratch = arena_new(MATCHES_BYTES_MAX);
    struct founds founds = {0};
    if (scratch) {
        matches_find(hits, hit, scratch, &founds);
    }
    return founds.count;
}
