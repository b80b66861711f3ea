/* SPDX-License-Identifier: Apache-2.0 */
#include "fact_words.h"

/* What is known of a text. */
enum known {
    KNOWN_NOT,
    KNOWN_TO_FIT,
    KNOWN_TO_FAIL,
};

static bool is_of_word(char c)
{
    return text_is_letter(c) || text_is_digit(c) || ((unsigned char)c & 0x80) != 0;
}

/* Whether wanted is value, or a run of its words, without case. */
static bool has_run(struct text value, const struct texts *wanted)
{
    for (size_t i = 0; i < wanted->count; i++) {
        struct text part = wanted->items[i];
        struct text rest = value;
        size_t at = text_find_fold(rest, part);
        while (at != TEXT_NOT_FOUND && part.length > 0) {
            size_t end = at + part.length;
            bool starts = at == 0 || !is_of_word(rest.at[at - 1]);
            if (starts && (end == rest.length || !is_of_word(rest.at[end]))) {
                return true;
            }
            rest = text_from(rest, at + 1);
            at = text_find_fold(rest, part);
        }
    }
    return false;
}

static bool begin(struct fact_words *words, const struct registry *registry, struct arena *arena)
{
    words->registry = registry;
    words->arena = arena;
    words->known = arena_take(arena, (size_t)registry_text_count(registry) + 1);
    return words->known != NULL;
}

bool fact_words_of_runs(const struct texts *runs, const struct registry *registry,
                        struct arena *arena, struct fact_words *out)
{
    *out = (struct fact_words){.runs = runs};
    return runs->count == 0 || begin(out, registry, arena);
}

static void add_key(struct fact_words *words, struct text key)
{
    if (!map_find(&words->keys, key)) {
        (void)map_set(words->arena, &words->keys, key, words);
    }
}

/* A value, and all names of the people who are called so. */
static void add_value(struct fact_words *words, struct text key)
{
    struct registry_numbers people = registry_spelling_find(words->registry, REGISTRY_PERSON, key);
    add_key(words, key);
    for (size_t i = 0; i < people.count; i++) {
        size_t count = registry_spelling_count(words->registry, people.items[i]);
        for (size_t k = 0; k < count; k++) {
            add_key(words, registry_spelling(words->registry, people.items[i], k).key);
        }
    }
}

bool fact_words_of_filters(const struct search_filters *filters, enum query_field field,
                           const struct view *view, struct arena *arena, struct fact_words *out)
{
    const struct index *index = view->source.index;
    *out = (struct fact_words){.runs = NULL};
    for (size_t i = 0; i < filters->count; i++) {
        const struct search_filter *filter = &filters->items[i];
        struct search_numbers values = {0};
        if (filter->kind != SEARCH_FILTER_VALUES || filter->field != field || filter->negate) {
            continue;
        }
        if ((!out->known && !begin(out, view->registry, arena)) ||
            !search_filter_values(filter, index, arena, &values)) {
            return false;
        }
        out->has_keys = true;
        for (size_t k = 0; k < values.count; k++) {
            add_value(out, index_value_key(index, field, values.items[k]));
        }
    }
    return !arena_failed(arena);
}

bool fact_words_fit(struct fact_words *words, uint32_t text)
{
    if (!words->known) {
        return true;
    }
    if (text == REGISTRY_NONE) {
        return false;
    }
    if (words->known[text] == KNOWN_NOT) {
        struct text value = registry_text(words->registry, text);
        struct text key = words->has_keys ? registry_fold(value, words->arena) : TEXT_NONE;
        bool fits = words->has_keys ? key.at && map_find(&words->keys, key) != NULL
                                    : has_run(value, words->runs);
        words->has_failed = words->has_failed || (words->has_keys && !key.at);
        words->known[text] = fits ? KNOWN_TO_FIT : KNOWN_TO_FAIL;
    }
    return words->known[text] == KNOWN_TO_FIT;
}
