/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/text.h"

bool text_equal(struct text a, struct text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool text_equal_fold(struct text a, struct text b)
{
    return a.length == b.length && text_starts_fold(a, b);
}

int text_compare(struct text a, struct text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter > 0 ? memcmp(a.at, b.at, shorter) : 0;
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

bool text_starts(struct text text, struct text start)
{
    /* Most texts that are asked about differ in their first byte. */
    return text.length >= start.length &&
           (start.length == 0 ||
            (text.at[0] == start.at[0] && memcmp(text.at, start.at, start.length) == 0));
}

bool text_starts_fold(struct text text, struct text start)
{
    if (text.length < start.length) {
        return false;
    }
    for (size_t i = 0; i < start.length; i++) {
        if (text_lower(text.at[i]) != text_lower(start.at[i])) {
            return false;
        }
    }
    return true;
}

bool text_ends(struct text text, struct text end)
{
    return text.length >= end.length && text_equal(text_from(text, text.length - end.length), end);
}

size_t text_find(struct text text, struct text part)
{
    if (part.length == 0) {
        return 0;
    }
    size_t at = 0;
    while (text.length - at >= part.length) {
        const char *first = memchr(text.at + at, part.at[0], text.length - at - part.length + 1);
        if (!first) {
            return TEXT_NOT_FOUND;
        }
        if (memcmp(first, part.at, part.length) == 0) {
            return (size_t)(first - text.at);
        }
        at = (size_t)(first - text.at) + 1;
    }
    return TEXT_NOT_FOUND;
}

size_t text_find_fold(struct text text, struct text part)
{
    for (size_t at = 0; at + part.length <= text.length; at++) {
        if (text_starts_fold(text_from(text, at), part)) {
            return at;
        }
    }
    return TEXT_NOT_FOUND;
}

size_t text_find_char(struct text text, char c)
{
    const char *found = text.length > 0 ? memchr(text.at, c, text.length) : NULL;
    return found ? (size_t)(found - text.at) : TEXT_NOT_FOUND;
}

struct text text_trim(struct text text)
{
    while (text.length > 0 && text_is_blank(text.at[0])) {
        text = text_from(text, 1);
    }
    while (text.length > 0 && text_is_blank(text.at[text.length - 1])) {
        text.length--;
    }
    return text;
}

bool text_take_line(struct text *rest, struct text *line)
{
    if (rest->length == 0) {
        return false;
    }
    if (!text_take_until(rest, '\n', line)) {
        *line = *rest;
        *rest = text_from(*rest, rest->length);
    }
    if (line->length > 0 && line->at[line->length - 1] == '\r') {
        line->length--;
    }
    return true;
}

bool text_take_until(struct text *rest, char mark, struct text *out)
{
    size_t length = text_find_char(*rest, mark);
    if (length == TEXT_NOT_FOUND) {
        return false;
    }
    *out = text_slice(*rest, 0, length);
    *rest = text_from(*rest, length + 1);
    return true;
}

bool text_take_word(struct text *rest, struct text *word)
{
    size_t start = 0;
    while (start < rest->length && text_is_blank(rest->at[start])) {
        start++;
    }
    size_t end = start;
    while (end < rest->length && !text_is_blank(rest->at[end])) {
        end++;
    }
    *word = text_slice(*rest, start, end - start);
    *rest = text_from(*rest, end);
    return word->length > 0;
}

bool text_take_start(struct text *rest, struct text start)
{
    if (!text_starts(*rest, start)) {
        return false;
    }
    *rest = text_from(*rest, start.length);
    return true;
}

bool text_take_start_fold(struct text *rest, struct text start)
{
    if (!text_starts_fold(*rest, start)) {
        return false;
    }
    *rest = text_from(*rest, start.length);
    return true;
}
