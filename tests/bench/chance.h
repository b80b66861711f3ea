/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Repeatable chance: the same seed, number and stream give the same row of draws, wherever log and
 * exp are rounded alike.
 */

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chance {
    uint64_t state;
};

/* Spread the bits of a number over a whole word. Source: Steele et al., SplitMix64. */
static inline uint64_t chance_mix(uint64_t number)
{
    number = (number ^ (number >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94D049BB133111EB);
    return number ^ (number >> 31);
}

/* A row of draws of its own for one matter (stream) of one thing (number). */
static inline struct chance chance_of(uint64_t seed, uint64_t number, uint64_t stream)
{
    uint64_t state = chance_mix(seed + UINT64_C(0x9E3779B97F4A7C15));
    state = chance_mix(state ^ number);
    return (struct chance){chance_mix(state + stream)};
}

static inline uint64_t chance_next(struct chance *chance)
{
    chance->state += UINT64_C(0x9E3779B97F4A7C15);
    return chance_mix(chance->state);
}

/* 0 to count - 1; count is not 0. */
static inline size_t chance_below(struct chance *chance, size_t count)
{
    return (size_t)(chance_next(chance) % count);
}

/* Between least and most, both possible. */
static inline size_t chance_between(struct chance *chance, size_t least, size_t most)
{
    return least + chance_below(chance, most - least + 1);
}

/* True in so many of a thousand cases. */
static inline bool chance_is(struct chance *chance, unsigned of_thousand)
{
    return chance_next(chance) % 1000 < of_thousand;
}

/* From 0 to less than 1. */
static inline double chance_unit(struct chance *chance)
{
    return (double)(chance_next(chance) >> 11) * 0x1p-53;
}

/*
 * A rank from 0 to count - 1, rank r about as often as 1 / (r + shift): Zipf's law with
 * Mandelbrot's shift, as the words of a language follow it. The greater the shift, the flatter the
 * top.
 */
static inline size_t chance_rank_from(struct chance *chance, size_t count, double shift)
{
    double rank = shift * (exp(chance_unit(chance) * log((double)count / shift + 1)) - 1);
    size_t whole = rank > 0 ? (size_t)rank : 0;
    return whole < count ? whole : count - 1;
}

/* The same unshifted, as the senders and names of an archive follow it. */
static inline size_t chance_rank(struct chance *chance, size_t count)
{
    return chance_rank_from(chance, count, 1);
}

/* A length that varies as lengths do: log-normal around median. */
static inline double chance_length(struct chance *chance, double median, double spread)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += chance_unit(chance);
    }
    return median * exp(spread * sum);
}
