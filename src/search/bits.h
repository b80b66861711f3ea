/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* A set of numbers below a bound, one bit each, in an arena. */

#include <stdint.h>

#include "chancery/base/arena.h"

struct bits {
    uint64_t *words;
    uint32_t room; /* numbers below this can be in it */
};

/* Answered by bits_next when there is no more. */
#define BITS_END UINT32_MAX

/* An empty set, or NULL when arena has no more. */
struct bits *bits_new(struct arena *arena, uint32_t room);

static inline void bits_set(struct bits *bits, uint32_t number)
{
    bits->words[number / 64] |= UINT64_C(1) << (number % 64);
}

static inline void bits_clear(struct bits *bits, uint32_t number)
{
    bits->words[number / 64] &= ~(UINT64_C(1) << (number % 64));
}

static inline bool bits_have(const struct bits *bits, uint32_t number)
{
    return bits->words[number / 64] >> (number % 64) & 1;
}

/* Set all of [first, end). */
void bits_set_range(struct bits *bits, uint32_t first, uint32_t end);

/* The first number in bits at or behind from, or BITS_END. */
uint32_t bits_next(const struct bits *bits, uint32_t from);

/* The last number in bits before before, or BITS_END. */
uint32_t bits_previous(const struct bits *bits, uint32_t before);

uint32_t bits_count(const struct bits *bits);

/* How many of [first, end) are in bits. */
uint32_t bits_count_range(const struct bits *bits, uint32_t first, uint32_t end);

/* Change into: what is in both, in either, in the first only; what is not in it. */
void bits_and(struct bits *into, const struct bits *other);
void bits_or(struct bits *into, const struct bits *other);
void bits_without(struct bits *into, const struct bits *other);
void bits_invert(struct bits *into);
void bits_copy(struct bits *into, const struct bits *other);
