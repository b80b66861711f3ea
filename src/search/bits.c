/* SPDX-License-Identifier: Apache-2.0 */
#include "bits.h"

static size_t word_count(const struct bits *bits)
{
    return ((size_t)bits->room + 63) / 64;
}

struct bits *bits_new(struct arena *arena, uint32_t room)
{
    struct bits *bits = arena_take(arena, sizeof(*bits));
    if (!bits) {
        return NULL;
    }
    bits->room = room;
    bits->words = arena_take(arena, (word_count(bits) + 1) * sizeof(*bits->words));
    return bits->words ? bits : NULL;
}

void bits_set_range(struct bits *bits, uint32_t first, uint32_t end)
{
    while (first < end && first % 64 != 0) {
        bits_set(bits, first++);
    }
    for (; end - first >= 64 && first < end; first += 64) {
        bits->words[first / 64] = UINT64_MAX;
    }
    while (first < end) {
        bits_set(bits, first++);
    }
}

/* How many zeros stand below the lowest bit of a word that has one. */
static uint32_t lowest(uint64_t word)
{
    return (uint32_t)__builtin_ctzll(word);
}

uint32_t bits_next(const struct bits *bits, uint32_t from)
{
    if (from >= bits->room) {
        return BITS_END;
    }
    size_t at = from / 64;
    uint64_t word = bits->words[at] & UINT64_MAX << (from % 64);
    size_t count = word_count(bits);
    while (word == 0) {
        at++;
        if (at == count) {
            return BITS_END;
        }
        word = bits->words[at];
    }
    return (uint32_t)(at * 64) + lowest(word);
}

uint32_t bits_previous(const struct bits *bits, uint32_t before)
{
    if (before == 0) {
        return BITS_END;
    }
    before = (before < bits->room ? before : bits->room) - 1;
    size_t at = before / 64;
    uint64_t word = bits->words[at] & UINT64_MAX >> (63 - before % 64);
    while (word == 0) {
        if (at == 0) {
            return BITS_END;
        }
        at--;
        word = bits->words[at];
    }
    return (uint32_t)(at * 64) + 63 - (uint32_t)__builtin_clzll(word);
}

uint32_t bits_count(const struct bits *bits)
{
    uint32_t count = 0;
    for (size_t i = 0; i < word_count(bits); i++) {
        count += (uint32_t)__builtin_popcountll(bits->words[i]);
    }
    return count;
}

uint32_t bits_count_range(const struct bits *bits, uint32_t first, uint32_t end)
{
    uint32_t count = 0;
    while (first < end) {
        uint32_t behind = (first / 64 + 1) * 64;
        uint64_t word = bits->words[first / 64] >> (first % 64);
        if (behind > end) {
            word &= (UINT64_C(1) << (end - first)) - 1;
        }
        count += (uint32_t)__builtin_popcountll(word);
        first = behind;
    }
    return count;
}

void bits_and(struct bits *into, const struct bits *other)
{
    for (size_t i = 0; i < word_count(into); i++) {
        into->words[i] &= other->words[i];
    }
}

void bits_or(struct bits *into, const struct bits *other)
{
    for (size_t i = 0; i < word_count(into); i++) {
        into->words[i] |= other->words[i];
    }
}

void bits_without(struct bits *into, const struct bits *other)
{
    for (size_t i = 0; i < word_count(into); i++) {
        into->words[i] &= ~other->words[i];
    }
}

void bits_invert(struct bits *into)
{
    for (size_t i = 0; i < word_count(into); i++) {
        into->words[i] = ~into->words[i];
    }
    if (into->room % 64 != 0) {
        into->words[into->room / 64] &= (UINT64_C(1) << (into->room % 64)) - 1;
    }
}

void bits_copy(struct bits *into, const struct bits *other)
{
    memcpy(into->words, other->words, word_count(into) * sizeof(*into->words));
}
