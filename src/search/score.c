/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"

#include <math.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "chancery/index/weight.h"

/*
 * BM25: a word counts more the rarer it is, less and less each time it comes again, and less in a
 * long text. Where it stands is weighed into how often it comes, as in BM25F.
 *
 * Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
 */

/* Slots of a window: their sums fill half of a first-level cache. */
#define WINDOW_SLOTS 4096U

/*
 * Questions are typed as sentences, so that words of no meaning stand beside those that matter; a
 * power above 1 sets them farther apart than their frequencies do.
 */
#define RARITY_POWER 1.25F

/* A list is looked up rather than read when it has so many times the postings that are wanted. */
#define SPARSE_TIMES 16

/* A leaf being scored: its only list, or what was found when that was dear. */
struct scored_leaf {
    float factor; /* what it counts at most: how rare it is, times K1 + 1 */
    bool is_list;
    struct index_list list;
    uint32_t next;  /* block that is read, or is to be read */
    bool is_read;   /* next was read */
    bool is_sparse; /* few of its postings are wanted */
    uint32_t at;    /* place in the block */
    struct index_block block;
    float gains[INDEX_BLOCK_POSTINGS]; /* of a list that is sparse: weights */
    const struct plan_weight *kept;
    uint32_t kept_count;
    uint32_t kept_at;
};

struct scorer {
    struct search_hits *hits;
    struct scored_leaf *leaves;
    size_t leaf_count;
    struct index_norms norms;
    const unsigned char *norm_of; /* by document; NULL where slots are paragraphs */
    float average;                /* length of a paragraph */
    float sums[WINDOW_SLOTS];
};

/* Slots [first, end), all of which lie in one window. */
struct window {
    uint32_t first;
    uint32_t end;
    const struct bits *wanted;
};

static float rarity(uint32_t with, uint32_t all)
{
    float without = (float)all - (float)with;
    return powf(log1pf((without + 0.5F) / ((float)with + 0.5F)), RARITY_POWER);
}

static void begin_leaf(const struct scorer *scorer, const struct plan_leaf *leaf,
                       struct scored_leaf *out)
{
    const struct space *space = &scorer->hits->space;
    out->factor = rarity(leaf->slot_count, space->count) * (INDEX_BM25_K1 + 1.0F);
    out->is_list = leaf->is_list && leaf->counted_unit == space->unit;
    if (out->is_list) {
        out->list = evaluate_list(leaf, space->index);
    } else {
        out->kept = leaf->weights;
        out->kept_count = leaf->weights ? leaf->slot_count : 0;
    }
}

struct scorer *score_begin(struct search_hits *hits)
{
    struct scorer *scorer = arena_take(hits->arena, sizeof(*scorer));
    size_t count = hits->plan.leaves.count;
    if (!scorer) {
        return NULL;
    }
    scorer->hits = hits;
    scorer->leaves = arena_take(hits->arena, (count + 1) * sizeof(*scorer->leaves));
    scorer->average = space_average_length(&hits->space);
    scorer->norms = index_norms_of(scorer->average);
    scorer->norm_of = hits->space.unit == SEARCH_DOCUMENTS ? index_norms(hits->space.index) : NULL;
    for (size_t i = 0; i < count && scorer->leaves; i++) {
        struct plan_leaf *leaf = hits->plan.leaves.items[i];
        if (!leaf->is_positive) {
            continue;
        }
        if (!evaluate_count(leaf, &hits->space, hits->arena)) {
            return NULL;
        }
        begin_leaf(scorer, leaf, &scorer->leaves[scorer->leaf_count++]);
    }
    return scorer->leaves ? scorer : NULL;
}

/* How much a slot's length holds against it. */
static float norm_at(const struct scorer *scorer, uint32_t slot)
{
    if (scorer->norm_of) {
        return scorer->norms.of[scorer->norm_of[slot]];
    }
    float length = space_length(&scorer->hits->space, slot) / scorer->average;
    return INDEX_BM25_K1 * (1.0F - INDEX_BM25_B + INDEX_BM25_B * length);
}

/* Read the next block with the weights of its postings. */
static void read_weights(struct scored_leaf *leaf)
{
    (void)index_list_read(&leaf->list, leaf->next, &leaf->block);
    index_block_weights(&leaf->block, PLAN_IN_ALL, leaf->gains);
    leaf->is_read = true;
    leaf->at = 0;
}

/* The same with what each of them adds to its document. The norms are gathered first, so that the
 * divisions are made four at a time. */
static void read_gains(const struct scorer *scorer, struct scored_leaf *leaf)
{
    float norms[INDEX_BLOCK_POSTINGS];
    read_weights(leaf);
    for (uint32_t i = 0; i < leaf->block.count; i++) {
        norms[i] = scorer->norms.of[scorer->norm_of[leaf->block.numbers[i]]];
    }
    for (uint32_t i = 0; i < leaf->block.count; i++) {
        leaf->gains[i] = leaf->factor * index_saturation(leaf->gains[i], norms[i]);
    }
}

