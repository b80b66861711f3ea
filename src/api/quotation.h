/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Compares a quotation with a text by words. Case, punctuation and line ends do not count; a word
 * that is another, is left out or put in does.
 */

#include "chancery/base/list.h"

/* The most words of a quotation, and of a text that is compared with it. */
#define QUOTATION_WORDS_MAX      400
#define QUOTATION_TEXT_WORDS_MAX 4000

enum quotation_change {
    QUOTATION_SAME,
    QUOTATION_PRINTED, /* the text has it, the quotation does not */
    QUOTATION_QUOTED,  /* the quotation has it, the text does not */
};

struct quotation_piece {
    struct text text; /* borrowed */
    enum quotation_change change;
};

struct quotation_match {
    LIST_OF(struct quotation_piece);
    size_t word_count; /* of the quotation */
    size_t same_count; /* words that both have, in order */
    size_t distance;   /* words put in, left out or changed; 0 when nothing is */
    size_t start;      /* where in the text the match stands, in bytes */
    size_t end;
};

/*
 * Set *out to where in text the quotation stands with the fewest changes.
 *
 * Cost:  the product of the words of both; a longer text than QUOTATION_TEXT_WORDS_MAX is cut.
 * False when the quotation has no words, or arena has no more.
 */
bool quotation_match(struct text quotation, struct text text, struct arena *arena,
                     struct quotation_match *out);

/* How many words a text has, at most QUOTATION_WORDS_MAX + 1. */
size_t quotation_count(struct text text);
