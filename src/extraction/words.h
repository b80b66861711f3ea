/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The words and numbers of a paragraph, each with its place in the document.
 *
 * A paragraph's text is cleaned: lines are joined and page lines are gone. Words stand in that text
 * and know where they came from. Blanks and punctuation are no words; what stands between two words
 * is looked up in the text (words_gap).
 *
 * Cost: linear. A paragraph is read in pieces of at most WORDS_MAX words, so that memory is small.
 */

#include "chancery/model/document.h"
#include "chancery/model/vocabulary.h"

/* The most words that are looked at together; a fact does not reach over the end of them. */
#define WORDS_MAX ((size_t)2048)
/* A longer word is kept, but neither vocabulary nor rule knows it. */
#define WORD_FOLDED_BYTES_MAX ((size_t)24)
/* How far ahead in the document a word is looked for when something was left out before it. */
#define WORD_SEARCH_BYTES_MAX ((size_t)400)

struct word {
    struct text text; /* in the text of the paragraph; "U.S." has its dots */
    struct span span; /* in the document */
    bool is_number;   /* begins with a digit, and has no letters but those of 1st, 2nd … */
    bool is_capital;  /* begins with a capital letter */
    bool is_upper;    /* has no small letter */
    bool begins;      /* the first of a sentence */
    const struct vocabulary_word *meaning; /* NULL for most words */
    unsigned roles;                        /* in names, as bits of enum vocabulary_role */
    size_t organization_words; /* of the longest organization known that begins with it */
};

struct words {
    struct text text; /* of the paragraph */
    struct word *items;
    size_t count;
};

/* Where the reading of one paragraph is. */
struct words_reader {
    struct text text;
    size_t at;            /* bytes of text that are read */
    struct text document; /* all of it */
    struct span span;     /* of the paragraph; its start moves along */
    const struct vocabulary *vocabulary;
};

/* Read up to WORDS_MAX words into words, whose items have that much room. False at the end. */
bool words_read(struct words_reader *reader, struct words *words);

/* What stands between word index and the next one, or up to the end of the text. */
struct text words_gap(const struct words *words, size_t index);

/* Whether words index and index + 1 are there, and exactly gap, or nothing but blanks for " ",
 * stands between them. */
bool words_joined(const struct words *words, size_t index, struct text gap);

/* The same for a dash of any width, with or without blanks. */
bool words_dashed(const struct words *words, size_t index);

/* The text of the paragraph from word first to word last. */
struct text words_text(const struct words *words, size_t first, size_t last);

/* Where that stands in the document. */
struct span words_span(const struct words *words, size_t first, size_t last);

/* Whether there is a word at index, and it is this one without regard to case. */
bool words_is(const struct words *words, size_t index, struct text word);

/* Whether there is a word at index, and the vocabulary has it as of this kind. */
bool words_mean(const struct words *words, size_t index, enum vocabulary_word_kind kind);

/* The number that a word begins with: 5 of "5th", 1000 of "1,000". False when it is none. */
bool words_number(const struct words *words, size_t index, int64_t *out);
