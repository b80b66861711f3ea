/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>

#include "chancery/base/arena.h"
#include "chancery/base/buffer.h"
#include "chancery/base/shelter.h"
#include "chancery/base/shortage.h"
#include "unit.h"

struct kept {
    void *first;
    void *second;
    bool is_finished;
};

static void take_two_and_give_one(void *context)
{
    struct kept *kept = context;
    kept->first = shelter_take(10);
    kept->second = shelter_take(20);
    memset(kept->first, 1, 10);
    memset(kept->second, 2, 20);
    shelter_give(kept->first);
    kept->is_finished = true;
}

/* The sanitizers see what is left over, or freed twice. */
static void take_more_than_there_is(void *context)
{
    struct kept *kept = context;
    take_two_and_give_one(context);
    kept->is_finished = false;
    (void)shelter_take(SIZE_MAX);
    kept->is_finished = true;
}

static void what_is_taken_in_a_run_outlives_it(void **state)
{
    struct kept kept = {0};
    (void)state;
    assert_int_equal(shelter_run(take_two_and_give_one, &kept), STATUS_OK);
    assert_true(kept.is_finished);
    assert_int_equal(((const char *)kept.second)[19], 2);
    shelter_give(kept.second);
}

static void a_run_without_memory_is_left(void **state)
{
    struct kept kept = {0};
    (void)state;
    (void)shortage_take();
    assert_int_equal(shelter_run(take_more_than_there_is, &kept), STATUS_NO_MEMORY);
    assert_false(kept.is_finished);
    assert_true(shortage_take());
    assert_false(shortage_is_noted());
    /* Beside a run there is nothing to leave. */
    assert_null(shelter_take(SIZE_MAX));
}

static void an_arena_at_its_limit_notes_a_shortage(void **state)
{
    AUTO_ARENA arena = arena_new(100);
    (void)state;
    (void)shortage_take();
    assert_non_null(arena_take(arena, 100));
    assert_false(shortage_is_noted());
    assert_null(arena_take(arena, 1));
    assert_true(shortage_take());
}

/* A limit of a buffer is told by its status, and is often meant: it is no lack of memory. */
static void a_buffer_at_its_limit_notes_none(void **state)
{
    AUTO_BUFFER buffer = BUFFER_UP_TO(3);
    (void)state;
    buffer_add(&buffer, TEXT("four"));
    assert_int_equal(buffer_status(&buffer), STATUS_LIMIT);
    assert_false(shortage_take());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_in_a_run_outlives_it),
        cmocka_unit_test(a_run_without_memory_is_left),
        cmocka_unit_test(an_arena_at_its_limit_notes_a_shortage),
        cmocka_unit_test(a_buffer_at_its_limit_notes_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
