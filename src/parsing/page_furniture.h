/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What pages, sections and releases left in the running text of a cable: page lines, classification
 * lines, repeated captions, stamps.
 */

#include "reading.h"

/* Why the whole line is furniture: the code of its warning, or NULL when it is text. */
const char *page_furniture_line(struct text line);

/*
 * Find the first furniture inside line: "SEOUL 00000487  002 OF 003" and the like. Answers its
 * code and sets *found to it, or NULL.
 *
 * Cost: linear in line up to what it finds.
 */
const char *page_furniture_find(const struct reading *reading, struct text line,
                                struct text *found);

/* The classification line that begins a section: "C O N F I D E N T I A L SECTION 02 OF 03 ROME
 * 001". */
struct class_line {
    int64_t section; /* 1 where the line names none */
    struct text serial;
};

/* Whether line begins as a classification line with a post and a serial. */
bool class_line_read(struct text line, struct class_line *out);
