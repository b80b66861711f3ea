/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "stamp.h"
#include "unit.h"

static void reads_dates_of_programs(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *value; /* NULL: no date */
        const char *precision;
    } examples[] = {
        {"2024-04-03T09:15:00+09:00", "2024-04-03T09:15:00+09:00", "minute"},
        {"2024-04-03T09:15:59.25Z", "2024-04-03T09:15:00Z", "minute"},
        {"2024-04-03 09:15 -0530", "2024-04-03T09:15:00-05:30", "minute"},
        {"2024-04-03T09:15:00", "2024-04-03", "day"},
        {"2024-04-03", "2024-04-03", "day"},
        {"2024-04", "2024-04", "month"},
        {"2024", "2024", "year"},
        {"20240403T091500Z", "2024-04-03T09:15:00Z", "minute"},
        {"20240403T000000Z", "2024-04-03", "day"},
        {"20240403T091500-0500", "2024-04-03T09:15:00-05:00", "minute"},
        {"20240403", "2024-04-03", "day"},
        {"Wed, 03 Apr 2024 09:15:00 GMT", "2024-04-03T09:15:00Z", "minute"},
        {"Wed, 3 Apr 24 09:15 EST", "2024-04-03T09:15:00-05:00", "minute"},
        {"03 Apr 99 23:59:59 +0200", "1999-04-03T23:59:00+02:00", "minute"},
        {"3 April 2024", "2024-04-03", "day"},
        {"Wed, 03 Apr 2024 09:15:00 XYZ", "2024-04-03", "day"},
        {"2024-02-30", NULL, NULL},
        {"2024-13-01", NULL, NULL},
        {"202404031", NULL, NULL},
        {"soon", NULL, NULL},
        {"", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(4096);
        struct stamp stamp;
        bool is_date = stamp_read(text_of(examples[i].text), &stamp);
        assert_int_equal(is_date, examples[i].value != NULL);
        if (is_date) {
            assert_text(stamp_value(&stamp, arena), examples[i].value);
            assert_text(stamp_precision(&stamp), examples[i].precision);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_dates_of_programs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
