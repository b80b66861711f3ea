/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The YAML block that Markdown files begin with. Much of it is written by hand and is no YAML
 * ("title: Talks: the next round"): it is then read a line at a time, one key each, values plain or
 * quoted, going on on indented lines, lists and nested keys passed over.
 */

#include "chancery/base/arena.h"

/* The most bytes of the block; one that is longer is text. */
#define FRONT_MATTER_BYTES_MAX ((size_t)64 * 1024)

/*
 * Take the block off the front of *rest, its two lines of hyphens included. False, with *rest
 * unmoved, when text does not begin with one that has a key.
 */
bool front_matter_take(struct text *rest, struct text *block);

/*
 * The value of key in block, quotes and escapes undone, runs of blanks folded: in arena; a list has
 * ", " between its items. TEXT_NONE when it is not there or empty.
 */
struct text front_matter_value(struct text block, const char *key, struct arena *arena);
