/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The words of the dictionary that one word of a query stands for: those that begin with it
 * (cooperat*), have its shape (co*tion), or are a letter or two away (Vershbo~).
 *
 * All words of a query together stand for so many at most. When there are more, the ones that are
 * in most documents are kept.
 */

#include "pattern.h"
#include "plan.h"

/* Words with fewer letters than this may differ in one letter only, others in two. */
#define EXPAND_LONG_LETTERS 6

struct expander {
    const struct index *index;
    struct arena *arena;
    uint32_t left; /* how many more words may be stood for */
};

/* What an expansion came to. */
struct expansion {
    struct plan_ranges ranges; /* of exact terms, rising */
    uint32_t found;
    uint32_t kept; /* less than found when there were too many */
};

/*
 * Words that begin with word, or with what was written for it: 07 begins 7, without its zero, and
 * 07seoul487.
 */
void expand_prefix(struct expander *expander, struct text word, struct text written,
                   struct expansion *out);

/*
 * Cost: a walk through the dictionary that passes over whatever begins as no match can; with a star
 *       in front or many edits, through most of it.
 */
void expand_pattern(struct expander *expander, const struct pattern *pattern,
                    struct expansion *out);

/* How many edits word may be away. */
unsigned expand_edits(struct text word);
