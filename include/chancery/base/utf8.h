/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * UTF-8 as Unicode defines it: no overlong forms, no surrogates, nothing over U+10FFFF.
 *
 * Inside the program all text is valid UTF-8; these functions say whether it is, and turn byte
 * offsets into the units that clients count in.
 */

#include <stdint.h>

#include "chancery/base/text.h"

/* How many bytes the character at the front of text has, or 0 when it is not valid UTF-8. */
size_t utf8_length(struct text text);

/*
 * Take one character off the front of *rest. A byte that is not UTF-8 is taken alone and answered
 * as U+FFFD, so that a loop always ends. False at the end of *rest.
 */
bool utf8_take(struct text *rest, uint32_t *character);

/* Where the first byte that is not UTF-8 stands, or TEXT_NOT_FOUND when all of text is valid. */
size_t utf8_find_invalid(struct text text);

/* A piece cut out of valid UTF-8 at any bytes, without the halves of characters at its ends. */
struct text utf8_whole(struct text piece);

/* Write character as UTF-8. Answers how many bytes it takes, 0 for what is no character. */
size_t utf8_write(uint32_t character, char bytes[4]);

/* What offsets into a text are counted in. */
enum utf8_unit {
    UTF8_UNIT_UTF16, /* code units, as JavaScript counts */
    UTF8_UNIT_CODEPOINT,
    UTF8_UNIT_BYTE,
};

/*
 * Turns byte offsets into other units, fast for offsets that mostly rise: it remembers where it
 * was and goes on from there. One counter serves one text and one thread.
 */
struct utf8_counter {
    struct text text;
    enum utf8_unit unit;
    size_t byte; /* how far it has counted */
    size_t units;
};

struct utf8_counter utf8_counter_over(struct text text, enum utf8_unit unit);

/* How many units stand before the byte at offset, which is cut to the length of the text. */
size_t utf8_counter_at(struct utf8_counter *counter, size_t offset);
