/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Goes through several rows of sorted texts at once. */

#include "strings.h"

/* One of the rows, and where it is. */
struct strings_at {
    const struct strings *strings;
    uint32_t next;
    uint64_t front; /* the first eight bytes of the next text, the first byte highest */
};

struct strings_merge {
    struct strings_at *rows;
    uint32_t count;
};

/* A cursor over count rows, added by strings_merge_add; NULL rows when there is no memory. */
struct strings_merge strings_merge_new(struct arena *arena, uint32_t count);
void strings_merge_add(struct strings_merge *merge, const struct strings *strings);

/*
 * The least text that is left, as borrowed from the first row that has it; told are the rows that
 * have it, rising, in *rows, which has room for all. Answers how many; 0 at the end.
 */
uint32_t strings_merge_next(struct strings_merge *merge, struct text *text, uint32_t *rows);

/* Where the text that was just met stands in a row that has it. */
static inline uint32_t strings_merge_place(const struct strings_merge *merge, uint32_t row)
{
    return merge->rows[row].next - 1;
}
