/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The body of a cable while it is read: a row of pieces, each a line or what page furniture left of
 * one, in the order of the text. Later steps cut pieces at paragraph numbers and headings.
 */

#include <stdint.h>

#include "reading.h"

/* The most lines of a body that are read; what follows is left out, with a warning. */
#define BODY_LINES_MAX 200000

enum piece_kind {
    PIECE_TEXT,
    PIECE_RULE,    /* a line of dashes or the like */
    PIECE_HEADING, /* words over or between rules, or alone */
    PIECE_START,   /* number and mark of a paragraph; which one says start */
    PIECE_DROPPED,
};

struct piece {
    struct text text; /* trimmed; lies in the document's text */
    union {
        uint32_t start;          /* of PIECE_START: index among the starts */
        uint32_t heading_offset; /* of PIECE_TEXT: where a heading begins at its end, or 0 */
    };
    unsigned char kind;
    bool blank_before;    /* an empty line stands before it */
    bool furniture_after; /* page furniture was cut out between this and the next one */
    bool line_start;      /* it begins a line */
};

struct pieces {
    LIST_OF(struct piece);
};

/* The number of one paragraph as it was found. */
struct paragraph_start {
    int64_t number;
    struct text printed;
    struct text mark;
};

struct paragraph_starts {
    LIST_OF(struct paragraph_start);
};

/* The character at at of text, or a blank where it has none. */
char piece_char(struct text text, size_t at);

/* The first and the last character of text, or a blank where it is empty. */
char piece_first(struct text text);
char piece_last(struct text text);

/* Whether text ends as a sentence does: a full stop or the like, perhaps with a quote behind it. */
bool piece_ends_sentence(struct text text);

/* Whether line is nothing but dashes or the like, at least least of them, and blanks. */
bool piece_is_rule(struct text line, size_t least);

/* Whether text has capitals and no small letter. */
bool piece_is_capitals(struct text text);

/*
 * Find the first rule of at least least marks inside line, which stands between blanks: where a
 * line break before or behind it was lost. Answers where it begins and sets *length, or
 * TEXT_NOT_FOUND.
 */
size_t piece_find_rule(struct text line, size_t least, size_t *length);

/* Whether text begins as a point of a list does: "-- text", "* text", "a. text", "(A) text", "1)
 * x". */
bool piece_is_point(struct text text);

/* The text without blanks, and without the backslashes that some copies put at line ends. */
struct text piece_trim(struct text line);

/* Make room for count pieces, so that adding them takes no more memory than they need. */
void pieces_reserve(struct arena *arena, struct pieces *pieces, size_t count);

/* Split what follows body_start into pieces, without page furniture. */
void body_split(struct reading *reading, size_t body_start, struct pieces *pieces);
