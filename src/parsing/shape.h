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

/* How many bytes at the front of text have the shape, or TEXT_NOT_FOUND. */
size_t shape_length(struct text text, const char *shape);

/* Whether all of text has the shape. */
bool shape_is(struct text text, const char *shape);

/* Take what has the shape off the front of *rest. out may be NULL. False, with *rest unmoved. */
bool shape_take(struct text *rest, const char *shape, struct text *out);
