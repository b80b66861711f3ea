/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/map.h"
#include "unit.h"

#define MANY ((size_t)5000)

static void finds_what_was_set_and_nothing_else(void **state)
{
    (void)state;
    int one = 1;
    int two = 2;
    AUTO_ARENA arena = arena_new(64 * 1024);
    struct map map = MAP_NONE;
    assert_null(map_find(&map, TEXT("SEOUL")));
    assert_true(map_set(arena, &map, TEXT("SEOUL"), &one));
    assert_true(map_set(arena, &map, TEXT(""), &two));
    assert_ptr_equal(map_find(&map, TEXT("SEOUL")), &one);
    assert_ptr_equal(map_find(&map, TEXT("")), &two);
    assert_ptr_equal(map_find(&map, TEXT_NONE), &two);
    assert_null(map_find(&map, TEXT("Seoul")));
    assert_null(map_find(&map, TEXT("SEOU")));
    assert_int_equal(map.count, 2);
}

static void a_key_set_again_leads_to_the_new_value(void **state)
{
    (void)state;
    int one = 1;
    int two = 2;
    AUTO_ARENA arena = arena_new(64 * 1024);
    struct map map = MAP_NONE;
    assert_true(map_set(arena, &map, TEXT("OSLO"), &one));
    assert_true(map_set(arena, &map, TEXT("OSLO"), &two));
    assert_ptr_equal(map_find(&map, TEXT("OSLO")), &two);
    assert_int_equal(map.count, 1);
}

static void keeps_all_while_it_grows(void **state)
{
    (void)state;
    static int values[MANY];
    AUTO_ARENA arena = arena_new((size_t)8 * 1024 * 1024);
    struct map map = MAP_NONE;
    for (size_t i = 0; i < MANY; i++) {
        assert_true(map_set(arena, &map, arena_format(arena, "key %zu", i), &values[i]));
    }
    assert_int_equal(map.count, MANY);
    for (size_t i = 0; i < MANY; i++) {
        assert_ptr_equal(map_find(&map, arena_format(arena, "key %zu", i)), &values[i]);
    }
    assert_null(map_find(&map, TEXT("key 5000")));
}

static void stays_as_it_was_when_the_arena_is_full(void **state)
{
    (void)state;
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int value = 0;
    AUTO_ARENA arena = arena_new(1000);
    struct map map = MAP_NONE;
    size_t held = 0;
    while (held < 26 && map_set(arena, &map, (struct text){letters + held, 1}, &value)) {
        held++;
    }
    assert_in_range(held, 1, 25);
    assert_true(arena_failed(arena));
    for (size_t i = 0; i < 26; i++) {
        const void *found = map_find(&map, (struct text){letters + i, 1});
        assert_true(i < held ? found == &value : found == NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_set_and_nothing_else),
        cmocka_unit_test(a_key_set_again_leads_to_the_new_value),
        cmocka_unit_test(keeps_all_while_it_grows),
        cmocka_unit_test(stays_as_it_was_when_the_arena_is_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