/* The first posting of the block, not before at, that is number or more. */
static uint32_t find_posting(const struct index_block *block, uint32_t at, uint32_t number)
{
    while (at < block->count && block->numbers[at] < number) {
        at++;
    }
    return at;
}

/* Add all postings of the window. */
static void add_dense(struct scorer *scorer, struct scored_leaf *leaf, struct window window)
{
    while (leaf->next < leaf->list.block_count) {
        if (!leaf->is_read) {
            leaf->next = index_list_find(&leaf->list, leaf->next, window.first);
            read_gains(scorer, leaf);
        }
        const struct index_block *block = &leaf->block;
        leaf->at = find_posting(block, leaf->at, window.first);
        uint32_t end = index_list_last(&leaf->list, leaf->next) < window.end
                           ? block->count
                           : find_posting(block, leaf->at, window.end);
        for (uint32_t i = leaf->at; i < end; i++) {
            scorer->sums[block->numbers[i] - window.first] += leaf->gains[i];
        }
        leaf->at = end;
        if (end < block->count) {
            return;
        }
        leaf->next++;
        leaf->is_read = false;
    }
}

/* Look up what is wanted of the window. */
static void add_sparse(struct scorer *scorer, struct scored_leaf *leaf, struct window window)
{
    uint32_t slot = bits_next(window.wanted, window.first);
    for (; slot < window.end; slot = bits_next(window.wanted, slot + 1)) {
        uint32_t next = index_list_find(&leaf->list, leaf->next, slot);
        if (next == leaf->list.block_count) {
            return;
        }
        if (next != leaf->next || !leaf->is_read) {
            leaf->next = next;
            read_weights(leaf);
        }
        leaf->at = find_posting(&leaf->block, leaf->at, slot);
        if (leaf->at < leaf->block.count && leaf->block.numbers[leaf->at] == slot) {
            scorer->sums[slot - window.first] +=
                leaf->factor * index_saturation(leaf->gains[leaf->at], norm_at(scorer, slot));
        }
    }
}

static void add_kept(struct scorer *scorer, struct scored_leaf *leaf, struct window window)
{
    while (leaf->kept_at < leaf->kept_count && leaf->kept[leaf->kept_at].slot < window.first) {
        leaf->kept_at++;
    }
    for (; leaf->kept_at < leaf->kept_count; leaf->kept_at++) {
        struct plan_weight found = leaf->kept[leaf->kept_at];
        if (found.slot >= window.end) {
            return;
        }
        scorer->sums[found.slot - window.first] +=
            leaf->factor * index_saturation(found.weight, norm_at(scorer, found.slot));
    }
}

/* Let all leaves begin again, for slots of wanted. */
static void rewind_leaves(struct scorer *scorer, const struct bits *wanted)
{
    uint64_t count = wanted ? bits_count(wanted) : UINT32_MAX;
    for (size_t i = 0; i < scorer->leaf_count; i++) {
        struct scored_leaf *leaf = &scorer->leaves[i];
        leaf->next = 0;
        leaf->is_read = false;
        leaf->at = 0;
        leaf->kept_at = 0;
        leaf->is_sparse = count * SPARSE_TIMES < leaf->list.postings;
    }
}

static void add_leaf(struct scorer *scorer, struct scored_leaf *leaf, struct window window)
{
    if (!leaf->is_list) {
        add_kept(scorer, leaf, window);
    } else if (leaf->is_sparse) {
        add_sparse(scorer, leaf, window);
    } else {
        add_dense(scorer, leaf, window);
    }
}

/* Go to the window that begins with first, and let the sums be those of its slots. */
static void sum_window(struct scorer *scorer, struct window *window, uint32_t first)
{
    uint32_t rest = window->wanted->room - first;
    window->first = first;
    window->end = first + (rest < WINDOW_SLOTS ? rest : WINDOW_SLOTS);
    memset(scorer->sums, 0, sizeof(scorer->sums));
    for (size_t i = 0; i < scorer->leaf_count; i++) {
        add_leaf(scorer, &scorer->leaves[i], *window);
    }
}

/*
 * Set *window to the next one that has a wanted slot, with the sums of its slots; slots that are
 * not wanted may have sums too. False at the end.
 */
static bool next_window(struct scorer *scorer, struct window *window)
{
    uint32_t slot = bits_next(window->wanted, window->end);
    if (slot == BITS_END) {
        return false;
    }
    sum_window(scorer, window, slot / WINDOW_SLOTS * WINDOW_SLOTS);
    return true;
}

