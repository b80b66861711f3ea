/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/explain.h"

#include "score.h"

static const char *const kind_names[] = {
    [PLAN_ALL] = "all",           [PLAN_LEAF] = "words",
    [PLAN_AND] = "and",           [PLAN_OR] = "or",
    [PLAN_NOT] = "not",           [PLAN_NEAR] = "near",
    [PLAN_SENTENCE] = "sentence", [PLAN_PARAGRAPH] = "paragraph",
    [PLAN_SAID] = "said",         [PLAN_VALUES] = "values",
    [PLAN_DATE] = "date",
};

/* How many words of the dictionary a leaf stands for, in all its sequences. */
static int64_t count_words(const struct plan_leaf *leaf)
{
    int64_t count = 0;
    for (size_t i = 0; i < leaf->sequences.count; i++) {
        const struct plan_sequence *sequence = &leaf->sequences.items[i];
        for (size_t k = 0; k < sequence->count; k++) {
            const struct plan_ranges *ranges = &sequence->elements[k].ranges;
            for (size_t r = 0; r < ranges->count; r++) {
                count += ranges->items[r].end - ranges->items[r].first;
            }
        }
    }
    return count;
}

static struct explain_node *explain(struct search_hits *hits, const struct plan_node *node)
{
    struct explain_node *out = arena_take(hits->arena, sizeof(*out));
    if (!out) {
        return NULL;
    }
    *out = (struct explain_node){.kind = kind_names[node->kind],
                                 .query = node->query,
                                 .words = INTEGER_NONE,
                                 .found = INTEGER_NONE,
                                 .values = INTEGER_NONE};
    if (node->kind == PLAN_LEAF) {
        out->words = count_words(node->leaf);
        out->found = evaluate_count(node->leaf, &hits->space, hits->arena)
                         ? (int64_t)node->leaf->slot_count
                         : INTEGER_NONE;
    }
    if (node->kind == PLAN_VALUES) {
        out->values = (int64_t)node->values.count;
    }
    for (size_t i = 0; i < node->children.count; i++) {
        struct explain_node *child = explain(hits, node->children.items[i]);
        struct explain_node **item = child ? LIST_ADD(hits->arena, &out->children) : NULL;
        if (item) {
            *item = child;
        }
    }
    return out;
}

enum status search_explain(struct search_hits *hits, struct explain_node **out, struct error *error)
{
    *out = hits->plan.root ? explain(hits, hits->plan.root) : NULL;
    return arena_failed(hits->arena) ? error_set(error, STATUS_NO_MEMORY, "no memory to explain")
                                     : STATUS_OK;
}

/* The part of the query that leaf answers. */
static const struct query_node *query_of(const struct plan_node *node, const struct plan_leaf *leaf)
{
    if (node->leaf == leaf) {
        return node->query;
    }
    for (size_t i = 0; i < node->children.count; i++) {
        const struct query_node *query = query_of(node->children.items[i], leaf);
        if (query) {
            return query;
        }
    }
    return NULL;
}

enum status search_explain_hit(struct search_hits *hits, const struct search_hit *hit,
                               struct arena *arena, struct explain_parts *out, struct error *error)
{
    size_t count = hits->plan.leaves.count;
    float *scores = arena_take(arena, (count + 1) * sizeof(*scores));
    struct bits *only = bits_new(arena, hits->space.count);
    if (!scores || !only) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to explain");
    }
    uint32_t slot = hit->document;
    if (hits->space.unit == SEARCH_PARAGRAPHS) {
        slot = index_layout(hits->space.index, hit->document).first_paragraph + hit->paragraph;
    }
    bits_set(only, slot);
    score_parts(hits->scorer, only, slot, scores);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const struct plan_leaf *leaf = hits->plan.leaves.items[i];
        struct explain_part *part = leaf->is_positive ? LIST_ADD(arena, out) : NULL;
        if (part) {
            *part = (struct explain_part){query_of(hits->plan.root, leaf), scores[at++]};
        }
    }
    return STATUS_OK;
}
