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

/* What the score of a leaf is made of, but for the slot. */
struct scoring {
    const struct space *space;
    float idf;
    float average; /* length */
    float *scores; /* by slot */
};

static void add_score(const struct scoring *scoring, uint32_t slot, float weight)
{
    float length = space_length(scoring->space, slot) / scoring->average;
    float norm = BM25_K1 * (1.0F - BM25_B + BM25_B * length);
    scoring->scores[slot] += scoring->idf * weight * (BM25_K1 + 1.0F) / (weight + norm);
}

/* Of a leaf whose weights were kept. Slots that are no hits get a score too; nobody asks for it. */
static void add_kept(const struct scoring *scoring, const struct plan_leaf *leaf)
{
    for (uint32_t i = 0; i < leaf->slot_count; i++) {
        add_score(scoring, leaf->weights[i].slot, leaf->weights[i].weight);
    }
}

/* Of a leaf that is found once more; weights by slot are all zero again afterwards. */
static bool add_found(const struct search_hits *hits, const struct scoring *scoring,
                      struct plan_leaf *leaf, float *weights)
{
    if (!evaluate_weights(leaf, &hits->space, hits->bits, weights, hits->arena)) {
        return false;
    }
    uint32_t slot = bits_next(hits->bits, 0);
    for (; slot != BITS_END; slot = bits_next(hits->bits, slot + 1)) {
        if (weights[slot] > 0) {
            add_score(scoring, slot, weights[slot]);
            weights[slot] = 0;
        }
    }
    return true;
}

float *score_slots(struct search_hits *hits)
{
    size_t bytes = ((size_t)hits->space.count + 1) * sizeof(float);
    struct scoring scoring = {.space = &hits->space,
                              .average = space_average_length(&hits->space),
                              .scores = arena_take(hits->arena, bytes)};
    float *weights = NULL;
    for (size_t i = 0; i < hits->plan.leaves.count && scoring.scores; i++) {
        struct plan_leaf *leaf = hits->plan.leaves.items[i];
        if (!leaf->is_positive) {
            continue;
        }
        if (!evaluate_count(leaf, &hits->space, hits->arena)) {
            return NULL;
        }
        scoring.idf = rarity(leaf->slot_count, hits->space.count);
        if (leaf->weights && leaf->counted_unit == hits->space.unit) {
            add_kept(&scoring, leaf);
            continue;
        }
        weights = weights ? weights : arena_take(hits->arena, bytes);
        if (!weights || !add_found(hits, &scoring, leaf, weights)) {
            return NULL;
        }
    }
    return scoring.scores;
}
