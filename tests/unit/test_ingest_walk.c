/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "temporary.h"
#include "unit.h"
#include "walk.h"

#define ARENA_BYTES ((size_t)16 * 1024 * 1024)

static struct arena *arena;

static struct walk_root walk_at(const char *path, const char *store)
{
    struct walk_options options = {INGEST_LIMITS_DEFAULT, store};
    struct walk_root root = {0};
    struct error error = ERROR_NONE;
    enum status status = walk(path, &options, arena, &root, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
    return root;
}

static void make_folder(const char *name)
{
    assert_int_equal(mkdir(temporary_path(name), 0700), 0);
}

static void make_link(const char *to, const char *name)
{
    assert_int_equal(symlink(to, temporary_path(name)), 0);
}

static void make_socket(const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    (void)snprintf(address.sun_path, sizeof(address.sun_path), "%s", temporary_path(name));
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_true(file >= 0);
    assert_int_equal(bind(file, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(close(file), 0);
}

static void names_what_it_refuses(void **state)
{
    (void)state;
    make_folder("mixed");
    make_folder("mixed/a");
    make_folder("mixed/.git");
    make_folder("mixed/a-b");
    temporary_write("outside.txt", "outside");
    temporary_write("mixed/.git/config", "hidden");
    temporary_write("mixed/.hidden", "hidden");
    temporary_write("mixed/aliases.tsv", "reserved");
    temporary_write("mixed/a/aliases.tsv", "not the folder's own");
    temporary_write("mixed/a/x.txt", "four");
    temporary_write("mixed/a-b/y.txt", "y");
    temporary_write("mixed/z.txt", "z");
    assert_int_equal(mkfifo(temporary_path("mixed/pipe"), 0600), 0);
    make_socket("mixed/socket");
    make_link("../outside.txt", "mixed/link-out");
    make_link("..", "mixed/link-up");
    make_link("/dev/null", "mixed/link-device");
    make_link("nowhere", "mixed/link-broken");
    make_link("link-loop", "mixed/link-loop");
    make_link("a/x.txt", "mixed/link-in");
    make_link(".", "mixed/link-self");
    static const struct {
        const char *path;
        enum reason refused;
    } expected[] = {
        {"a-b/y.txt", REASON_NONE}, /* - stands before / */
        {"a/aliases.tsv", REASON_NONE},      {"a/x.txt", REASON_NONE},
        {"link-broken", REASON_LINK_BROKEN}, {"link-device", REASON_LINK_OUTSIDE},
        {"link-loop", REASON_LINK_BROKEN},   {"link-out", REASON_LINK_OUTSIDE},
        {"link-up", REASON_LINK_OUTSIDE},    {"pipe", REASON_FIFO},
        {"socket", REASON_SOCKET},           {"z.txt", REASON_NONE},
    };
    struct walk_root root = walk_at(temporary_path("mixed"), NULL);
    assert_true(root.is_folder);
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        EXAMPLE(i);
        assert_true(i < root.entries.count);
        assert_text(root.entries.items[i].path, expected[i].path);
        assert_int_equal(root.entries.items[i].refused, expected[i].refused);
    }
    assert_int_equal(root.entries.count, sizeof(expected) / sizeof(expected[0]));
    assert_int_equal(root.entries.items[2].bytes, 4);
}

static void a_folder_beside_is_outside(void **state)
{
    (void)state;
    make_folder("docs");
    make_folder("docs-secret");
    temporary_write("docs-secret/x", "x");
    make_link("../docs-secret/x", "docs/link");
    struct walk_root root = walk_at(temporary_path("docs"), NULL);
    assert_int_equal(root.entries.count, 1);
    assert_int_equal(root.entries.items[0].refused, REASON_LINK_OUTSIDE);
}

static void passes_over_the_store(void **state)
{
    (void)state;
    make_folder("own");
    temporary_write("own/s.db", "x");
    temporary_write("own/s.db-wal", "x");
    temporary_write("own/s.db.part", "x");
    temporary_write("own/s.dbx", "x");
    struct walk_root root = walk_at(temporary_path("own"), temporary_path("own/s.db"));
    assert_int_equal(root.entries.count, 1);
    assert_text(root.entries.items[0].path, "s.dbx");
}

static void keeps_to_its_limits(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct walk_root root = {0};
    make_folder("limits");
    make_folder("limits/1");
    make_folder("limits/1/2");
    temporary_write("limits/1/2/deep", "deep");
    temporary_write("limits/1/large", "0123456789");
    struct walk_options options = {{.file_bytes = 9, .file_count = 2, .folder_depth = 1}, NULL};
    assert_int_equal(walk(temporary_path("limits"), &options, arena, &root, &error), STATUS_OK);
    assert_int_equal(root.entries.count, 2);
    assert_text(root.entries.items[0].path, "1/2");
    assert_int_equal(root.entries.items[0].refused, REASON_TOO_DEEP);
    assert_int_equal(root.entries.items[1].refused, REASON_TOO_LARGE);
    options.limits.file_count = 1;
    assert_int_equal(walk(temporary_path("limits"), &options, arena, &root, &error), STATUS_LIMIT);
    assert_int_equal(walk(temporary_path("nothing"), &options, arena, &root, &error),
                     STATUS_NOT_FOUND);
    assert_int_equal(walk("/dev/null", &options, arena, &root, &error), STATUS_INVALID);
}

static void takes_a_file_alone(void **state)
{
    (void)state;
    temporary_write("alone.txt", "alone");
    struct walk_root root = walk_at(temporary_path("alone.txt"), NULL);
    assert_false(root.is_folder);
    assert_int_equal(root.entries.count, 1);
    assert_text(root.entries.items[0].path, "alone.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_what_it_refuses), cmocka_unit_test(a_folder_beside_is_outside),
        cmocka_unit_test(passes_over_the_store), cmocka_unit_test(keeps_to_its_limits),
        cmocka_unit_test(takes_a_file_alone),
    };
    temporary_begin();
    arena = arena_new(ARENA_BYTES);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena = arena_free(arena);
    temporary_end();
    return failed;
}
