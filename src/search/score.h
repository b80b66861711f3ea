/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Scores hits a window of slots at a time: each leaf of the query adds what it counts in the slots
 * of the window to a row of sums, so that what is being added to stays close to the processor and
 * nothing is as large as the store.
 */

#include "hits.h"
#include "top.h"

struct scorer;

/* Set *out up for hits, whose bits are known; NULL when arena has no more or time is over. */
struct scorer *score_begin(struct search_hits *hits);

/* Give top all slots of wanted; NULL: of the only list. */
void score_top(struct scorer *scorer, const struct bits *wanted, struct top *top);

/* Give top all slots of all lists, which are all leaves, and add them to *out, which is empty.
 * False when time is over. */
bool score_all(struct scorer *scorer, struct bits *out, struct top *top);

/* The slots among 64 whose sums are above 0, as bits; plainly one by one, to compare with. */
uint64_t score_found(const float *sums);
uint64_t score_found_plain(const float *sums);

/* Set parts to what each scoring leaf adds to slot, the only one of only; in their order. */
void score_parts(struct scorer *scorer, const struct bits *only, uint32_t slot, float *parts);

/* Set the scores of hits, which stand in the order of their slots, and are those of wanted. */
void score_items(struct scorer *scorer, const struct bits *wanted, struct search_hit *items);
