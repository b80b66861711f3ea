/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What must be taken out of one text and put in to make another of it, word by word.
 *
 * A word is what stands between blanks, with its punctuation; blanks do not count. The fewest words
 * are taken out and put in, unless the texts are so long and so unlike that finding them would cost
 * too much: what is left then is told as replaced.
 *
 * Source: Myers, An O(ND) Difference Algorithm and Its Variations (1986), section 4b.
 */

#include <stdint.h>

#include "chancery/base/list.h"

/* The most words of one text. */
#define DIFFERENCE_WORDS_MAX ((size_t)4 * 1024 * 1024)

/* The most steps of the search for the fewest changes; some tenths of a second. */
#define DIFFERENCE_STEPS_MAX 30000000

enum difference_kind {
    DIFFERENCE_SAME,
    DIFFERENCE_REMOVED, /* only in the first text */
    DIFFERENCE_ADDED,   /* only in the second */
};

/* Words that follow one another: what they are in each text, empty where it lacks them. */
struct difference_run {
    enum difference_kind kind;
    size_t words;
    struct text first;
    struct text second;
};

struct difference_runs {
    LIST_OF(struct difference_run);
};

struct difference {
    struct difference_runs runs; /* in order; what is removed before what is added */
    size_t same;                 /* words, as the next two */
    size_t removed;
    size_t added;
    bool is_rough; /* the steps did not suffice: there may be fewer changes */
};

/*
 * Set *out to the difference of first and second, whose bytes it borrows.
 *
 * Errors:  STATUS_LIMIT      more than DIFFERENCE_WORDS_MAX words
 *          STATUS_NO_MEMORY
 * Cost:    words times changes, DIFFERENCE_STEPS_MAX at most; memory linear in the words.
 */
MUST_CHECK enum status difference_of(struct text first, struct text second, struct arena *arena,
                                     struct difference *out, struct error *error);
