/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Small patterns for what stands at the front of a text, as "DEsRa+sS?d+":
 *
 *     capital, digit or sign   itself, capitals without regard to case
 *     a  a letter       d  a digit       n  a digit, or a letter that is misread for one (O I L S
 * B) w  a letter or digit               s  a blank       .  any character but a line end $  the end
 * of the text [xyz]             one of these, without regard to case ? * +             behind any
 * of them: at most one, any number, at least one
 *
 * Matching is greedy and never goes back, so a shape is read once from left to right.
 *
 * Cost: one pass over what matches.
 */

#include "chancery/base/text.h"

/* The same as shape_length, for texts whose first byte may be right. */
size_t shape_measure(struct text text, const char *shape);

/* Whether shape begins with one capital, which text does not: most of what is asked about. */
static inline bool shape_begins_otherwise(struct text text, const char *shape)
{
    return text_is_upper(shape[0]) && shape[1] != '?' && shape[1] != '*' &&
           (text.length == 0 || text_upper(text.at[0]) != shape[0]);
}

/* How many bytes at the front of text have the shape, or TEXT_NOT_FOUND. */
static inline size_t shape_length(struct text text, const char *shape)
{
    return shape_begins_otherwise(text, shape) ? TEXT_NOT_FOUND : shape_measure(text, shape);
}

/* Whether all of text has the shape. */
bool shape_is(struct text text, const char *shape);

/* Take what has the shape off the front of *rest. out may be NULL. False, with *rest unmoved. */
bool shape_take(struct text *rest, const char *shape, struct text *out);
