/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Paragraph numbers: what may be one, and which of them are.
 */

#include "body_piece.h"
#include "portion_mark.h"

/* The highest number a paragraph may have; 19 read with its pilcrow as a digit is 119. */
#define PARAGRAPH_NUMBER_MAX 999

enum pilcrow {
    PILCROW_NONE,
    PILCROW_SIGN,   /* a paragraph sign, perhaps decoded wrongly or in a link */
    PILCROW_LETTER, /* a letter that was read for one: I1. */
};

/* A number at the front of some text, and what shows whether it numbers a paragraph. */
struct paragraph_number {
    int64_t number;
    enum pilcrow pilcrow;
    struct text digits;
    struct text printed; /* "¶1.", "11." */
    bool bracket;        /* 1) rather than 1. */
    bool has_mark;
    bool small_letter; /* what follows begins with one */
    struct portion_mark mark;
    struct text rest; /* what follows number and mark */
};

/* Read a number at the very front of text. False when nothing there can be one. */
bool paragraph_number_read(struct text text, struct paragraph_number *out);

/* Cut the pieces at their paragraph numbers; *out has the cut row, *starts what was found. */
void paragraph_numbers_cut(struct reading *reading, const struct pieces *pieces, struct pieces *out,
                           struct paragraph_starts *starts);
