/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * An invented language: function words are English, all others are built of syllables by rule, so
 * that a corpus of any size holds nobody's text.
 */

#include "chancery/base/buffer.h"

#include "chance.h"

/* How many words the language has; what is rarer is made up on the spot. */
#define WORDS_COUNT ((size_t)120 * 1000)

#define WORDS_BYTES_MAX 30

struct word {
    unsigned char length;
    char bytes[WORDS_BYTES_MAX + 1];
};

struct words;

/* NULL when there is no memory. */
struct words *words_new(uint64_t seed);

/* NULL is allowed. Returns NULL. */
struct words *words_free(struct words *words);

/* A word that carries no meaning, such as "the"; rank is cut to what there are. */
struct text words_function(size_t rank);
size_t words_function_count(void);

/* The word of rank, below WORDS_COUNT: the most frequent first. */
struct text words_at(const struct words *words, size_t rank);

/* A word that hardly anybody uses. */
void words_make_up(struct chance *chance, struct word *out);

/* Add text to out with its first letter, or all of them, as capitals. */
void words_add_capitalized(struct buffer *out, struct text text);
void words_add_capitals(struct buffer *out, struct text text);

/* Add a made-up name: the surname, or the given name and surname, of one of some 60,000 people. */
size_t words_person(struct chance *chance);
void words_add_surname(struct buffer *out, const struct words *words, size_t person);
void words_add_name(struct buffer *out, const struct words *words, size_t person);
