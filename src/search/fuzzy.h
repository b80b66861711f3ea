/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Words a small distance away: one letter changed, added or lost, in long words two. */

#include "plan.h"

/* Words shorter than this, in bytes, may differ in one letter only. */
#define FUZZY_LONG_BYTES 6

/* Whether it takes at most so many changes, each of a byte, to make b of a; most is 1 or 2. */
bool fuzzy_is_near(struct text a, struct text b, unsigned most);

/*
 * Add to *out the exact terms near to word.
 *
 * Cost: linear in the dictionary.
 */
void fuzzy_find(const struct index *index, struct text word, struct arena *arena,
                struct plan_ranges *out);
