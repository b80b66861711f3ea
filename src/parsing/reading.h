/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What every reader of this room works on: one document's text, and the document to fill.
 *
 * A reader never fails: what it cannot read stays null, what it repaired is warned of. Running out
 * of memory is remembered by the arena and noticed once, by part_end.
 */

#include "chancery/model/document.h"

struct hints;
struct vocabulary;

struct reading {
    struct text text; /* the whole document, valid UTF-8 */
    struct arena *arena;
    const struct vocabulary *vocabulary; /* may be NULL */
    struct text path;                    /* of the file, or TEXT_NONE */
    const struct hints *hints;           /* what the container knows; NULL: nothing */
    const void *content;                 /* what its form made of the bytes; NULL: nothing */
    struct document *document;
};

/* Where piece, which must lie in reading->text, stands. */
struct span reading_span(const struct reading *reading, struct text piece);

/* Warn of piece, which lies in the text or is TEXT_NONE. code is static. */
void reading_warn(struct reading *reading, const char *code, struct text detail, struct text piece);

/*
 * Note that a rule took piece, which lies in the text, for its own. What is removed with a warning
 * (a code that ends in _removed) is claimed by it. Costs nothing where no coverage is kept.
 */
void reading_claim(struct reading *reading, struct text piece);

/*
 * piece with every run of blanks, line ends among them, folded into one space, none at the ends.
 * In the arena, or piece itself where nothing had to be folded.
 */
struct text reading_fold_blanks(struct reading *reading, struct text piece);

/* The same of a piece without blanks at its ends into out, which has its length; answers how long.
 */
size_t reading_fold_into(struct text piece, char *out);
