/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Numbers of as many bits as the largest of them has.
 *
 * A full row is PACK_COUNT numbers, dealt out to four lanes of 32 bits like cards: number i is in
 * lane i % 4, behind number i - 4, and the words of the lanes alternate. So four of them are
 * unpacked by each step of a machine that works on four at a time. What is less than a full row
 * stands one behind the other, lowest bit first, and any of it can be read alone.
 */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The numbers of a full row. */
#define PACK_COUNT 128

/* The most bits of a number. */
#define PACK_BITS_MAX 32U

/* What must be readable behind packed numbers. */
#define PACK_GUARD_BYTES 8

/* The bits of the largest of values. */
unsigned pack_bits(const uint32_t *values, size_t count);

static inline size_t pack_row_bytes(unsigned bits)
{
    return (size_t)bits * (PACK_COUNT / 8);
}

static inline size_t pack_some_bytes(size_t count, unsigned bits)
{
    return (count * bits + 7) / 8;
}

void pack_row(const uint32_t *values, unsigned bits, unsigned char *out);

/* bits at most PACK_BITS_MAX. */
void pack_row_read(const unsigned char *in, unsigned bits, uint32_t *out);

/* The same one by one, for machines without lanes, and to compare with. */
void pack_row_read_plain(const unsigned char *in, unsigned bits, uint32_t *out);

void pack_some(const uint32_t *values, size_t count, unsigned bits, unsigned char *out);

void pack_some_read(const unsigned char *in, size_t count, unsigned bits, uint32_t *out);

/* Let each number be the sum of all up to it, one more for each of them, and before; the sums must
 * fit. The plain one works one by one, and is there to compare with. */
void pack_sum_up(uint32_t *values, size_t count, uint32_t before);
void pack_sum_up_plain(uint32_t *values, size_t count, uint32_t before);

/* Number i of some; reads up to PACK_GUARD_BYTES behind its first byte. */
static inline uint32_t pack_some_get(const unsigned char *in, size_t i, unsigned bits)
{
    uint64_t word = 0;
    size_t bit = i * bits;
    memcpy(&word, in + bit / 8, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return (uint32_t)(word >> (bit % 8) & ((UINT64_C(1) << bits) - 1));
}
