/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The portion mark, which says how a single paragraph is classified: (C), (SBU), (S//NF).
 */

#include "reading.h"

/* The longest mark, which names the countries that may see the paragraph. */
#define PORTION_MARK_BYTES_MAX 160

struct portion_mark {
    struct text printed; /* with its brackets */
    struct text inside;  /* without */
    bool broken;         /* a bracket is missing or is not a round one */
};

/* Take a portion mark off the front of *rest, and the blanks behind it. False if there is none. */
bool portion_mark_take(struct text *rest, struct portion_mark *out);

/* What the mark says: capitals, blanks folded, none at slashes. */
struct text portion_mark_value(struct reading *reading, const struct portion_mark *mark);
