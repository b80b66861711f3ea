/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Puts the paragraphs of a body together from its pieces. */

#include "body_piece.h"

/* The most paragraphs of one cable; what follows stays in the last of them. */
#define CABLE_PARAGRAPHS_MAX 4000

/* Mark which pieces are headings, or end in one. */
void cable_headings_find(struct pieces *pieces);

/* Add the paragraphs to the document: number, mark, heading, text and span. */
void cable_paragraphs_build(struct reading *reading, const struct pieces *pieces,
                            const struct paragraph_starts *starts);