static struct search_hit hit_of(const struct scorer *scorer, uint32_t slot, float score)
{
    struct search_hit hit = order_hit(scorer->hits, slot);
    hit.score = score;
    return hit;
}

/* The one list of a query of one word: blocks whose best would not come in are passed over. */
static void top_of_list(struct scorer *scorer, const struct bits *wanted, struct top *top)
{
    struct scored_leaf *leaf = &scorer->leaves[0];
    for (leaf->next = 0; leaf->next < leaf->list.block_count; leaf->next++) {
        struct index_best best = index_list_best(&leaf->list, leaf->next);
        float most =
            best.weight == INDEX_WEIGHT_ANY
                ? leaf->factor
                : leaf->factor * index_saturation(best.weight, scorer->norms.of[best.norm]);
        if (most < top->least) {
            continue;
        }
        read_gains(scorer, leaf);
        for (uint32_t i = 0; i < leaf->block.count; i++) {
            uint32_t slot = leaf->block.numbers[i];
            if (leaf->gains[i] >= top->least && (!wanted || bits_have(wanted, slot))) {
                top_add(top, hit_of(scorer, slot, leaf->gains[i]));
            }
        }
    }
}

/* Whether any of the sums of 64 slots is as high; most are not, and nothing branches here. */
static bool any_reaches(const float *sums, float least)
{
    int any = 0;
    for (int i = 0; i < 64; i++) {
        any |= sums[i] >= least;
    }
    return any != 0;
}

/* Give top those slots of a window that may come in. */
static void top_of_window(const struct scorer *scorer, struct window window, struct top *top)
{
    for (uint32_t first = window.first; first < window.end; first += 64) {
        uint64_t word = window.wanted->words[first / 64];
        if (!any_reaches(scorer->sums + (first - window.first), top->least)) {
            continue;
        }
        while (word != 0) {
            uint32_t slot = first + (uint32_t)__builtin_ctzll(word);
            float score = scorer->sums[slot - window.first];
            word &= word - 1;
            if (score >= top->least) {
                top_add(top, hit_of(scorer, slot, score));
            }
        }
    }
}

void score_top(struct scorer *scorer, const struct bits *wanted, struct top *top)
{
    struct window window = {.wanted = wanted};
    rewind_leaves(scorer, wanted);
    if (scorer->leaf_count == 1 && scorer->leaves[0].is_list && !scorer->leaves[0].is_sparse &&
        scorer->hits->is_leaf) {
        top_of_list(scorer, wanted, top);
        return;
    }
    while (next_window(scorer, &window)) {
        top_of_window(scorer, window, top);
    }
}

uint64_t score_found_plain(const float *sums)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < 64; i++) {
        found |= (uint64_t)(sums[i] > 0) << i;
    }
    return found;
}

uint64_t score_found(const float *sums)
{
#ifdef __SSE2__
    uint64_t found = 0;
    for (unsigned i = 0; i < 64; i += 4) {
        __m128 above = _mm_cmpgt_ps(_mm_loadu_ps(sums + i), _mm_setzero_ps());
        found |= (uint64_t)(unsigned)_mm_movemask_ps(above) << i;
    }
    return found;
#else
    return score_found_plain(sums);
#endif
}

bool score_all(struct scorer *scorer, struct bits *out, struct top *top)
{
    struct window window = {.wanted = out};
    rewind_leaves(scorer, NULL);
    for (uint32_t first = 0; first < out->room; first += WINDOW_SLOTS) {
        if (deadline_is_over(&scorer->hits->deadline)) {
            return false;
        }
        sum_window(scorer, &window, first);
        for (uint32_t slot = first; slot < window.end; slot += 64) {
            out->words[slot / 64] = score_found(scorer->sums + (slot - first));
        }
        top_of_window(scorer, window, top);
    }
    return true;
}

void score_items(struct scorer *scorer, const struct bits *wanted, struct search_hit *items)
{
    struct window window = {.wanted = wanted};
    rewind_leaves(scorer, wanted);
    while (next_window(scorer, &window)) {
        uint32_t slot = bits_next(wanted, window.first);
        for (; slot < window.end; slot = bits_next(wanted, slot + 1)) {
            (items++)->score = scorer->sums[slot - window.first];
        }
    }
}

void score_parts(struct scorer *scorer, const struct bits *only, uint32_t slot, float *parts)
{
    struct window window = {.wanted = only};
    window.first = slot / WINDOW_SLOTS * WINDOW_SLOTS;
    uint32_t rest = only->room - window.first;
    window.end = window.first + (rest < WINDOW_SLOTS ? rest : WINDOW_SLOTS);
    rewind_leaves(scorer, only);
    for (size_t i = 0; i < scorer->leaf_count; i++) {
        scorer->sums[slot - window.first] = 0;
        add_leaf(scorer, &scorer->leaves[i], window);
        parts[i] = scorer->sums[slot - window.first];
    }
}
