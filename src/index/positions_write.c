/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "lists.h"
#include "pack.h"

/* Positions of a block of postings, by rows; README.md has their bytes. */

/* How positions are packed best: in so many bits, the others with the rest of theirs behind. */
struct packing {
    unsigned bits;
    unsigned others;
    unsigned rest_bits;
};

/* The bits of a number, without asking whether it is 0: that of one bit more is never. */
static unsigned bits_of(uint32_t value)
{
    return 63U - (unsigned)__builtin_clzll((uint64_t)value * 2 + 1);
}

static struct packing packing_of(const uint32_t *values, size_t count)
{
    size_t with[PACK_BITS_MAX + 1] = {0};
    unsigned most = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned bits = bits_of(values[i]);
        with[bits]++;
        most = bits > most ? bits : most;
    }
    struct packing best = {most, 0, 0};
    size_t best_cost = count * most;
    size_t others = 0;
    for (unsigned bits = most; bits > 0; bits--) {
        others += with[bits];
        unsigned rest = most - (bits - 1);
        size_t cost = 8 + count * (bits - 1) + others * (8 + rest);
        if (cost < best_cost) {
            best = (struct packing){bits - 1, (unsigned)others, rest};
            best_cost = cost;
        }
    }
    return best;
}

/* Leave their lower bits in values; answers how many have more, with their places and rests. */
static size_t split(uint32_t *values, size_t count, unsigned bits, unsigned char *places,
                    uint32_t *rests)
{
    size_t others = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t rest = (uint32_t)((uint64_t)values[i] >> bits);
        if (rest > 0) {
            places[others] = (unsigned char)i;
            rests[others++] = rest;
            values[i] &= (uint32_t)((UINT64_C(1) << bits) - 1);
        }
    }
    return others;
}

/* The most bytes of a row: all bits of all, and as many rests with their places. */
#define ROW_BYTES_MAX (3 + (size_t)LIST_POSITIONS * 9 + 8)

/* Append a row: bits, others, and if any the bits of their rests; all in bits; the places of the
 * others; their rests. */
static void put_row(struct lists *lists, struct list_block_writing *block)
{
    size_t count = block->distance_count;
    unsigned char *at = row_reserve(lists, &block->positions, ROW_BYTES_MAX);
    block->distance_count = 0;
    if (!at) {
        return;
    }
    unsigned char places[LIST_POSITIONS];
    uint32_t rests[LIST_POSITIONS];
    struct packing packing = packing_of(block->distances, count);
    size_t others = 0;
    if (packing.others > 0) {
        others = split(block->distances, count, packing.bits, places, rests);
    }
    *at++ = (unsigned char)packing.bits;
    *at++ = (unsigned char)others;
    if (others > 0) {
        *at++ = (unsigned char)packing.rest_bits;
    }
    if (count == PACK_COUNT) {
        pack_row(block->distances, packing.bits, at);
    } else {
        pack_some(block->distances, count, packing.bits, at);
    }
    at += pack_some_bytes(count, packing.bits);
    if (others > 0) {
        memcpy(at, places, others);
        at += others;
        pack_some(rests, others, packing.rest_bits, at);
        at += pack_some_bytes(others, packing.rest_bits);
    }
    block->positions.length = (uint64_t)(at - block->positions.bytes);
}

void positions_put(struct lists *lists, struct list_block_writing *block, const uint32_t *positions,
                   size_t count)
{
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        block->distances[block->distance_count++] = positions[i] - next;
        next = positions[i] + 1;
        if (block->distance_count == LIST_POSITIONS) {
            put_row(lists, block);
        }
    }
}

void positions_end(struct lists *lists, struct list_block_writing *block)
{
    if (block->distance_count > 0) {
        put_row(lists, block);
    }
}
