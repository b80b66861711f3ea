/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Finds where each object of a file of JSON begins and ends without reading it, so that files of
 * any size are read an object at a time: one object, an array of them, or one a line.
 *
 * Source: RFC 8259; JSON Lines
 */

#include "chancery/base/list.h"

/* How far the end of a value was looked for; all zero at its beginning. */
struct json_scan {
    size_t at;
    size_t depth;
    bool is_in_string;
};

enum json_extent {
    JSON_EXTENT_WHOLE,   /* *length bytes are a value */
    JSON_EXTENT_DAMAGED, /* *length bytes are none, and what follows may be the next */
    JSON_EXTENT_OPEN,    /* more bytes must be seen first */
};

/* Whether each line of a file that begins with head is an object of its own. */
bool json_is_lines(struct text head);

/* How many bytes at the front of text stand between values: blanks, commas, outer brackets. */
size_t json_between(struct text text);

/*
 * Find the extent of the value at the front of text, or its line's where are_lines. is_whole says
 * that nothing follows text. *scan goes on where it was with the same text, or more of it.
 */
enum json_extent json_find_end(struct text text, bool is_whole, bool are_lines,
                               struct json_scan *scan, size_t *length);

/* Where an object stands in a value, nested ones included. */
struct json_object_place {
    size_t start;
    size_t end;
    size_t parent; /* index of the object that it is in, or its own */
};

struct json_object_places {
    LIST_OF(struct json_object_place);
};

/* The places of all objects in a sound value, in the order in which they begin, in arena. */
void json_find_objects(struct text value, struct arena *arena, struct json_object_places *out);
