/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Makes one text of the lines of a paragraph. */

#include "body_piece.h"

/*
 * The PIECE_TEXT pieces from first to before end, joined: a blank between lines, none where a line
 * ends in a hyphen; blanks folded. In the arena, or part of the document where nothing was joined.
 */
struct text paragraph_join(struct reading *reading, const struct piece *first,
                           const struct piece *end);
