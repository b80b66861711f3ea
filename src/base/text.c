/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/text.h"

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

bool text_goes_on_fold(struct text text, struct text start)
{
    for (size_t i = 1; i < start.length; i++) {
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

/* The first byte of part that is no letter and no blank, which few texts have many of; or none. */
static size_t find_sign(struct text part)
{
    size_t at = 0;
    while (at < part.length && (text_is_letter(part.at[at]) || part.at[at] == ' ')) {
        at++;
    }
    return at < part.length ? at : TEXT_NOT_FOUND;
}

size_t text_find_fold(struct text text, struct text part)
{
    if (part.length == 0 || part.length > text.length) {
        return part.length == 0 ? 0 : TEXT_NOT_FOUND;
    }
    size_t sign = find_sign(part);
    size_t last = text.length - part.length;
    char first = text_lower(part.at[0]);
    for (size_t at = 0; at <= last; at++) {
        if (sign != TEXT_NOT_FOUND) {
            const char *found = memchr(text.at + at + sign, part.at[sign], last - at + 1);
            if (!found) {
                return TEXT_NOT_FOUND;
            }
            at = (size_t)(found - text.at) - sign;
        }
        if (text_lower(text.at[at]) == first && text_goes_on_fold(text_from(text, at), part)) {
            return at;
        }
    }
    return TEXT_NOT_FOUND;
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
