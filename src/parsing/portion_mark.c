/* SPDX-License-Identifier: Apache-2.0 */
#include "portion_mark.h"

#include "chancery/base/array.h"

#include "body_piece.h"

/* What a mark begins with. */
static const char *const levels[] = {
    "U",      "C",   "S", "TS", "SBU", "LOU", "FOUO", "UNCLAS", "UNCLASSIFIED", "CONFIDENTIAL",
    "SECRET", "TOP",
};

/* What may follow the level without a slash between. */
static const char *const seconds[] = {
    "ENTIRE", "REL", "RELEASABLE", "NF", "NOFORN", "SECRET",
};

static struct text take_letters(struct text *rest)
{
    size_t length = 0;
    while (length < rest->length && text_is_letter(rest->at[length])) {
        length++;
    }
    struct text letters = text_slice(*rest, 0, length);
    *rest = text_from(*rest, length);
    return letters;
}

static void skip_blanks(struct text *rest)
{
    while (rest->length > 0 && text_is_blank(rest->at[0])) {
        *rest = text_from(*rest, 1);
    }
}

static bool is_among(struct text word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal_fold(word, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether what stands between the brackets, behind the level, belongs to a mark. */
static bool is_tail(struct text tail)
{
    skip_blanks(&tail);
    if (tail.length == 0) {
        return true;
    }
    if (tail.at[0] == '/') {
        return true;
    }
    while (tail.length > 0 &&
           (tail.at[0] == '-' || tail.at[0] == ',' || text_is_blank(tail.at[0]))) {
        tail = text_from(tail, 1);
    }
    return is_among(take_letters(&tail), seconds, COUNT_OF(seconds));
}

static bool is_closer(char c)
{
    return c == ')' || c == ']' || c == '}';
}

static bool is_opener(char c)
{
    return c == '(' || c == '[' || c == '{';
}

/* How long what may be a mark is, up to its closing bracket, or TEXT_NOT_FOUND. */
static size_t find_closer(struct text rest)
{
    size_t most = rest.length < PORTION_MARK_BYTES_MAX ? rest.length : PORTION_MARK_BYTES_MAX;
    for (size_t i = 0; i < most; i++) {
        if (is_closer(rest.at[i])) {
            return i;
        }
        if (is_opener(rest.at[i])) {
            return TEXT_NOT_FOUND;
        }
    }
    return TEXT_NOT_FOUND;
}

/* "(C text": the level, a blank and a capital, where no closing bracket follows soon. */
static bool is_left_open(struct text behind)
{
    struct text next = behind;
    skip_blanks(&next);
    return next.length > 0 && next.length < behind.length && text_is_upper(next.at[0]);
}

static bool read_mark(struct text rest, struct portion_mark *out)
{
    struct text start = rest;
    bool opened = rest.length > 0 && is_opener(rest.at[0]);
    bool broken = !opened || rest.at[0] != '(';
    rest = text_from(rest, opened ? 1 : 0);
    skip_blanks(&rest);
    struct text inside = rest;
    struct text level = take_letters(&rest);
    if (!is_among(level, levels, COUNT_OF(levels))) {
        return false;
    }
    size_t closer = find_closer(rest);
    if (closer != TEXT_NOT_FOUND && is_tail(text_slice(rest, 0, closer)) &&
        (opened || closer == 0 || rest.at[0] == '/')) {
        broken = broken || rest.at[closer] != ')';
        rest = text_from(rest, closer + 1);
        inside.length = (size_t)(rest.at - inside.at) - 1;
    } else if (opened && is_left_open(rest)) {
        broken = true;
        inside = level;
    } else {
        return false;
    }
    *out = (struct portion_mark){.printed = {start.at, (size_t)(rest.at - start.at)},
                                 .inside = text_trim(inside),
                                 .broken = broken};
    return true;
}

bool portion_mark_take(struct text *rest, struct portion_mark *out)
{
    struct text from = *rest;
    skip_blanks(&from);
    if (!read_mark(from, out)) {
        return false;
    }
    *rest = text_from(from, out->printed.length);
    skip_blanks(rest);
    return true;
}

/* Whether the blank between two characters of a mark says nothing. */
static bool is_idle_blank(char before, char after)
{
    return before == '/' || after == '/';
}

struct text portion_mark_value(struct reading *reading, const struct portion_mark *mark)
{
    struct text inside = reading_fold_blanks(reading, mark->inside);
    char *value = arena_take(reading->arena, inside.length + 1);
    if (!value) {
        return TEXT_NONE;
    }
    size_t length = 0;
    for (size_t i = 0; i < inside.length; i++) {
        char c = inside.at[i];
        bool idle = c == ' ' && is_idle_blank(piece_char(inside, i - 1), piece_char(inside, i + 1));
        if (!idle) {
            value[length++] = text_upper(c);
        }
    }
    return (struct text){value, length};
}
