/* SPDX-License-Identifier: Apache-2.0 */
/* Names of places and peoples, and the words that dates, money and requests are made of. */

#include "chancery/base/number.h"
#include "vocabulary_tables.h"

/* The most digits of a coordinate behind its point. */
#define DEGREE_DECIMALS_MAX ((size_t)6)

/* The apostrophe of typesetters, in UTF-8. */
#define TYPOGRAPHIC_APOSTROPHE TEXT("\xE2\x80\x99")

static bool joins(char c)
{
    return text_is_blank(c) || c == '-' || c == '\'';
}

bool vocabulary_fold_phrase(struct text text, struct vocabulary_key *key)
{
    bool is_joined = false;
    key->length = 0;
    while (text.length > 0) {
        if (text_take_start(&text, TYPOGRAPHIC_APOSTROPHE)) {
            is_joined = true;
            continue;
        }
        char c = text.at[0];
        text = text_from(text, 1);
        if (joins(c) || c == '.') {
            is_joined = is_joined || c != '.';
            continue;
        }
        if (key->length + 2 > sizeof(key->bytes)) {
            return false;
        }
        if (is_joined && key->length > 0) {
            key->bytes[key->length++] = ' ';
        }
        is_joined = false;
        key->bytes[key->length++] = text_upper(c);
    }
    return true;
}

/* The first word of a folded name leads to the length of the longest name in words. */
static bool add_lead(struct vocabulary *vocabulary, struct text folded)
{
    size_t words = 1;
    for (size_t i = 0; i < folded.length; i++) {
        words += folded.at[i] == ' ';
    }
    size_t first_end = text_find_char(folded, ' ');
    struct text first = text_slice(folded, 0, first_end);
    struct vocabulary_lead *lead = map_find(&vocabulary->place_leads, first);
    if (!lead) {
        lead = arena_take(vocabulary->arena, sizeof(*lead));
        if (!lead || !map_set(vocabulary->arena, &vocabulary->place_leads, first, lead)) {
            return false;
        }
    }
    lead->words = lead->words > words ? lead->words : words;
    return true;
}

enum status vocabulary_add_place(struct vocabulary *vocabulary, struct vocabulary_place_name *place)
{
    struct vocabulary_key key;
    if (!vocabulary_fold_phrase(place->name, &key) || key.length == 0 ||
        map_find(&vocabulary->place_names, vocabulary_key_text(&key))) {
        return STATUS_INVALID;
    }
    struct text folded = arena_text(vocabulary->arena, vocabulary_key_text(&key));
    if (!folded.at || !map_set(vocabulary->arena, &vocabulary->place_names, folded, place) ||
        !add_lead(vocabulary, folded)) {
        return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static bool add_name(struct vocabulary *vocabulary, const struct vocabulary_country *country,
                     struct text name, enum vocabulary_place_kind kind)
{
    struct vocabulary_place_name *place = arena_take(vocabulary->arena, sizeof(*place));
    if (!place) {
        return false;
    }
    *place = (struct vocabulary_place_name){name, country->code, kind};
    /* What place_names.tsv says of a name goes before what countries.tsv says. */
    return vocabulary_add_place(vocabulary, place) != STATUS_NO_MEMORY;
}

static bool add_demonyms(struct vocabulary *vocabulary, const struct vocabulary_country *country)
{
    struct text rest = country->demonym;
    bool is_added = true;
    while (is_added && rest.length > 0) {
        struct text demonym;
        if (!text_take_until(&rest, ';', &demonym)) {
            demonym = rest;
            rest = TEXT_NONE;
        }
        struct text plural = arena_format(vocabulary->arena, "%.*ss", TEXT_ARGUMENTS(demonym));
        is_added = plural.at && add_name(vocabulary, country, demonym, VOCABULARY_PLACE_DEMONYM) &&
                   add_name(vocabulary, country, plural, VOCABULARY_PLACE_DEMONYM);
    }
    return is_added;
}

enum status vocabulary_add_countries(struct vocabulary *vocabulary)
{
    for (size_t i = 0; i < vocabulary_country_count(vocabulary); i++) {
        const struct vocabulary_country *country = vocabulary_country_at(vocabulary, i);
        if (!add_name(vocabulary, country, country->name, VOCABULARY_PLACE_COUNTRY) ||
            !add_name(vocabulary, country, country->long_name, VOCABULARY_PLACE_COUNTRY) ||
            !add_demonyms(vocabulary, country)) {
            return STATUS_NO_MEMORY;
        }
    }
    return STATUS_OK;
}

const struct vocabulary_place_name *vocabulary_place_name(const struct vocabulary *vocabulary,
                                                          struct text folded)
{
    return map_find(&vocabulary->place_names, folded);
}

size_t vocabulary_place_words(const struct vocabulary *vocabulary, struct text folded)
{
    const struct vocabulary_lead *lead = map_find(&vocabulary->place_leads, folded);
    return lead ? lead->words : 0;
}

const struct vocabulary_word *vocabulary_word(const struct vocabulary *vocabulary,
                                              struct text folded)
{
    return map_find(&vocabulary->tables[VOCABULARY_WORDS].by_key, folded);
}

bool vocabulary_degrees(struct text value, double most, double *out)
{
    struct text rest = value;
    struct text whole;
    bool is_negative = text_take_start(&rest, TEXT("-"));
    if (!text_take_until(&rest, '.', &whole)) {
        whole = rest;
        rest = TEXT("0");
    }
    int64_t units = 0;
    int64_t parts = 0;
    if (rest.length > DEGREE_DECIMALS_MAX || !number_read(whole, 0, 180, &units) ||
        !number_read(rest, 0, INT32_MAX, &parts)) {
        return false;
    }
    double fraction = (double)parts;
    for (size_t i = 0; i < rest.length; i++) {
        fraction /= 10;
    }
    *out = is_negative ? -((double)units + fraction) : (double)units + fraction;
    return *out >= -most && *out <= most;
}
