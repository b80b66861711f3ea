/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Single pieces of blocks of postings, for those that read them; README.md has their bytes. */

#include "lists.h"

/* Never more than 2 * LIST_VARINT_BYTES_MAX bytes, whatever they are. */
static inline uint64_t list_take(const unsigned char **at)
{
    uint64_t value = **at & 0x7FU;
    for (unsigned shift = 7; *(*at)++ & 0x80 && shift < 7 * 2 * LIST_VARINT_BYTES_MAX - 7;
         shift += 7) {
        value |= (uint64_t)(**at & 0x7FU) << shift;
    }
    return value;
}

static inline size_t list_bytes_between(const unsigned char *at, const unsigned char *end)
{
    return at < end ? (size_t)(end - at) : 0;
}

/* Read the words in title and header of one posting; none behind the end. */
static inline void list_take_elsewhere(const unsigned char **at, const unsigned char *end,
                                       uint32_t *title, uint32_t *header)
{
    *title = 0;
    *header = 0;
    if (*at >= end) {
        return;
    }
    uint32_t both = *(*at)++;
    if (both != LIST_MANY) {
        *title = both >> LIST_TITLE_SHIFT;
        *header = both & LIST_HEADER_MASK;
        return;
    }
    *title = (uint32_t)list_take(at);
    *header = *at < end ? (uint32_t)list_take(at) : 0;
}

/* The first posting at or behind at that has words in title or header: its code is odd. Mostly many
 * in a row have none, so that eight are passed over at once. */
static inline uint32_t list_odd_next(const struct index_block *block, uint32_t at)
{
    const uint32_t *codes = block->codes;
    while (at < block->count) {
        bool begins_eight = at % 8 == 0 && at + 8 <= block->count;
        uint32_t any = begins_eight ? 0 : codes[at];
        for (uint32_t i = at; i < at + 8 && begins_eight; i++) {
            any |= codes[i];
        }
        if (any % 2 == 0) {
            at += begins_eight ? 8 : 1;
        } else if (codes[at] % 2 == 1) {
            return at;
        } else {
            at++;
        }
    }
    return at;
}
