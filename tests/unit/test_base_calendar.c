/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/calendar.h"
#include "unit.h"

static const struct known {
    struct calendar_date date;
    int64_t day;
    int64_t of_year;
    int64_t weekday;
} known[] = {
    {{1970, 1, 1}, 0, 1, 4},       {{1969, 12, 31}, -1, 365, 3},    {{2000, 2, 29}, 11016, 60, 2},
    {{2007, 2, 16}, 13560, 47, 5}, {{1966, 12, 28}, -1100, 362, 3},
};

static void knows_days_and_weekdays(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        EXAMPLE(i);
        assert_true(calendar_is_valid(known[i].date));
        assert_int_equal(calendar_day_of(known[i].date), known[i].day);
        assert_int_equal(calendar_day_of_year(known[i].date), known[i].of_year);
        assert_int_equal(calendar_weekday(known[i].day), known[i].weekday);
    }
}

static void every_day_there_and_back(void **state)
{
    (void)state;
    for (int64_t day = -300000; day < 300000; day += 7) {
        struct calendar_date date = calendar_date_of(day);
        assert_true(calendar_is_valid(date));
        assert_int_equal(calendar_day_of(date), day);
    }
}

static void refuses_days_that_never_were(void **state)
{
    (void)state;
    static const struct calendar_date never[] = {{2007, 2, 29}, {1900, 2, 29}, {2007, 13, 1},
                                                 {2007, 0, 1},  {2007, 4, 31}, {999, 1, 1}};
    for (size_t i = 0; i < COUNT_OF(never); i++) {
        EXAMPLE(i);
        assert_false(calendar_is_valid(never[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_days_and_weekdays),
        cmocka_unit_test(every_day_there_and_back),
        cmocka_unit_test(refuses_days_that_never_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
