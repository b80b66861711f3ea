/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A borrowed piece of UTF-8 text: where it starts and how long it is.
 *
 * A struct text owns nothing and is passed by value. It is good for as long as the bytes it
 * points into, and is not NUL-terminated; print it with "%.*s" and TEXT_ARGUMENTS. A text whose
 * at is NULL says that there is none, which is not the same as an empty one.
 *
 * The text_take_ functions read from the front of *rest and move *rest past what they read, so a
 * parser is a row of takes. They never read past the end. Letters are compared without regard to
 * case only where a name ends in _fold, and then only A to Z.
 */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct text {
    const char *at;
    size_t length; /* bytes */
};

/* No text at all. */
#define TEXT_NONE ((struct text){NULL, 0})

/* What the text_find_ functions answer when there is nothing to find. */
#define TEXT_NOT_FOUND ((size_t)-1)

/* How many values a byte has: for tables of what begins with which. */
#define TEXT_BYTE_VALUES 256

/* A struct text over a string literal, its length known when compiled. */
#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})

/* For printf: printf("%.*s", TEXT_ARGUMENTS(title)); */
#define TEXT_ARGUMENTS(text) (int)(text).length, (text).at

static inline struct text text_of(const char *string)
{
    return (struct text){string, strlen(string)};
}

/* length bytes of text from start; both are cut to what is there. */
static inline struct text text_slice(struct text text, size_t start, size_t length)
{
    start = start < text.length ? start : text.length;
    length = length < text.length - start ? length : text.length - start;
    return (struct text){start > 0 ? text.at + start : text.at, length};
}

/* All of text from start on. */
static inline struct text text_from(struct text text, size_t start)
{
    return text_slice(text, start, text.length);
}

static inline bool text_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool text_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool text_is_letter(char c)
{
    return text_is_lower((char)(c | 0x20)); /* which is what tells capitals from small letters */
}

static inline bool text_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A space, tab, CR or LF. */
static inline bool text_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline char text_upper(char c)
{
    return (char)(text_is_lower(c) ? c - 'a' + 'A' : c);
}

static inline char text_lower(char c)
{
    return (char)(text_is_upper(c) ? c - 'A' + 'a' : c);
}

/* Below, a text that has a length has bytes, which the analyzer cannot know. */
/* NOLINTBEGIN(clang-analyzer-core.NonNullParamChecker,clang-analyzer-core.NullDereference) */

static inline bool text_equal(struct text a, struct text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool text_equal_fold(struct text a, struct text b);

/* Less than, equal to or greater than 0, by bytes, which is by code point in UTF-8. */
int text_compare(struct text a, struct text b);

static inline bool text_starts(struct text text, struct text start)
{
    return text.length >= start.length &&
           (start.length == 0 || memcmp(text.at, start.at, start.length) == 0);
}

/* The same as text_starts_fold, for texts whose first bytes are known to agree. */
bool text_goes_on_fold(struct text text, struct text start);

/* Most texts that are asked about differ in their first byte. */
static inline bool text_starts_fold(struct text text, struct text start)
{
    return text.length >= start.length &&
           (start.length == 0 ||
            (text_lower(text.at[0]) == text_lower(start.at[0]) && text_goes_on_fold(text, start)));
}

/* NOLINTEND(clang-analyzer-core.NonNullParamChecker,clang-analyzer-core.NullDereference) */

bool text_ends(struct text text, struct text end);

/* Where part first stands in text, in bytes from its start, or TEXT_NOT_FOUND. */
size_t text_find(struct text text, struct text part);
size_t text_find_fold(struct text text, struct text part);

static inline size_t text_find_char(struct text text, char c)
{
    const char *found =
        text.length > 0 ? (const char *)memchr(text.at, (unsigned char)c, text.length) : NULL;
    return found ? (size_t)(found - text.at) : TEXT_NOT_FOUND;
}

/* The same text without spaces, tabs, CR and LF at both ends. */
static inline struct text text_trim(struct text text)
{
    while (text.length > 0 && text_is_blank(text.at[0])) {
        text = text_from(text, 1);
    }
    while (text.length > 0 && text_is_blank(text.at[text.length - 1])) {
        text.length--;
    }
    return text;
}

/* Take up to the next LF, which is dropped, as is a CR before it. False at the end of *rest. */
bool text_take_line(struct text *rest, struct text *line);

/* Take up to mark, which is dropped. False, with *rest unmoved, if mark is not in *rest. */
bool text_take_until(struct text *rest, char mark, struct text *out);

/* Skip blanks, then take up to the next blank. False, with nothing left in *rest, at its end. */
bool text_take_word(struct text *rest, struct text *word);

/* Take start off the front of *rest if it stands there. */
static inline bool text_take_start(struct text *rest, struct text start)
{
    bool starts = text_starts(*rest, start);
    *rest = starts ? text_from(*rest, start.length) : *rest;
    return starts;
}

static inline bool text_take_start_fold(struct text *rest, struct text start)
{
    bool starts = text_starts_fold(*rest, start);
    *rest = starts ? text_from(*rest, start.length) : *rest;
    return starts;
}
