/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Cuts text into words, the same way for documents and for queries.
 *
 * A word is a run of letters, digits and combining marks (Unicode L, N, M). Its exact form is
 * case-folded, compatibility-decomposed and without marks ("Café" is "cafe", "Straße" "strasse",
 * "Øresund" "oresund"). Further:
 *
 *   apostrophes   straight and curly are equal; inside a word they go ("O'Brien" is "obrien"); a
 *                 possessive 's at its end goes with its s, also damaged as ",s" ("ROK,s" is "rok")
 *   dots          single letters with dots between them are one word: "U.S.", "U.S" and "US"
 *   numbers       lose leading zeros: "000487" is "487"; "1.4" is two words
 *   hyphens       "pol-mil" is its parts at successive positions, pol and mil, and before them, at
 *                 the position of the first part, the joined form polmil with parts == 2
 *   ignored       soft hyphens and zero-width characters inside a word
 *
 * Positions count words from 0; a joined form takes no position of its own. A word longer than
 * TOKENS_WORD_BYTES_MAX is cut there, its rest passed over. Bytes that are not UTF-8 separate
 * words.
 *
 * A sentence starts at the first word, and at a word that begins with a capital or digit behind a
 * full stop, question or exclamation mark and a blank, unless the stop belongs to a single letter,
 * a dotted word or a short title ("Mr.").
 *
 * Cost:    linear in the bytes.
 * Threads: one struct tokens serves one thread.
 */

#include <stdbool.h>
#include <stdint.h>

#include "chancery/base/status.h"
#include "chancery/base/text.h"

/* The most bytes of one folded word. */
#define TOKENS_WORD_BYTES_MAX ((size_t)64)

/* The most parts of one hyphenated word; a longer chain is several. */
#define TOKENS_PARTS_MAX 8

struct tokens;

struct token {
    struct text exact; /* the folded form; borrowed until the next tokens_ call */
    size_t start;      /* bytes from the start of the text */
    size_t end;
    uint32_t position;
    uint32_t parts; /* 1, or how many parts the joined form of a hyphenated word has */
    bool starts_sentence;
};

/* NULL when there is no memory. */
struct tokens *tokens_new(void);

/* NULL is allowed. Returns NULL. */
struct tokens *tokens_free(struct tokens *tokens);

static inline void tokens_free_at(struct tokens **tokens)
{
    *tokens = tokens_free(*tokens);
}

#define AUTO_TOKENS __attribute__((cleanup(tokens_free_at))) struct tokens *

/* Begin with text, which must live as long as it is read; positions start at 0. */
void tokens_start(struct tokens *tokens, struct text text);

/* Take the next word. False at the end of the text. */
bool tokens_next(struct tokens *tokens, struct token *out);

/*
 * The Snowball English stem of an exact form, borrowed until the next tokens_stem; the form itself
 * when it has none of its own.
 */
struct text tokens_stem(struct tokens *tokens, struct text exact);

/* The most bytes of a folded value. */
#define TOKENS_KEY_BYTES_MAX ((size_t)256)

struct tokens_key {
    char bytes[TOKENS_KEY_BYTES_MAX + 1];
    size_t length;
};

/*
 * The form under which a value is looked up: its exact words joined by single blanks, "Kim
 * Chang-sik" as "kim chang sik" and "C//NF" as "c nf"; a value without words is kept as it stands.
 * Cut at TOKENS_KEY_BYTES_MAX. Uses tokens, so a text being read must be begun again.
 */
void tokens_key(struct tokens *tokens, struct text value, struct tokens_key *out);

static inline struct text tokens_key_text(const struct tokens_key *key)
{
    return (struct text){key->bytes, key->length};
}
