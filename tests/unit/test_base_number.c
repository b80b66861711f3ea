/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "unit.h"

static const struct good {
    const char *text;
    int64_t number;
} good[] = {
    {"0", 0},
    {"-0", 0},
    {"007", 7},
    {"-12", -12},
    {"9223372036854775807", INT64_MAX},
    {"-9223372036854775808", INT64_MIN},
};

static void reads_every_number_that_fits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        EXAMPLE(i);
        int64_t number = 1;
        assert_true(number_read(text_of(good[i].text), INT64_MIN, INT64_MAX, &number));
        assert_true(number == good[i].number);
    }
}

static void refuses_everything_else(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "-",
                                      "--1",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "1.0",
                                      "0x1",
                                      "1e3",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "00000000000000000000000000000000000000000"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        EXAMPLE(i);
        int64_t number = 42;
        assert_false(number_read(text_of(bad[i]), INT64_MIN, INT64_MAX, &number));
        assert_true(number == 42);
    }
}

static void keeps_to_its_range(void **state)
{
    (void)state;
    int64_t number = 0;
    assert_true(number_read(TEXT("5"), 5, 7, &number));
    assert_true(number_read(TEXT("7"), 5, 7, &number));
    assert_false(number_read(TEXT("4"), 5, 7, &number));
    assert_false(number_read(TEXT("8"), 5, 7, &number));
    assert_true(number == 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_number_that_fits),
        cmocka_unit_test(refuses_everything_else),
        cmocka_unit_test(keeps_to_its_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
