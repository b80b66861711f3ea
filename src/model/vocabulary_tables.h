/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What a vocabulary is made of; for the files of this module only. */

#include <stdint.h>

#include "chancery/base/list.h"
#include "chancery/base/map.h"
#include "chancery/model/vocabulary.h"

/* In the order they are read: a table may name countries and stations of those before it. */
enum vocabulary_table {
    VOCABULARY_COUNTRIES,
    VOCABULARY_TAGS,
    VOCABULARY_STATIONS,
    VOCABULARY_STATION_ALIASES,
    VOCABULARY_ROUTING_INDICATORS,
    VOCABULARY_ADDRESS_PREFIXES,
    VOCABULARY_ADDRESS_PLACES,
    VOCABULARY_ADDRESSEES,
    VOCABULARY_CAPTIONS,
    VOCABULARY_OFFICE_SYMBOLS,
    VOCABULARY_STOP_WORDS,
    VOCABULARY_PHRASES,
    VOCABULARY_TITLE_WORDS,
    VOCABULARY_PLACE_NAMES,
    VOCABULARY_WORDS,
    VOCABULARY_SPEECH,
    VOCABULARY_NAME_WORDS,
    VOCABULARY_ORGANIZATIONS,
    VOCABULARY_EVENT_WORDS,
    VOCABULARY_TABLE_COUNT,
};

struct vocabulary_alias {
    struct text alias;
    struct text folded;
    struct vocabulary_station *station;
};

struct vocabulary_prefix {
    struct text prefix;
    struct text meaning;
};

/* A place suffix, or an addressee without a post: where it is, or TEXT_NONE. */
struct vocabulary_place {
    struct text name;
    struct text country;
};

/* How many words the longest name of a place has that begins with one word. */
struct vocabulary_lead {
    size_t words;
};

/* A folded name of a station, for looking up names that are damaged. */
struct vocabulary_name {
    struct text folded;
    uint32_t letters; /* a bit for each letter that stands in it */
    struct vocabulary_station *station;
};

/* The records of one table, in its order, and where to find them by their first column. */
struct vocabulary_records {
    char *items;
    size_t count;
    size_t item_bytes;
    struct map by_key;
};

/* What five bits of a byte tell, of which letters use 26. */
#define VOCABULARY_LETTERS 32

struct vocabulary {
    struct arena *arena;
    struct vocabulary_records tables[VOCABULARY_TABLE_COUNT];
    struct map station_names;      /* folded keys and aliases to stations */
    struct map country_names;      /* folded names and long names to countries */
    struct map place_names;        /* as vocabulary_place_name finds them, countries among them */
    struct map organization_names; /* as vocabulary_organization finds them */
    struct map aliases[2];         /* of folders, by enum vocabulary_entity */
    bool has_aliases;
    struct map meanings;    /* words to struct vocabulary_meaning */
    struct map place_leads; /* their first words to struct vocabulary_lead */
    /* Which lengths, a bit each, the stop words have that begin with these two letters. */
    uint32_t stop_word_lengths[VOCABULARY_LETTERS][VOCABULARY_LETTERS];
    struct {
        LIST_OF(struct vocabulary_name);
    } names;
};

/* A text as it is looked up. */
struct vocabulary_key {
    char bytes[VOCABULARY_KEY_BYTES_MAX];
    size_t length;
};

static inline struct text vocabulary_key_text(const struct vocabulary_key *key)
{
    return (struct text){key->bytes, key->length};
}

/* The letter at index of text, in five bits, the same for both cases; 0 behind its end. */
static inline size_t vocabulary_letter(struct text text, size_t index)
{
    return index < text.length ? (unsigned char)text.at[index] % VOCABULARY_LETTERS : 0;
}

/* The bit for a text's length; the last one is for all longer ones too. */
static inline uint32_t vocabulary_length_bit(struct text text)
{
    return UINT32_C(1) << (text.length < 31 ? text.length : 31);
}

/* An empty one, which vocabulary_free frees. NULL when there is no memory. */
struct vocabulary *vocabulary_new(void);

/* Let stop words be told from others by their first letters and their length. */
void vocabulary_note_stop_words(struct vocabulary *vocabulary);

/* In capitals, trimmed, runs of blanks as one. False when that is longer than a key may be. */
bool vocabulary_fold_case(struct text text, struct vocabulary_key *key);

/* In capitals, without blanks, dots, hyphens and apostrophes. False as above. */
bool vocabulary_fold_name(struct text text, struct vocabulary_key *key);

/* In capitals, without dots; blanks, hyphens and apostrophes as one blank. False as above. */
bool vocabulary_fold_phrase(struct text text, struct vocabulary_key *key);

/*
 * Let name be found among places; a name that is there already stays as it is.
 *
 * Errors:  STATUS_INVALID    nothing is left of the name, or it is too long
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status vocabulary_add_place(struct vocabulary *vocabulary,
                                            struct vocabulary_place_name *place);

/*
 * Let name be found among organizations. Errors: as for places, and STATUS_INVALID for a name that
 * is there already.
 */
MUST_CHECK enum status vocabulary_add_organization(struct vocabulary *vocabulary,
                                                   struct vocabulary_organization *organization);

/* Read "given title" into *out. False when a role is unknown or there is none. */
bool vocabulary_read_roles(struct text text, unsigned *out);

/* Put together what is known of each word, once all tables are read. Errors: STATUS_NO_MEMORY. */
MUST_CHECK enum status vocabulary_add_meanings(struct vocabulary *vocabulary);

/* Add the names and demonyms of countries to the places. Errors: STATUS_NO_MEMORY. */
MUST_CHECK enum status vocabulary_add_countries(struct vocabulary *vocabulary);

/* The record of table whose first column is text in capitals, or NULL. */
void *vocabulary_find(const struct vocabulary *vocabulary, enum vocabulary_table table,
                      struct text text);

/* The letters that stand in a folded name, as bits. */
uint32_t vocabulary_letters(struct text folded);

/* A decimal number within most of 0, such as -33.45. The system's own reader heeds the locale. */
bool vocabulary_degrees(struct text value, double most, double *out);
