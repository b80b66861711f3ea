/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/scan.h"

#include "unit.h"

/* Longer than what is looked at together, so that each length has whole pieces and a rest. */
#define LENGTH_MAX 50

/* One byte among others that are not looked for, at every place of every length. */
static void each_byte_is_found_wherever_it_stands(void **state)
{
    (void)state;
    char bytes[LENGTH_MAX];
    for (size_t length = 1; length <= LENGTH_MAX; length++) {
        for (size_t at = 0; at < length; at++) {
            memset(bytes, 'x', sizeof(bytes));
            bytes[at] = '7';
            assert_int_equal(scan_ranges((struct text){bytes, length}, 0, TEXT("09")), at);
            bytes[at] = '\t';
            assert_int_equal(scan_gap((struct text){bytes, length}, 0), at);
            assert_int_equal(scan_unfolded((struct text){bytes, length}, 0), at);
        }
    }
}

static void what_is_passed_or_behind_the_end_is_not_found(void **state)
{
    (void)state;
    struct text text = TEXT("7 and many words without any other digit");
    assert_int_equal(scan_ranges(text, 1, TEXT("09")), text.length);
    assert_int_equal(scan_ranges(text_slice(text, 0, 20), 1, TEXT("09")), 20);
    assert_int_equal(scan_ranges(TEXT("x"), 1, TEXT("09")), 1);
    assert_int_equal(scan_gap(TEXT("a b"), 2), 3);
    assert_int_equal(scan_ranges(TEXT_NONE, 0, TEXT("09")), 0);
    /* The digits behind the end are another's. */
    text = text_slice(TEXT("three words and 1234567890 1234567890"), 0, 15);
    assert_int_equal(scan_ranges(text, 16, TEXT("09")), 15);
    assert_int_equal(scan_gap(text, 16), 15);
    assert_int_equal(scan_unfolded(text, 16), 15);
}

static void ranges_hold_both_their_ends_and_no_more(void **state)
{
    (void)state;
    static const char bytes[] = "................/0.............................:9";
    struct text text = {bytes, sizeof(bytes) - 1};
    assert_int_equal(scan_ranges(text, 0, TEXT("09")), 17);
    assert_int_equal(scan_ranges(text, 18, TEXT("09")), text.length - 1);
    assert_int_equal(scan_ranges(TEXT("................\xe2"), 0, TEXT("__\xe2\xe2")), 16);
}

static void gaps_are_the_signs_before_the_full_stop(void **state)
{
    (void)state;
    assert_int_equal(scan_gap(TEXT("a.b/c:d~\xc3\xa9\xff,e"), 0), 11);
    assert_int_equal(scan_gap(TEXT("abcdefghi-"), 0), 9);
}

static void a_single_space_needs_no_folding(void **state)
{
    (void)state;
    assert_int_equal(scan_unfolded(TEXT("one two three four five six seven"), 0), 33);
    assert_int_equal(scan_unfolded(TEXT("one two three four  five six seven"), 0), 18);
    assert_int_equal(scan_unfolded(TEXT("one two three f \nve"), 0), 15);
    assert_int_equal(scan_unfolded(TEXT("one "), 0), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_is_found_wherever_it_stands),
        cmocka_unit_test(what_is_passed_or_behind_the_end_is_not_found),
        cmocka_unit_test(ranges_hold_both_their_ends_and_no_more),
        cmocka_unit_test(gaps_are_the_signs_before_the_full_stop),
        cmocka_unit_test(a_single_space_needs_no_folding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
