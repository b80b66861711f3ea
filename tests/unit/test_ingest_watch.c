/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "chancery/ingest/watch.h"
#include "temporary.h"
#include "unit.h"

static struct watch *watch;

static int begin(void **state)
{
    const char *paths[] = {NULL};
    struct error error = ERROR_NONE;
    (void)state;
    temporary_begin();
    (void)mkdir(temporary_path("old"), 0700);
    paths[0] = temporary_path("");
    return watch_open(paths, 1, temporary_path("documents.store"), &watch, &error) ? -1 : 0;
}

static int end(void **state)
{
    (void)state;
    watch = watch_close(watch);
    temporary_end();
    return 0;
}

static void tells_of_files_that_come_and_go(void **state)
{
    (void)state;
    assert_false(watch_take(watch));
    temporary_write("a.txt", "a");
    assert_true(watch_take(watch));
    assert_false(watch_take(watch));
    temporary_write("old/b.txt", "b");
    assert_true(watch_take(watch));
    assert_int_equal(rename(temporary_path("a.txt"), temporary_path("old/a.txt")), 0);
    assert_true(watch_take(watch));
    assert_int_equal(unlink(temporary_path("old/b.txt")), 0);
    assert_true(watch_take(watch));
    assert_true(watch_is_whole(watch));
}

static void watches_folders_that_come(void **state)
{
    (void)state;
    assert_int_equal(mkdir(temporary_path("new"), 0700), 0);
    assert_true(watch_take(watch));
    assert_int_equal(rename(temporary_path("new"), temporary_path("renamed")), 0);
    assert_true(watch_take(watch));
    assert_int_equal(mkdir(temporary_path("renamed/below"), 0700), 0);
    assert_true(watch_take(watch));
    temporary_write("renamed/below/c.txt", "c");
    assert_true(watch_take(watch));
}

static void says_nothing_of_the_store_and_of_hidden_files(void **state)
{
    (void)state;
    temporary_write("documents.store", "x");
    temporary_write("documents.store-wal", "x");
    temporary_write("documents.store.index.new", "x");
    temporary_write(".hidden", "x");
    assert_false(watch_take(watch));
}

static void watches_a_file_through_its_folder(void **state)
{
    (void)state;
    const char *paths[] = {temporary_path("old/one.txt")};
    struct watch *one = NULL;
    struct error error = ERROR_NONE;
    temporary_write("old/one.txt", "1");
    assert_int_equal(watch_open(paths, 1, "/elsewhere/store", &one, &error), STATUS_OK);
    assert_false(watch_take(one));
    temporary_write("old/one.txt", "2");
    assert_true(watch_take(one));
    (void)watch_close(one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tells_of_files_that_come_and_go, begin, end),
        cmocka_unit_test_setup_teardown(watches_folders_that_come, begin, end),
        cmocka_unit_test_setup_teardown(says_nothing_of_the_store_and_of_hidden_files, begin, end),
        cmocka_unit_test_setup_teardown(watches_a_file_through_its_folder, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
