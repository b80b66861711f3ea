/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

static void trim_drops_blanks_at_both_ends(void **state)
{
    (void)state;
    assert_text(text_trim(TEXT(" \t a b \r\n")), "a b");
    assert_text(text_trim(TEXT("  ")), "");
    assert_text(text_trim((struct text){NULL, 0}), "");
}

static void take_line_reads_any_line_ending(void **state)
{
    (void)state;
    struct text rest = TEXT("one\r\ntwo\n\nlast");
    static const char *const expected[] = {"one", "two", "", "last"};
    struct text line;
    for (size_t i = 0; i < 4; i++) {
        assert_true(text_take_line(&rest, &line));
        assert_text(line, expected[i]);
    }
    assert_false(text_take_line(&rest, &line));
}

static void take_until_leaves_rest_alone_when_mark_is_missing(void **state)
{
    (void)state;
    struct text rest = TEXT("abc");
    struct text out;
    assert_false(text_take_until(&rest, ':', &out));
    assert_text(rest, "abc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trim_drops_blanks_at_both_ends),
        cmocka_unit_test(take_line_reads_any_line_ending),
        cmocka_unit_test(take_until_leaves_rest_alone_when_mark_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
