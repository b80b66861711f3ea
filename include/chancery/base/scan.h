/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Looks for bytes of a kind in long texts, eight or sixteen at a time.
 *
 * Each function answers the first place at at or behind it, or the length of the text where there
 * is none. None of them reads past the end of the text; at may lie behind it, since a loop goes on
 * from what stood last.
 *
 * Cost: linear in what is passed over, at most about an instruction a byte.
 */

#include <stdint.h>

#include "chancery/base/text.h"

/* Sixteen bytes side by side; the compiler makes of it what the machine has. */
typedef unsigned char scan_lanes __attribute__((vector_size(16)));

static inline scan_lanes scan_lanes_at(struct text text, size_t at)
{
    scan_lanes bytes;
    memcpy(&bytes, text.at + at, sizeof(bytes));
    return bytes;
}

/* Where looking begins. */
static inline size_t scan_start(struct text text, size_t at)
{
    return at < text.length ? at : text.length;
}

/* Which of eight bytes, in their order in memory, is the first with a bit set; one has. */
static inline size_t scan_first_byte(uint64_t bytes)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return (size_t)__builtin_clzll(bytes) / 8;
#else
    return (size_t)__builtin_ctzll(bytes) / 8;
#endif
}

/* Which lane is the first that is not 0; their number where all are. */
static inline size_t scan_first_lane(scan_lanes found)
{
    uint64_t halves[2];
    memcpy(halves, &found, sizeof(halves));
    if (halves[0]) {
        return scan_first_byte(halves[0]);
    }
    return halves[1] ? sizeof(uint64_t) + scan_first_byte(halves[1]) : sizeof(scan_lanes);
}

/* The lanes of bytes that are in one of ranges; see scan_ranges. */
static inline scan_lanes scan_in_ranges(scan_lanes bytes, struct text ranges)
{
    scan_lanes found = {0};
    for (size_t i = 0; i < ranges.length; i += 2) {
        unsigned char first = (unsigned char)ranges.at[i];
        unsigned char width = (unsigned char)(ranges.at[i + 1] - ranges.at[i]);
        found |= width == 0 ? (scan_lanes)(bytes == first) : (scan_lanes)(bytes - first <= width);
    }
    return found;
}

/*
 * A byte in one of ranges, which are two bytes each, the first and the last of it: "09__" finds
 * digits and underlines. ranges is written where it is asked for, so that the compiler knows it.
 */
static inline size_t scan_ranges(struct text text, size_t at, struct text ranges)
{
    size_t start = scan_start(text, at);
    for (at = start; text.length - at >= sizeof(scan_lanes); at += sizeof(scan_lanes)) {
        size_t first = scan_first_lane(scan_in_ranges(scan_lanes_at(text, at), ranges));
        if (first < sizeof(scan_lanes)) {
            return at + first;
        }
    }
    if (at > start && at < text.length) {
        /* The last sixteen bytes, of which the first are known to be others. */
        at = text.length - sizeof(scan_lanes);
        return at + scan_first_lane(scan_in_ranges(scan_lanes_at(text, at), ranges));
    }
    for (; at < text.length; at++) {
        unsigned char c = (unsigned char)text.at[at];
        for (size_t i = 0; i < ranges.length; i += 2) {
            if (c >= (unsigned char)ranges.at[i] && c <= (unsigned char)ranges.at[i + 1]) {
                return at;
            }
        }
    }
    return at;
}

/*
 * A byte that stands between words: a control, a blank, or one of !"#$%&'()*+,- which is what ASCII
 * has before the full stop. Made for going from gap to gap.
 */
static inline size_t scan_gap(struct text text, size_t at)
{
    const uint64_t low_bits = UINT64_C(0x7F7F7F7F7F7F7F7F);
    const uint64_t to_high_bit = UINT64_C(0x5252525252525252); /* 0x80 - '.' in each byte */
    at = scan_start(text, at);
    for (; text.length - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t bytes;
        memcpy(&bytes, text.at + at, sizeof(bytes));
        uint64_t gaps = ~(((bytes & low_bits) + to_high_bit) | bytes) & ~low_bits;
        if (gaps) {
            return at + scan_first_byte(gaps);
        }
    }
    while (at < text.length && (unsigned char)text.at[at] >= '.') {
        at++;
    }
    return at;
}

/* A blank that is no single space: a tab, a line end, or a blank before another one. */
size_t scan_unfolded(struct text text, size_t at);
