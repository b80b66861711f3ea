/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "opening.h"
#include "temporary.h"
#include "unit.h"

static void opens_only_files_below_the_folder(void **state)
{
    (void)state;
    assert_int_equal(mkdir(temporary_path("root"), 0700), 0);
    assert_int_equal(mkdir(temporary_path("root/a"), 0700), 0);
    temporary_write("outside", "outside");
    temporary_write("root/a/x", "inside");
    temporary_write("root/empty", "");
    assert_int_equal(mkfifo(temporary_path("root/pipe"), 0600), 0);
    assert_int_equal(symlink("../outside", temporary_path("root/link")), 0);
    assert_int_equal(symlink("a", temporary_path("root/linked")), 0);
    assert_int_equal(symlink("/dev/zero", temporary_path("root/zero")), 0);
    static const struct {
        const char *path;
        enum reason expected;
    } examples[] = {
        {"a/x", REASON_NONE},
        {"a", REASON_UNREADABLE},
        {"empty", REASON_EMPTY},
        {"pipe", REASON_FIFO},
        {"link", REASON_UNREADABLE},
        {"linked/x", REASON_UNREADABLE}, /* even a link that stays inside */
        {"zero", REASON_UNREADABLE},
        {"nothing", REASON_UNREADABLE},
        {"nothing/x", REASON_UNREADABLE},
        {"a/x/y", REASON_UNREADABLE},
    };
    struct opening_root root;
    struct error error = ERROR_NONE;
    assert_int_equal(opening_root(temporary_path("root"), true, &root, &error), STATUS_OK);
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        EXAMPLE(i);
        AUTO_BUFFER out = BUFFER_UP_TO(100);
        struct stat entry;
        assert_int_equal(opening_read(&root, text_of(examples[i].path), &out, &entry),
                         examples[i].expected);
        if (examples[i].expected == REASON_NONE) {
            assert_text(buffer_text(&out), "inside");
        }
    }
    AUTO_BUFFER small = BUFFER_UP_TO(5);
    struct stat entry;
    assert_int_equal(opening_read(&root, TEXT("a/x"), &small, &entry), REASON_TOO_LARGE);
    opening_root_close(&root);
    assert_int_equal(opening_root(temporary_path("none"), true, &root, &error), STATUS_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_only_files_below_the_folder),
    };
    temporary_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    temporary_end();
    return failed;
}
