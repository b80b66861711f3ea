/* SPDX-License-Identifier: Apache-2.0 */
#include "strings.h"

bool strings_init(struct strings *strings, struct arena *arena, uint32_t count, size_t bytes)
{
    strings->count = count;
    strings->length = bytes;
    strings->offsets = arena_take(arena, ((size_t)count + 1) * sizeof(*strings->offsets));
    strings->bytes = arena_take(arena, bytes + 1);
    return strings->offsets && strings->bytes;
}

void strings_set(struct strings *strings, uint32_t number, struct text text)
{
    if (text.length > 0) {
        memcpy(strings->bytes + strings->offsets[number], text.at, text.length);
    }
    strings->offsets[number + 1] = strings->offsets[number] + text.length;
}

struct text strings_get(const struct strings *strings, uint32_t number)
{
    uint64_t start = strings->offsets[number];
    return (struct text){strings->bytes + start, (size_t)(strings->offsets[number + 1] - start)};
}

/* How a text that was found compares with what is looked for. */
typedef bool is_before(struct text found, struct text text);

static bool is_less(struct text found, struct text text)
{
    return text_compare(found, text) < 0;
}

static bool is_less_or_begins(struct text found, struct text text)
{
    return text_compare(text_slice(found, 0, text.length), text) <= 0;
}

/* Up to a blank behind text, the lowest byte that stands in a folded value. */
static bool is_less_or_has_words(struct text found, struct text text)
{
    int order = text_compare(text_slice(found, 0, text.length), text);
    return order < 0 ||
           (order == 0 && (found.length == text.length || found.at[text.length] <= ' '));
}

/* The first number that is not before text; all that are before it come first. */
static uint32_t boundary(const struct strings *strings, struct text text, is_before *before)
{
    uint32_t low = 0;
    uint32_t high = strings->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (before(strings_get(strings, middle), text)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t strings_find(const struct strings *strings, struct text text)
{
    return boundary(strings, text, is_less);
}

struct index_range strings_range(const struct strings *strings, struct text text, bool prefix)
{
    struct index_range range = {boundary(strings, text, is_less), 0};
    if (prefix) {
        range.end = boundary(strings, text, is_less_or_begins);
        return range;
    }
    range.end = range.first;
    while (range.end < strings->count && text_equal(strings_get(strings, range.end), text)) {
        range.end++;
    }
    return range;
}

struct index_range strings_range_words(const struct strings *strings, struct text text)
{
    return (struct index_range){boundary(strings, text, is_less),
                                boundary(strings, text, is_less_or_has_words)};
}
