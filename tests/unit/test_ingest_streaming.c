/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include "chancery/ingest/library.h"
#include "temporary.h"
#include "unit.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)
/* Rows of about 2 KB that hardly compress: enough for two batches. */
#define ROWS           9000
#define FILLING        2000
#define ROW_OF_NOTHING 4000

static struct arena *arena;

/* Letters that do not repeat, the same at each run. */
static void fill(char *out, size_t length, uint64_t *seed)
{
    for (size_t i = 0; i < length; i++) {
        *seed = *seed * 6364136223846793005U + 1442695040888963407U;
        uint64_t choice = *seed >> 33;
        out[i] = (char)(choice % 9 == 0 ? ' ' : 'a' + (int)(choice % 26));
    }
    out[length] = '\0';
}

static void write_table(const char *name)
{
    char filling[FILLING + 1];
    uint64_t seed = 7;
    FILE *file = fopen(temporary_path(name), "w");
    assert_non_null(file);
    for (int row = 1; row <= ROWS; row++) {
        fill(filling, FILLING, &seed);
        (void)fprintf(file,
                      "\"%d\",\"3/1/2007 12:00\",\"07OSLO%d\",\"Embassy Oslo\",\"SECRET\",\"\",",
                      row, row);
        if (row == ROW_OF_NOTHING) {
            (void)fputs("\"\",\"\"\n", file);
        } else {
            (void)fprintf(file,
                          "\"R 011200Z MAR 07\nFM AMEMBASSY OSLO\",\"UNCLAS OSLO %06d\n\n"
                          "E.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: ROW\n\n1. (U) %s.\"\n",
                          row, filling);
        }
    }
    assert_int_equal(fclose(file), 0);
    struct timespec times[2] = {{time(NULL) - 100, 0}, {time(NULL) - 100, 0}};
    assert_int_equal(utimensat(AT_FDCWD, temporary_path(name), times, 0), 0);
}

static struct library *open_library(const char *store, const char *path)
{
    static const char *paths[1];
    paths[0] = path;
    const char *vocabulary = getenv("CHANCERY_VOCABULARY");
    assert_non_null(vocabulary);
    struct library_options options = {.store_path = store,
                                      .paths = paths,
                                      .path_count = 1,
                                      .config_folder = arena_format(arena, "%s/..", vocabulary).at,
                                      .worker_count = 2};
    struct library *library = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(library_open(&options, &library, &error), STATUS_OK);
    return library;
}

static void assert_reported(struct library *library)
{
    struct generation *generation = generation_take(library);
    assert_non_null(generation);
    assert_int_equal(generation->document_count, ROWS - 1 + 1);
    struct store_reader *reader = generation_reader_take(generation);
    struct store_report_sums sums = {0};
    struct error error = ERROR_NONE;
    assert_int_equal(store_reader_report_sums(reader, arena, &sums, &error), STATUS_OK);
    assert_true(sums.count > 0);
    assert_text(sums.items[0].code, "row_without_text");
    assert_text(sums.items[0].detail, "Row 4000 has no text.");
    assert_int_equal(sums.items[0].count, 1);
    generation_reader_release(generation, reader);
    generation_release(generation);
}

/* A file that is not held, in several batches, beside one that is. */
static void loads_a_large_table_in_batches(void **state)
{
    (void)state;
    assert_int_equal(mkdir(temporary_path("large"), 0700), 0);
    write_table("large/a.csv");
    temporary_write("large/b.txt", "The harbor of Lindvik opened on Monday.\n");
    struct stat entry;
    assert_int_equal(stat(temporary_path("large/a.csv"), &entry), 0);
    assert_true(entry.st_size > INGEST_HELD_BYTES_MAX);

    struct library *library = open_library(temporary_path("large.store"), temporary_path("large"));
    struct library_load_result result = {0};
    struct error error = ERROR_NONE;
    assert_int_equal(library_load(library, NULL, NULL, &result, &error), STATUS_OK);
    assert_int_equal(result.files_read, 2);
    assert_int_equal(result.files_refused, 0);
    assert_int_equal(result.bytes_read, entry.st_size + 40);
    assert_reported(library);

    /* Touched, but the same: its digest is known. */
    struct timespec times[2] = {{time(NULL) - 50, 0}, {time(NULL) - 50, 0}};
    assert_int_equal(utimensat(AT_FDCWD, temporary_path("large/a.csv"), times, 0), 0);
    assert_int_equal(library_load(library, NULL, NULL, &result, &error), STATUS_OK);
    assert_int_equal(result.generation, 1);
    assert_reported(library);
    (void)library_close(library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loads_a_large_table_in_batches),
    };
    arena = arena_new(ARENA_BYTES);
    temporary_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    temporary_end();
    arena = arena_free(arena);
    return failed;
}
