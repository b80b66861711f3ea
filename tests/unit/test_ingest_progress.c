/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "chancery/ingest/progress.h"
#include "unit.h"

#define SECOND_US ((int64_t)1000 * 1000)

static void says_how_long_it_takes(void **state)
{
    (void)state;
    static const struct {
        struct ingest_progress progress;
        int64_t seconds_left;
    } examples[] = {
        /* A quarter of the bytes in 10 seconds. */
        {{.phase = INGEST_READING, .bytes_done = 25, .bytes_total = 100, .now_us = 10 * SECOND_US},
         30},
        {{.phase = INGEST_INDEXING, .files_done = 1, .files_total = 2, .now_us = 7 * SECOND_US}, 7},
        {{.phase = INGEST_READING, .bytes_done = 100, .bytes_total = 100, .now_us = SECOND_US}, 0},
        /* Nothing done, too short, or not known how much there is. */
        {{.phase = INGEST_READING, .bytes_total = 100, .now_us = SECOND_US}, -1},
        {{.phase = INGEST_READING, .bytes_done = 25, .bytes_total = 100, .now_us = 1000}, -1},
        {{.phase = INGEST_WALKING, .files_done = 5, .now_us = SECOND_US}, -1},
        {{.phase = INGEST_SETTLING, .files_done = 5, .files_total = 5, .now_us = SECOND_US}, -1},
    };
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        EXAMPLE(i);
        assert_int_equal(ingest_progress_seconds_left(&examples[i].progress),
                         examples[i].seconds_left);
    }
    assert_true(ingest_progress_rate(&examples[0].progress) > 2.49);
    assert_true(ingest_progress_rate(&examples[0].progress) < 2.51);
}

/* What a bar writes to a pipe at the seconds given, which end with a negative one. */
static void drawn_at(const int *seconds, char *out, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct progress_bar bar = progress_bar_on(ends[1]);
    assert_false(bar.is_terminal);
    for (; *seconds >= 0; seconds++) {
        struct ingest_progress progress = {.phase = INGEST_READING,
                                           .files_done = *seconds,
                                           .files_total = 20,
                                           .bytes_done = *seconds * 1000 * 1000,
                                           .bytes_total = 20 * 1000 * 1000,
                                           .started_us = SECOND_US,
                                           .now_us = (*seconds + 1) * SECOND_US};
        progress_draw(&progress, &bar);
    }
    progress_bar_end(&bar);
    assert_int_equal(close(ends[1]), 0);
    ssize_t got = read(ends[0], out, size - 1);
    assert_true(got >= 0);
    out[got] = '\0';
    assert_int_equal(close(ends[0]), 0);
}

static void writes_a_line_every_few_seconds_elsewhere(void **state)
{
    (void)state;
    char out[1000];
    drawn_at((const int[]){0, 1, 2, 3, 4, -1}, out, sizeof(out));
    assert_string_equal(out, "");
    drawn_at((const int[]){0, 4, 5, 6, 9, 12, -1}, out, sizeof(out));
    assert_string_equal(out, "reading 5/20 files, 1.0 MB/s, 0:15 left\n"
                             "reading 12/20 files, 1.0 MB/s, 0:08 left\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_how_long_it_takes),
        cmocka_unit_test(writes_a_line_every_few_seconds_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
