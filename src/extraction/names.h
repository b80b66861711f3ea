/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What finders of people and of organizations ask about the words of a text: their roles, how they
 * are joined, and which of them a name has taken already.
 */

#include "finding.h"

struct found_organization;

/* Which name of an organization a word is part of. */
struct name_mark {
    const struct found_organization *organization; /* NULL: of none */
    size_t first;
    size_t last;
};

struct names {
    const struct finding *finding;
    struct name_mark *marks; /* one for each of WORDS_MAX words */
    bool is_shouting;        /* whether nearly all words are capitals */
};

/* Must be called for each new piece of text, before anything is found in it. */
void names_begin(struct names *names, const struct finding *finding);

/* Let words first to last be the name of organization. */
void names_mark(struct names *names, size_t first, size_t last,
                const struct found_organization *organization);

static inline const struct words *names_words(const struct names *names)
{
    return names->finding->words;
}

/* Whether the word at index is one of the count in list. */
bool names_is_one_of(const struct names *names, size_t index, const struct text *list,
                     size_t count);

/* Whether there is a word at index that has one of these roles. */
static inline bool names_have(const struct names *names, size_t index, unsigned roles)
{
    return index < names->finding->words->count &&
           (names->finding->words->items[index].roles & roles) != 0;
}

static inline bool names_is_capital(const struct names *names, size_t index)
{
    return index < names->finding->words->count && names->finding->words->items[index].is_capital;
}

static inline bool names_is_marked(const struct names *names, size_t index)
{
    return names->marks[index].organization != NULL;
}

/* Whether only blanks stand between index and the next word, or a hyphen or an apostrophe that
 * joins parts of one name, or the dot of an initial or of an abbreviated title. */
bool names_joined(const struct names *names, size_t index);

/* Whether an initial stands at index: one capital letter. */
bool names_is_initial(const struct names *names, size_t index);

/* How many words from index on are the name of a place, country or people. */
size_t names_place_words(const struct names *names, size_t index,
                         const struct vocabulary_place_name **out);

/* Capitals for looking names up; cut at room bytes. Returns the length. */
size_t names_fold(struct text text, char *out, size_t room);

/* The longest name that is looked up. */
#define NAMES_KEY_BYTES_MAX ((size_t)96)
