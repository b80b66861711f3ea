/* SPDX-License-Identifier: Apache-2.0 */
/* Lookups of names with something before, behind or wrong in them. */

#include <stdlib.h>

#include "vocabulary_tables.h"

/* The most words in front of an address that are tried as one name, and at its end as a suffix. */
#define LEADING_WORDS_MAX 8
#define SUFFIX_WORDS_MAX  3

/* How far off a name may be. Of short ones too many are one letter from each other. */
#define DISTANCE_MAX       ((size_t)2)
#define DISTANCE_MAX_SHORT ((size_t)1)
#define SHORT_NAME_LETTERS ((size_t)6)
#define NEAR_NAME_LETTERS  ((size_t)4) /* below that, a name is never near another */
#define DISTANCE_NAME_ROW  (VOCABULARY_KEY_BYTES_MAX + 1)

/* Where the first words of a text end, in bytes from its start. */
struct word_ends {
    size_t at[LEADING_WORDS_MAX];
    size_t count;
};

static struct word_ends word_ends_of(struct text text)
{
    struct word_ends ends = {.count = 0};
    struct text rest = text;
    struct text word;
    while (ends.count < LEADING_WORDS_MAX && text_take_word(&rest, &word)) {
        ends.at[ends.count++] = (size_t)(word.at - text.at) + word.length;
    }
    return ends;
}

/* The record of table that text begins with, by the longest run of words; its end in *end. */
static void *find_leading(const struct vocabulary *vocabulary, enum vocabulary_table table,
                          struct text text, size_t *end)
{
    struct word_ends ends = word_ends_of(text);
    for (size_t i = ends.count; i > 0; i--) {
        void *record = vocabulary_find(vocabulary, table, text_slice(text, 0, ends.at[i - 1]));
        if (record) {
            *end = ends.at[i - 1];
            return record;
        }
    }
    return NULL;
}

static const struct vocabulary_station *named(const struct vocabulary *vocabulary, struct text text)
{
    struct vocabulary_key key;
    if (!vocabulary_fold_name(text, &key)) {
        return NULL;
    }
    return map_find(&vocabulary->station_names, vocabulary_key_text(&key));
}

const struct vocabulary_station *vocabulary_station_named(const struct vocabulary *vocabulary,
                                                          struct text text)
{
    size_t end = 0;
    const struct vocabulary_station *station = named(vocabulary, text);
    if (!station && find_leading(vocabulary, VOCABULARY_ADDRESS_PREFIXES, text, &end)) {
        station = named(vocabulary, text_from(text, end));
    }
    return station;
}

uint32_t vocabulary_letters(struct text folded)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < folded.length; i++) {
        char c = folded.at[i];
        letters |= (uint32_t)1 << (text_is_upper(c) ? c - 'A' : 26);
    }
    return letters;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The number of letters to add, drop or change between a and b, or something over most. */
static size_t distance(struct text a, struct text b, size_t most)
{
    size_t row[DISTANCE_NAME_ROW];
    for (size_t j = 0; j <= b.length; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];
        size_t best = row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t change = diagonal + (a.at[i - 1] != b.at[j - 1]);
            diagonal = row[j];
            row[j] = least(change, least(row[j], row[j - 1]) + 1);
            best = least(best, row[j]);
        }
        if (best > most) {
            return best;
        }
    }
    return row[b.length];
}

/* A cheap bound: each change can take one letter out of the set and bring one in. */
static bool may_be_near(struct text text, uint32_t letters, const struct vocabulary_name *name,
                        size_t most)
{
    size_t longer = text.length > name->folded.length ? text.length : name->folded.length;
    size_t shorter = least(text.length, name->folded.length);
    return shorter >= NEAR_NAME_LETTERS - 1 && name->folded.length >= NEAR_NAME_LETTERS &&
           longer - shorter <= most &&
           (size_t)__builtin_popcount(letters ^ name->letters) <= 2 * most;
}

const struct vocabulary_station *vocabulary_station_near(const struct vocabulary *vocabulary,
                                                         struct text text)
{
    struct vocabulary_key key;
    if (!vocabulary_fold_name(text, &key)) {
        return NULL;
    }
    struct text folded = vocabulary_key_text(&key);
    uint32_t letters = vocabulary_letters(folded);
    const struct vocabulary_station *nearest = NULL;
    size_t nearest_distance = DISTANCE_MAX + 1;
    bool tie = false;
    for (size_t i = 0; i < vocabulary->names.count; i++) {
        const struct vocabulary_name *name = &vocabulary->names.items[i];
        bool is_short = least(folded.length, name->folded.length) < SHORT_NAME_LETTERS;
        size_t most = least(is_short ? DISTANCE_MAX_SHORT : DISTANCE_MAX, nearest_distance);
        if (!may_be_near(folded, letters, name, most)) {
            continue;
        }
        size_t away = distance(folded, name->folded, most);
        if (away > most) {
            continue;
        }
        tie = away == nearest_distance && (tie || nearest != name->station);
        nearest = name->station;
        nearest_distance = away;
    }
    return tie ? NULL : nearest;
}

/* The station of an address, whatever stands behind its name. */
static const struct vocabulary_station *address_station(const struct vocabulary *vocabulary,
                                                        struct text text)
{
    size_t end = 0;
    const struct vocabulary_station *station = named(vocabulary, text);
    if (station || !find_leading(vocabulary, VOCABULARY_ADDRESS_PREFIXES, text, &end)) {
        return station;
    }
    struct text rest = text_from(text, end);
    struct word_ends ends = word_ends_of(rest);
    for (size_t i = ends.count; i > 0 && !station; i--) {
        station = named(vocabulary, text_slice(rest, 0, ends.at[i - 1]));
    }
    return station;
}

/* Where the last count words of text begin, or TEXT_NOT_FOUND when it has not that many. */
static size_t last_words(struct text text, size_t count)
{
    size_t at = text.length;
    for (size_t i = 0; i < count; i++) {
        while (at > 0 && text_is_blank(text.at[at - 1])) {
            at--;
        }
        if (at == 0) {
            return TEXT_NOT_FOUND;
        }
        while (at > 0 && !text_is_blank(text.at[at - 1])) {
            at--;
        }
    }
    return at;
}

static const struct vocabulary_place *find_suffix(const struct vocabulary *vocabulary,
                                                  struct text text)
{
    const struct vocabulary_place *place = NULL;
    for (size_t count = SUFFIX_WORDS_MAX; count > 0 && !place; count--) {
        size_t at = last_words(text, count);
        if (at != TEXT_NOT_FOUND) {
            place = vocabulary_find(vocabulary, VOCABULARY_ADDRESS_PLACES, text_from(text, at));
        }
    }
    return place;
}

struct text vocabulary_address_country(const struct vocabulary *vocabulary, struct text text)
{
    size_t end = text_find(text, TEXT("//"));
    text = text_trim(text_slice(text, 0, end));
    const struct vocabulary_station *station = address_station(vocabulary, text);
    if (station) {
        return station->country;
    }
    const struct vocabulary_place *place =
        find_leading(vocabulary, VOCABULARY_ADDRESSEES, text, &end);
    if (!place) {
        place = find_suffix(vocabulary, text);
    }
    return place ? place->country : TEXT_NONE;
}
