/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <stdlib.h>

#include "vocabulary_tables.h"

/* The apostrophe of typesetters, in UTF-8. */
#define TYPOGRAPHIC_APOSTROPHE TEXT("\xE2\x80\x99")

static bool key_add(struct vocabulary_key *key, char c)
{
    if (key->length == sizeof(key->bytes)) {
        return false;
    }
    key->bytes[key->length++] = text_upper(c);
    return true;
}

bool vocabulary_fold_case(struct text text, struct vocabulary_key *key)
{
    bool is_behind_blank = false;
    key->length = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text_is_blank(text.at[i])) {
            is_behind_blank = key->length > 0;
            continue;
        }
        if ((is_behind_blank && !key_add(key, ' ')) || !key_add(key, text.at[i])) {
            return false;
        }
        is_behind_blank = false;
    }
    return true;
}

static bool is_passed_over(char c)
{
    return text_is_blank(c) || c == '.' || c == '-' || c == '\'';
}

bool vocabulary_fold_name(struct text text, struct vocabulary_key *key)
{
    key->length = 0;
    while (text.length > 0) {
        if (text_take_start(&text, TYPOGRAPHIC_APOSTROPHE)) {
            continue;
        }
        if (!is_passed_over(text.at[0]) && !key_add(key, text.at[0])) {
            return false;
        }
        text = text_from(text, 1);
    }
    return true;
}

void *vocabulary_find(const struct vocabulary *vocabulary, enum vocabulary_table table,
                      struct text text)
{
    struct vocabulary_key key;
    if (!vocabulary_fold_case(text, &key)) {
        return NULL;
    }
    return map_find(&vocabulary->tables[table].by_key, vocabulary_key_text(&key));
}

static const void *record_at(const struct vocabulary *vocabulary, enum vocabulary_table table,
                             size_t index)
{
    const struct vocabulary_records *records = &vocabulary->tables[table];
    assert(index < records->count);
    return records->items + index * records->item_bytes;
}

const struct vocabulary_tag *vocabulary_tag(const struct vocabulary *vocabulary, struct text text)
{
    return vocabulary_find(vocabulary, VOCABULARY_TAGS, text);
}

const struct vocabulary_tag *vocabulary_tag_at(const struct vocabulary *vocabulary, size_t index)
{
    return record_at(vocabulary, VOCABULARY_TAGS, index);
}

size_t vocabulary_tag_count(const struct vocabulary *vocabulary)
{
    return vocabulary->tables[VOCABULARY_TAGS].count;
}

const struct vocabulary_station *vocabulary_station(const struct vocabulary *vocabulary,
                                                    struct text text)
{
    struct vocabulary_key key;
    if (!vocabulary_fold_name(text, &key)) {
        return NULL;
    }
    return map_find(&vocabulary->tables[VOCABULARY_STATIONS].by_key, vocabulary_key_text(&key));
}

const struct vocabulary_station *vocabulary_station_at(const struct vocabulary *vocabulary,
                                                       size_t index)
{
    return record_at(vocabulary, VOCABULARY_STATIONS, index);
}

size_t vocabulary_station_count(const struct vocabulary *vocabulary)
{
    return vocabulary->tables[VOCABULARY_STATIONS].count;
}

const struct vocabulary_routing *vocabulary_routing(const struct vocabulary *vocabulary,
                                                    struct text text)
{
    return vocabulary_find(vocabulary, VOCABULARY_ROUTING_INDICATORS, text);
}

const struct vocabulary_country *vocabulary_country(const struct vocabulary *vocabulary,
                                                    struct text code)
{
    return vocabulary_find(vocabulary, VOCABULARY_COUNTRIES, code);
}

const struct vocabulary_country *vocabulary_country_named(const struct vocabulary *vocabulary,
                                                          struct text text)
{
    struct vocabulary_key key;
    if (!vocabulary_fold_name(text, &key)) {
        return NULL;
    }
    return map_find(&vocabulary->country_names, vocabulary_key_text(&key));
}

const struct vocabulary_country *vocabulary_country_at(const struct vocabulary *vocabulary,
                                                       size_t index)
{
    return record_at(vocabulary, VOCABULARY_COUNTRIES, index);
}

size_t vocabulary_country_count(const struct vocabulary *vocabulary)
{
    return vocabulary->tables[VOCABULARY_COUNTRIES].count;
}

const struct vocabulary_caption *vocabulary_caption(const struct vocabulary *vocabulary,
                                                    struct text text)
{
    return vocabulary_find(vocabulary, VOCABULARY_CAPTIONS, text);
}

const struct vocabulary_office *vocabulary_office(const struct vocabulary *vocabulary,
                                                  struct text text)
{
    return vocabulary_find(vocabulary, VOCABULARY_OFFICE_SYMBOLS, text);
}

struct text vocabulary_word_languages(const struct vocabulary *vocabulary, struct text word)
{
    if (!(vocabulary->stop_word_lengths[vocabulary_letter(word, 0)][vocabulary_letter(word, 1)] &
          vocabulary_length_bit(word))) {
        return TEXT_NONE; /* most words */
    }
    const struct vocabulary_stop_word *found =
        vocabulary_find(vocabulary, VOCABULARY_STOP_WORDS, word);
    return found ? found->languages : TEXT_NONE;
}

const struct vocabulary_phrase *vocabulary_phrase(const struct vocabulary *vocabulary,
                                                  struct text text)
{
    return vocabulary_find(vocabulary, VOCABULARY_PHRASES, text);
}

const struct vocabulary_title_word *vocabulary_title_word(const struct vocabulary *vocabulary,
                                                          struct text word)
{
    return vocabulary_find(vocabulary, VOCABULARY_TITLE_WORDS, word);
}

struct vocabulary *vocabulary_new(void)
{
    struct vocabulary *vocabulary = calloc(1, sizeof(*vocabulary));
    if (!vocabulary) {
        return NULL;
    }
    vocabulary->arena = arena_new(VOCABULARY_MEMORY_BYTES_MAX);
    if (!vocabulary->arena) {
        free(vocabulary);
        return NULL;
    }
    for (size_t i = 0; i < VOCABULARY_TABLE_COUNT; i++) {
        vocabulary->tables[i].by_key = MAP_OURS;
    }
    vocabulary->station_names = vocabulary->country_names = MAP_OURS;
    vocabulary->place_names = vocabulary->place_leads = MAP_OURS;
    vocabulary->organization_names = vocabulary->meanings = MAP_OURS;
    vocabulary->aliases[0] = vocabulary->aliases[1] = MAP_NONE;
    return vocabulary;
}

void vocabulary_note_stop_words(struct vocabulary *vocabulary)
{
    const struct vocabulary_records *records = &vocabulary->tables[VOCABULARY_STOP_WORDS];
    for (size_t i = 0; i < records->count; i++) {
        const struct vocabulary_stop_word *word =
            (const void *)(records->items + i * records->item_bytes);
        vocabulary->stop_word_lengths[vocabulary_letter(word->word, 0)]
                                     [vocabulary_letter(word->word, 1)] |=
            vocabulary_length_bit(word->word);
    }
}

struct vocabulary *vocabulary_free(struct vocabulary *vocabulary)
{
    if (vocabulary) {
        vocabulary->arena = arena_free(vocabulary->arena);
        free(vocabulary);
    }
    return NULL;
}
