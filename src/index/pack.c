/* SPDX-License-Identifier: Apache-2.0 */
#include "pack.h"

#define LANES 4

/* Four numbers side by side; the compiler makes of it what the machine has. */
typedef uint32_t lanes __attribute__((vector_size(LANES * sizeof(uint32_t))));

unsigned pack_bits(const uint32_t *values, size_t count)
{
    uint32_t all = 0;
    for (size_t i = 0; i < count; i++) {
        all |= values[i];
    }
    return all == 0 ? 0 : PACK_BITS_MAX - (unsigned)__builtin_clz(all);
}

/* The word of a lane, 32 bits, in a packed row. */
static uint32_t word_get(const unsigned char *in, size_t word, size_t lane)
{
    uint32_t value;
    memcpy(&value, in + (word * LANES + lane) * sizeof(value), sizeof(value));
    return value;
}

static inline lanes load(const unsigned char *in, unsigned word)
{
    lanes value;
    memcpy(&value, in + word * sizeof(value), sizeof(value));
    return value;
}

static inline lanes same(uint32_t value)
{
    return (lanes){value, value, value, value};
}

/*
 * Each lane fills its word from the lowest bit on. A number of which only the lower bits found room
 * leaves the others, filled of them, to the next word.
 */
void pack_row(const uint32_t *values, unsigned bits, unsigned char *out)
{
    lanes word = same(0);
    unsigned filled = 0;
    for (size_t i = 0; i < PACK_COUNT && bits > 0; i += LANES) {
        lanes value;
        memcpy(&value, values + i, sizeof(value));
        word |= value << same(filled);
        filled += bits;
        if (filled >= 32) {
            memcpy(out, &word, sizeof(word));
            out += sizeof(word);
            filled -= 32;
            word = filled > 0 ? value >> same(bits - filled) : same(0);
        }
    }
}

void pack_row_read_plain(const unsigned char *in, unsigned bits, uint32_t *out)
{
    uint32_t mask = (uint32_t)((UINT64_C(1) << bits) - 1);
    for (size_t i = 0; i < PACK_COUNT; i++) {
        size_t bit = i / LANES * bits;
        unsigned shift = (unsigned)(bit % 32);
        uint32_t value = bits > 0 ? word_get(in, bit / 32, i % LANES) >> shift : 0;
        if (shift + bits > 32) {
            value |= word_get(in, bit / 32 + 1, i % LANES) << (32 - shift);
        }
        out[i] = value & mask;
    }
}

/* Four numbers. With bits and row known to the compiler little more is left than two shifts. */
static inline __attribute__((always_inline)) void step(const unsigned char *in, unsigned bits,
                                                       unsigned row, uint32_t *out)
{
    unsigned bit = row * bits;
    unsigned shift = bit % 32;
    lanes value = load(in, bit / 32) >> same(shift);
    if (shift + bits > 32) {
        value |= load(in, bit / 32 + 1) << same(32 - shift);
    }
    value &= same((uint32_t)((UINT64_C(1) << bits) - 1));
    memcpy(out + (size_t)row * LANES, &value, sizeof(value));
}

#define STEPS_4(bits, row)          \
    step(in, bits, row, out);       \
    step(in, bits, (row) + 1, out); \
    step(in, bits, (row) + 2, out); \
    step(in, bits, (row) + 3, out)
#define CASE(bits)         \
    case bits:             \
        STEPS_4(bits, 0);  \
        STEPS_4(bits, 4);  \
        STEPS_4(bits, 8);  \
        STEPS_4(bits, 12); \
        STEPS_4(bits, 16); \
        STEPS_4(bits, 20); \
        STEPS_4(bits, 24); \
        STEPS_4(bits, 28); \
        break
#define CASES_4(bits) \
    CASE(bits);       \
    CASE((bits) + 1); \
    CASE((bits) + 2); \
    CASE((bits) + 3)

/* NOLINTNEXTLINE(readability-function-size): a row of cases, one for each width */
void pack_row_read(const unsigned char *in, unsigned bits, uint32_t *out)
{
    switch (bits) {
        CASES_4(1);
        CASES_4(5);
        CASES_4(9);
        CASES_4(13);
        CASES_4(17);
        CASES_4(21);
        CASES_4(25);
        CASES_4(29);
    default:
        memset(out, 0, PACK_COUNT * sizeof(*out));
    }
}

/* Up to 31 bits wait for a whole word, so that one more number has room in 64. */
void pack_some(const uint32_t *values, size_t count, unsigned bits, unsigned char *out)
{
    uint64_t word = 0;
    unsigned filled = 0;
    for (size_t i = 0; i < count; i++) {
        word |= (uint64_t)values[i] << filled;
        filled += bits;
        if (filled >= 32) {
            for (unsigned k = 0; k < 4; k++) {
                out[k] = (unsigned char)(word >> (8 * k));
            }
            out += 4;
            word >>= 32;
            filled -= 32;
        }
    }
    for (; filled > 0; filled -= filled < 8 ? filled : 8, word >>= 8) {
        *out++ = (unsigned char)word;
    }
}

void pack_some_read(const unsigned char *in, size_t count, unsigned bits, uint32_t *out)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = pack_some_get(in, i, bits);
    }
}

void pack_sum_up_plain(uint32_t *values, size_t count, uint32_t before)
{
    for (size_t i = 0; i < count; i++) {
        before += values[i] + 1;
        values[i] = before;
    }
}

/*
 * Four at a time: added to themselves moved by one place, then by two, they are the sums of four,
 * a b c d to a, a+b, a+b+c, a+b+c+d; the last of the four before is added to all.
 */
void pack_sum_up(uint32_t *values, size_t count, uint32_t before)
{
    const lanes none = same(0);
    lanes last = same(before);
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        lanes four;
        memcpy(&four, values + i, sizeof(four));
        four += same(1);
        four += __builtin_shufflevector(none, four, 0, 4, 5, 6);
        four += __builtin_shufflevector(none, four, 0, 1, 4, 5);
        four += last;
        memcpy(values + i, &four, sizeof(four));
        last = __builtin_shufflevector(four, four, 3, 3, 3, 3);
    }
    pack_sum_up_plain(values + i, count - i, last[0]);
}
