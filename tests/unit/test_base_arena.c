/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/arena.h"
#include "unit.h"

static void gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1024);
    for (size_t size = 1; size < 20; size++) {
        unsigned char *bytes = arena_take(arena, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % sizeof(void *), 0);
        assert_int_equal(bytes[size - 1], 0);
    }
}

static void refuses_past_its_limit(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100);
    assert_non_null(arena_take(arena, 100));
    assert_null(arena_take(arena, 1));
    assert_null(arena_take(arena, SIZE_MAX));
}

static void free_takes_null_and_returns_it(void **state)
{
    (void)state;
    assert_null(arena_free(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(refuses_past_its_limit),
        cmocka_unit_test(free_takes_null_and_returns_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
