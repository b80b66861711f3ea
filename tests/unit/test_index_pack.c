/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "../../src/index/pack.h"
#include "unit.h"

/* Numbers of at most so many bits, the largest among them. */
static void make_values(unsigned bits, uint32_t *values)
{
    uint32_t state = bits * 7919U + 1;
    uint32_t mask = (uint32_t)((UINT64_C(1) << bits) - 1);
    for (size_t i = 0; i < PACK_COUNT; i++) {
        state = state * 1664525U + 1013904223U;
        values[i] = (state >> 3 ^ state << 13) & mask;
    }
    values[77] = mask;
}

static void lanes_read_what_is_read_one_by_one(void **state)
{
    (void)state;
    for (unsigned bits = 0; bits <= PACK_BITS_MAX; bits++) {
        uint32_t values[PACK_COUNT];
        uint32_t lanes[PACK_COUNT];
        uint32_t plain[PACK_COUNT];
        unsigned char packed[PACK_COUNT * 4 + PACK_GUARD_BYTES];
        EXAMPLE(bits);
        make_values(bits, values);
        assert_int_equal(pack_bits(values, PACK_COUNT), bits);
        pack_row(values, bits, packed);
        pack_row_read(packed, bits, lanes);
        pack_row_read_plain(packed, bits, plain);
        assert_memory_equal(lanes, values, sizeof(values));
        assert_memory_equal(plain, values, sizeof(values));
    }
}

static void some_numbers_are_read_alone(void **state)
{
    (void)state;
    for (unsigned bits = 0; bits <= PACK_BITS_MAX; bits++) {
        uint32_t values[PACK_COUNT];
        uint32_t read[PACK_COUNT];
        unsigned char packed[PACK_COUNT * 4 + PACK_GUARD_BYTES] = {0};
        size_t count = 100;
        EXAMPLE(bits);
        make_values(bits, values);
        pack_some(values, count, bits, packed);
        pack_some_read(packed, count, bits, read);
        assert_memory_equal(read, values, count * sizeof(*values));
        for (size_t i = pack_some_bytes(count, bits); i < sizeof(packed); i++) {
            assert_int_equal(packed[i], 0);
        }
    }
}

static void sums_are_those_of_one_by_one(void **state)
{
    (void)state;
    for (size_t count = 0; count <= PACK_COUNT; count++) {
        uint32_t lanes[PACK_COUNT];
        uint32_t plain[PACK_COUNT];
        EXAMPLE(count);
        make_values(20, lanes);
        memcpy(plain, lanes, sizeof(plain));
        pack_sum_up(lanes, count, UINT32_MAX);
        pack_sum_up_plain(plain, count, UINT32_MAX);
        assert_memory_equal(lanes, plain, sizeof(plain));
    }
    uint32_t distances[] = {0, 2, 0, 0, 5};
    static const uint32_t numbers[] = {8, 11, 12, 13, 19};
    pack_sum_up(distances, COUNT_OF(distances), 7);
    assert_memory_equal(distances, numbers, sizeof(numbers));
}

/* The bytes of the layout, worked out by hand: 5, 3 and 1 of three bits are 101 011 001. */
static void stands_in_its_bytes(void **state)
{
    (void)state;
    static const uint32_t values[] = {5, 3, 1};
    unsigned char some[2 + PACK_GUARD_BYTES] = {0};
    pack_some(values, 3, 3, some);
    assert_int_equal(some[0], 0x5D);
    assert_int_equal(some[1], 0x00);
    uint32_t row[PACK_COUNT] = {0};
    unsigned char packed[PACK_COUNT];
    row[1] = 3; /* lane 1 */
    row[4] = 2; /* lane 0, the second there */
    pack_row(row, 8, packed);
    assert_int_equal(packed[1], 2);
    assert_int_equal(packed[4], 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lanes_read_what_is_read_one_by_one),
        cmocka_unit_test(some_numbers_are_read_alone),
        cmocka_unit_test(sums_are_those_of_one_by_one),
        cmocka_unit_test(stands_in_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
