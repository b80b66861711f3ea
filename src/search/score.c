/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "hits.h"

/*
 * BM25: a word counts more the rarer it is, less and less each time it comes again, and less in a
 * long text. Where it stands is weighed into how often it comes (evaluate.c), as in BM25F.
 *
 * Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
 */
#define BM25_K1 1.2F
#define BM25_B  0.75F

static float rarity(uint32_t with, uint32_t all)
{
    float without = (float)all - (float)with;
    return logf(1.0F + (without + 0.5F) / ((float)with + 0.5F));
}

/* Add the score of one leaf to the hits that have it, leaving weights all zero again. */
static void add_scores(struct search_hits *hits, const struct plan_leaf *leaf, float *weights)
{
    float idf = rarity(leaf->slot_count, hits->space.count);
    float average = space_average_length(&hits->space);
    uint32_t slot = bits_next(hits->bits, 0);
    for (size_t i = 0; i < hits->count; i++) {
        float weight = weights[slot];
        if (weight > 0) {
            float length = space_length(&hits->space, slot) / average;
            float norm = BM25_K1 * (1.0F - BM25_B + BM25_B * length);
            hits->items[i].score += idf * weight * (BM25_K1 + 1.0F) / (weight + norm);
            weights[slot] = 0;
        }
        slot = bits_next(hits->bits, slot + 1);
    }
}

bool score_hits(struct search_hits *hits)
{
    float *weights = arena_take(hits->arena, ((size_t)hits->space.count + 1) * sizeof(*weights));
    if (!weights) {
        return false;
    }
    for (size_t i = 0; i < hits->plan.leaves.count; i++) {
        struct plan_leaf *leaf = hits->plan.leaves.items[i];
        if (!leaf->is_positive) {
            continue;
        }
        if (!evaluate_count(leaf, &hits->space, hits->arena) ||
            !evaluate_weights(leaf, &hits->space, hits->bits, weights, hits->arena)) {
            return false;
        }
        add_scores(hits, leaf, weights);
    }
    return true;
}
