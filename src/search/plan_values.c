/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"

#include "plan.h"

static int compare(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void keep_once(struct plan_values *out)
{
    if (out->count < 2) {
        return;
    }
    qsort(out->items, out->count, sizeof(*out->items), compare);
    size_t kept = 1;
    for (size_t i = 1; i < out->count; i++) {
        if (out->items[i] != out->items[kept - 1]) {
            out->items[kept++] = out->items[i];
        }
    }
    out->count = kept;
}

static void add_value(struct arena *arena, struct plan_values *out, uint32_t value)
{
    uint32_t *item = value != INDEX_END ? LIST_ADD(arena, out) : NULL;
    if (item) {
        *item = value;
    }
}

/* A folded name without what people write in front of it, or TEXT_NONE. */
static struct text without_title(enum query_field field, struct text key)
{
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "dr", "sir"};
    bool is_name = field == QUERY_FIELD_PERSON || field == QUERY_FIELD_SPEAKER;
    struct text rest = key;
    struct text word;
    bool has_word = is_name && text_take_until(&rest, ' ', &word) && rest.length > 0;
    for (size_t i = 0; has_word && i < COUNT_OF(titles); i++) {
        if (text_equal(word, text_of(titles[i]))) {
            return rest;
        }
    }
    return TEXT_NONE;
}

static void add_names(const struct index *index, enum query_field field, struct text key,
                      enum index_match match, struct arena *arena, struct plan_values *out)
{
    struct index_range names = index_names_find(index, field, key, match);
    for (uint32_t i = names.first; i < names.end; i++) {
        add_value(arena, out, index_name_value(index, field, i, match));
    }
}

void plan_values_find(const struct index *index, enum query_field field, struct text key,
                      enum index_match match, struct arena *arena, struct plan_values *out)
{
    add_names(index, field, key, match, arena, out);
    struct text rest = out->count == 0 ? without_title(field, key) : TEXT_NONE;
    if (rest.at) {
        add_names(index, field, rest, match, arena, out);
    }
    keep_once(out);
}

static bool is_number(struct text text)
{
    size_t digits = 0;
    while (digits < text.length && text_is_digit(text.at[digits])) {
        digits++;
    }
    return digits > 0 && digits == text.length;
}

void plan_values_begin(const struct index *index, enum query_field field, struct tokens *tokens,
                       struct text start, struct arena *arena, struct plan_values *out)
{
    struct tokens_key key;
    tokens_key(tokens, start, &key);
    plan_values_find(index, field, tokens_key_text(&key), INDEX_MATCH_PREFIX, arena, out);
    if (is_number(start) && start.at[0] == '0') {
        plan_values_find(index, field, start, INDEX_MATCH_PREFIX, arena, out);
    }
}

static bool is_like(const struct pattern *pattern, struct text key, bool by_words)
{
    struct text word;
    bool is_found = pattern_matches(pattern, key);
    while (by_words && !is_found && text_take_word(&key, &word)) {
        is_found = pattern_matches(pattern, word);
    }
    return is_found;
}

void plan_values_like(const struct index *index, enum query_field field,
                      const struct pattern *pattern, struct arena *arena, struct plan_values *out)
{
    bool by_words = index_field_rule(field)->by_words;
    uint32_t count = index_value_count(index, field);
    for (uint32_t value = 0; value < count; value++) {
        if (is_like(pattern, index_value_key(index, field, value), by_words)) {
            add_value(arena, out, value);
        }
    }
}

void plan_values_named(const struct space *space, enum query_field field,
                       const struct plan_values *values, struct arena *arena,
                       struct search_numbers *out)
{
    const struct search_knowledge *knowledge = space->knowledge;
    bool is_few = values->count <= PLAN_NAMED_MAX;
    for (size_t i = 0; knowledge && is_few && i < values->count; i++) {
        knowledge->named(knowledge->context, field,
                         index_value_key(space->index, field, values->items[i]), arena, out);
    }
}

bool plan_values_have(const struct plan_values *values, uint32_t value)
{
    return values->count > 0 &&
           bsearch(&value, values->items, values->count, sizeof(*values->items), compare) != NULL;
}
