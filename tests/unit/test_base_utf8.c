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

/* Characters and their bytes; none for what is no character. */
static const struct {
    uint32_t character;
    const char *bytes;
} characters[] = {
    {0x41, "A"},
    {0xE9, "\xC3\xA9"},
    {0x7FF, "\xDF\xBF"},
    {0x800, "\xE0\xA0\x80"},
    {0x2019, "\xE2\x80\x99"},
    {0x1F3DB, "\xF0\x9F\x8F\x9B"},
    {0x10FFFF, "\xF4\x8F\xBF\xBF"},
    {0xD800, ""},
    {0x110000, ""},
    {0xFFFFFFFF, ""},
};

static void writes_characters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++) {
        EXAMPLE(i);
        char bytes[4];
        size_t count = utf8_write(characters[i].character, bytes);
        assert_text(((struct text){bytes, count}), characters[i].bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drops_halves_of_characters),
        cmocka_unit_test(writes_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
