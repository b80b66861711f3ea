/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "chancery/base/number.h"
#include "mistakes.h"
#include "parameter_values.h"

/* The most of a value that an error message repeats. */
#define SHOWN_BYTES ((size_t)100)

/* Say that the value given is none this parameter takes. */
static void complain(const struct parameter_value *value, struct text given)
{
    const struct http_parameter *parameter = value->parameter;
    struct http_mistake *mistake = mistake_add(value->arena, value->problem,
                                               HTTP_PROBLEM_INVALID_PARAMETER, value->pair->name);
    if (!mistake) {
        return;
    }
    struct text shown = text_slice(given, 0, SHOWN_BYTES);
    mistake_allow(value->arena, mistake, parameter->words);
    mistake->did_you_mean = http_nearest(given, &mistake->allowed);
    if (parameter->kind == HTTP_PARAMETER_INTEGER) {
        texts_add(
            value->arena, &mistake->allowed,
            arena_format(value->arena, "%" PRId64 "..%" PRId64, parameter->least, parameter->most));
    }
    mistake->detail =
        arena_format(value->arena, "'%.*s' is no value of '%.*s'%s%s.", TEXT_ARGUMENTS(shown),
                     TEXT_ARGUMENTS(value->pair->name), parameter->expects ? ": it takes " : "",
                     parameter->expects ? parameter->expects : "");
}

static bool find_word(const char *const *words, struct text given, size_t *index)
{
    for (size_t i = 0; words[i]; i++) {
        if (text_equal(given, text_of(words[i]))) {
            *index = i;
            return true;
        }
    }
    return false;
}

/* Take off what the traits allow around a word: "-" before it, ":5" behind it. */
static bool bare_word(const struct http_parameter *parameter, struct text *word)
{
    int64_t count;
    if (parameter->traits & HTTP_WORDS_NEGATED) {
        (void)text_take_start(word, TEXT("-"));
    }
    size_t colon = text_find_char(*word, ':');
    if (!(parameter->traits & HTTP_WORDS_COUNTED) || colon == TEXT_NOT_FOUND) {
        return true;
    }
    bool good = number_read(text_from(*word, colon + 1), 0, INT32_MAX, &count);
    *word = text_slice(*word, 0, colon);
    return good;
}

static bool is_length_good(const struct http_parameter *parameter, struct text given)
{
    int64_t most = parameter->most ? parameter->most : HTTP_VALUE_BYTES_MAX;
    return (int64_t)given.length >= parameter->least && (int64_t)given.length <= most;
}

/* Whether one value, of a list perhaps, is one the parameter takes. */
static bool is_good(const struct http_parameter *parameter, struct text given)
{
    size_t index;
    struct text word = given;
    if (!is_length_good(parameter, given)) {
        return false;
    }
    if (parameter->words &&
        (!bare_word(parameter, &word) || !find_word(parameter->words, word, &index))) {
        return false;
    }
    return !parameter->accepts || parameter->accepts(given);
}

static void read_text(const struct parameter_value *value)
{
    if (!value->pair->value.at || !is_good(value->parameter, value->pair->value)) {
        complain(value, value->pair->value);
        return;
    }
    *(struct text *)value->field = value->pair->value;
}

static void read_integer(const struct parameter_value *value)
{
    const struct http_parameter *parameter = value->parameter;
    int64_t number;
    if (!number_read(value->pair->value, parameter->least, parameter->most, &number)) {
        complain(value, value->pair->value);
        return;
    }
    *(int64_t *)value->field = number;
}

static void read_word(const struct parameter_value *value)
{
    size_t index;
    if (!find_word(value->parameter->words, value->pair->value, &index)) {
        complain(value, value->pair->value);
        return;
    }
    *(size_t *)value->field = index;
}

static void read_flag(const struct parameter_value *value)
{
    static const char *const words[] = {"0", "1", "false", "true", "no", "yes", NULL};
    size_t index = 1;
    struct text given = value->pair->value;
    if (given.at && !find_word(words, given, &index)) {
        complain(value, given);
        struct http_mistakes *mistakes = &value->problem->mistakes;
        if (mistakes->count > 0) {
            mistake_allow(value->arena, &mistakes->items[mistakes->count - 1], words);
        }
        return;
    }
    *(bool *)value->field = index % 2 == 1;
}

static void add_item(const struct parameter_value *value, struct text item)
{
    bool is_filter = value->parameter->kind == HTTP_PARAMETER_FILTER;
    bool is_star = is_filter && text_equal(item, TEXT("*"));
    if (!is_star && (item.length == 0 || !is_good(value->parameter, item))) {
        complain(value, item);
        return;
    }
    if (!is_filter) {
        texts_add(value->arena, value->field, item);
        return;
    }
    struct http_filter *filter = LIST_ADD(value->arena, (struct http_filters *)value->field);
    if (filter) {
        *filter = (struct http_filter){value->parameter, value->ending, item, value->negated};
    }
}

static void read_items(const struct parameter_value *value)
{
    struct text rest = value->pair->value;
    struct text item;
    while (!value->pair->whole && text_take_until(&rest, ',', &item)) {
        add_item(value, text_trim(item));
    }
    add_item(value, value->pair->whole ? rest : text_trim(rest));
}

void parameter_value_read(const struct parameter_value *value)
{
    switch (value->parameter->kind) {
    case HTTP_PARAMETER_TEXT:
        read_text(value);
        return;
    case HTTP_PARAMETER_INTEGER:
        read_integer(value);
        return;
    case HTTP_PARAMETER_FLAG:
        read_flag(value);
        return;
    case HTTP_PARAMETER_WORD:
        read_word(value);
        return;
    case HTTP_PARAMETER_LIST:
    case HTTP_PARAMETER_FILTER:
        read_items(value);
        return;
    }
}
