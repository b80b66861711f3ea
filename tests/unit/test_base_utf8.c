/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/utf8.h"
#include "unit.h"

static void drops_halves_of_characters(void **state)
{
    (void)state;
    struct text text = TEXT("\xE2\x80\x94 a \xC3\xA9 \xF0\x9F\x8F\x9B");
    for (size_t start = 0; start <= text.length; start++) {
        for (size_t end = start; end <= text.length; end++) {
            struct text whole = utf8_whole(text_slice(text, start, end - start));
            assert_true(utf8_find_invalid(whole) == TEXT_NOT_FOUND);
            assert_true(end - start < whole.length + 6);
        }
    }
    assert_text(utf8_whole(text), text.at);
    assert_text(utf8_whole(text_slice(text, 0, 8)), "\xE2\x80\x94 a \xC3\xA9");
    assert_text(utf8_whole(text_slice(text, 1, 6)), " a ");
    assert_text(utf8_whole(TEXT("")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drops_halves_of_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
