/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/file.h"

#include "settings.h"
#include "temporary.h"
#include "unit.h"

#define FILE_BYTES ((size_t)64 * 1024)

/* Put content into the chancery.ini of our folder, and read it. */
static enum status read_settings(const char *content, struct settings *out, struct error *error)
{
    temporary_write("chancery.ini", content);
    return settings_load(temporary_folder, out, error);
}

/* What the file shows behind a ; must be what the program does without it. */
static void the_file_that_ships_shows_the_defaults(void **state)
{
    (void)state;
    AUTO_BUFFER shipped = BUFFER_UP_TO(FILE_BYTES);
    AUTO_BUFFER opened = BUFFER_UP_TO(FILE_BYTES);
    AUTO_BUFFER path = BUFFER_UP_TO(FILE_BYTES);
    buffer_add_format(&path, "%s/../chancery.ini", getenv("CHANCERY_VOCABULARY"));
    assert_int_equal(file_read(path.bytes, &shipped, NULL), STATUS_OK);
    struct text rest = buffer_text(&shipped);
    struct text line;
    size_t shown = 0;
    while (text_take_line(&rest, &line)) {
        bool is_setting =
            text_starts(line, TEXT(";")) && line.length > 1 && text_is_letter(line.at[1]);
        shown += is_setting ? 1 : 0;
        buffer_add(&opened, is_setting ? text_from(line, 1) : line);
        buffer_add(&opened, TEXT("\n"));
    }
    struct settings as_shown = {0};
    struct settings as_built = {0};
    struct error error = ERROR_NONE;
    assert_int_equal(read_settings(opened.bytes, &as_shown, &error), STATUS_OK);
    assert_int_equal(read_settings("", &as_built, &error), STATUS_OK);
    assert_memory_equal(&as_shown, &as_built, sizeof(as_shown));
    assert_int_equal(shown, sizeof(as_shown) / sizeof(int64_t));
}

static const struct wrong {
    const char *content;
    const char *says;
} wrong[] = {
    {"[serve]\nport = many\n", "port is a number from 0 to 65535"},
    {"[serve]\nport = 70000\n", "port is a number from 0 to 65535"},
    {"[facts]\nconfidence = sure\n", "confidence is a word from certain to doubtful"},
    {"[serve]\nports = 1\n", "there is no setting ports in [serve]"},
    {"[sorve]\nport = 1\n", "there is no setting port in [sorve]"},
    {"[serve\n", "line 1 cannot be read"},
};

static void says_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        EXAMPLE(i);
        struct settings settings = {0};
        struct error error = ERROR_NONE;
        assert_int_equal(read_settings(wrong[i].content, &settings, &error), STATUS_INVALID);
        assert_non_null(strstr(error.message, wrong[i].says));
    }
}

static void takes_what_the_file_says(void **state)
{
    (void)state;
    struct settings settings = {0};
    assert_int_equal(
        read_settings("[serve]\nport = 9000 ; mine\n[load]\nworker_count=3\n", &settings, NULL),
        STATUS_OK);
    assert_int_equal(settings.serve_port, 9000);
    assert_int_equal(settings.load_worker_count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_that_ships_shows_the_defaults),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(takes_what_the_file_says),
    };
    temporary_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    temporary_end();
    return failed;
}
