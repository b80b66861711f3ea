/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Many texts in one row of bytes, by number; sorted ones can be searched. */

#include "chancery/base/arena.h"
#include "chancery/index/index.h"

struct strings {
    uint32_t count;
    uint64_t *offsets; /* count + 1 of them, into bytes */
    char *bytes;
    uint64_t length; /* of bytes */
};

/* Room for count texts of so many bytes together. False when arena has no more. */
bool strings_init(struct strings *strings, struct arena *arena, uint32_t count, size_t bytes);

/* Put text at number, numbers rising from 0. */
void strings_set(struct strings *strings, uint32_t number, struct text text);

struct text strings_get(const struct strings *strings, uint32_t number);

/* The first of sorted texts that is not less than text. */
uint32_t strings_find(const struct strings *strings, struct text text);

/* All of sorted texts that are text, or begin with it. */
struct index_range strings_range(const struct strings *strings, struct text text, bool prefix);

/* All of sorted texts that are text, or begin with it and then have a blank. */
struct index_range strings_range_words(const struct strings *strings, struct text text);
