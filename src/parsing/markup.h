/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Small readings of HTML as old pages have it, where no more is needed than the text between two
 * tags. It knows no nesting: whole pages of any kind are for a real parser.
 */

#include "chancery/base/arena.h"

/* Whether a file that begins with head is a page: its first sign is a tag that pages begin with. */
bool markup_is_page(struct text head);

/*
 * Take the next element called name off the front of *rest: *inside is what stands between its tags
 * or, without an end tag, up to the end. False, with nothing left in *rest, where there is none.
 *
 * Cost: one pass over what is taken.
 */
bool markup_take(struct text *rest, const char *name, struct text *attributes, struct text *inside);

/*
 * The text in html: tags and comments dropped, character references decoded, blanks and line ends
 * as they stand. In arena; TEXT_NONE when there is no memory.
 */
struct text markup_plain(struct text html, struct arena *arena);
