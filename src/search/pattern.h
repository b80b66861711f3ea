/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What a word may look like: letters, stars that stand for any letters, and how many letters may
 * be changed, lost or added.
 *
 * A pattern is an automaton whose states are the places between its letters, told apart by how
 * many edits it took to get there. All states that a word may be in after some letters are kept as
 * bits, so that one step of all of them is a few operations on whole numbers.
 *
 * Source: Wu and Manber, Fast Text Searching Allowing Errors (1992).
 */

#include "chancery/base/text.h"

#include <stdint.h>

/* The most letters of a pattern: one bit for each place between them. */
#define PATTERN_LETTERS_MAX 63

/* The most edits. */
#define PATTERN_EDITS_MAX 2

struct pattern {
    uint32_t letters[PATTERN_LETTERS_MAX];
    size_t length;
    uint64_t stars;      /* bit i: a star stands before letter i, or at the end */
    uint64_t places;     /* all bits that are in use */
    uint64_t plain[128]; /* by ASCII letter: the bits of the letters that are it */
    unsigned edits;
};

/* The places reached, by the number of edits that it took. */
struct pattern_state {
    uint64_t places[PATTERN_EDITS_MAX + 1];
};

/*
 * Read text, whose * stand for any letters. False when it has too many letters; nothing is like it
 * then.
 */
bool pattern_read(struct text text, unsigned edits, struct pattern *out);

/* Before the first letter of a word. */
struct pattern_state pattern_start(const struct pattern *pattern);

/* Behind one more letter. */
struct pattern_state pattern_step(const struct pattern *pattern, struct pattern_state state,
                                  uint32_t letter);

/* Whether a word may end here; whether any word can begin so. */
bool pattern_accepts(const struct pattern *pattern, struct pattern_state state);
bool pattern_is_alive(const struct pattern *pattern, struct pattern_state state);

/* Whether all of word, valid UTF-8, is like pattern. */
bool pattern_matches(const struct pattern *pattern, struct text word);
