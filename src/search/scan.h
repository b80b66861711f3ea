/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Whole lists of documents, or of paragraphs, as sets. */

#include "chancery/index/index.h"

#include "bits.h"

/* Add all that a list has. */
void scan_mark(const struct index_list *list, struct bits *bits);

/* Keep what a list has too. False when arena has no more. */
bool scan_filter(const struct index_list *list, struct bits *bits, struct arena *arena);

/* Add what a list has, and how much each posting counts by the words in the fields of in. */
void scan_weigh(const struct index_list *list, unsigned in, struct bits *bits, float *weights);
