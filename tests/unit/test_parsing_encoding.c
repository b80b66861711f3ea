/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/utf8.h"
#include "encoding.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)4 * 1024 * 1024)

/* Bytes with NULs among them. */
#define BYTES(literal)                  \
    {                                   \
        "" literal, sizeof(literal) - 1 \
    }

static const struct example {
    struct text bytes;
    const char *encoding;
    const char *text;
    size_t replaced_count;
} examples[] = {
    {BYTES(""), "utf-8", "", 0},
    {BYTES("plain"), "utf-8", "plain", 0},
    {BYTES("caf\xC3\xA9"), "utf-8", "caf\xC3\xA9", 0},
    {BYTES("\xEF\xBB\xBFmark"), "utf-8", "\xEF\xBB\xBFmark", 0},
    /* A byte outside ASCII that is no UTF-8: e acute, a typographic apostrophe, a pilcrow. */
    {BYTES("caf\xE9"), "windows-1252", "caf\xC3\xA9", 0},
    {BYTES("the envoy\x92s reply"), "windows-1252", "the envoy\xE2\x80\x99s reply", 0},
    {BYTES("\xB6\x31. (C) Text"), "windows-1252", "\xC2\xB6\x31. (C) Text", 0},
    /* 81 is no character of Windows-1252. */
    {BYTES("caf\xE9 \x81"), "windows-1252", "caf\xC3\xA9 \xEF\xBF\xBD", 1},
    /* Mostly UTF-8 with one bad byte; cut off in a character. */
    {BYTES("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xFF."), "utf-8",
     "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xEF\xBF\xBD.", 1},
    {BYTES("\xE2\x80\x94 x \xE2\x80"), "utf-8", "\xE2\x80\x94 x \xEF\xBF\xBD\xEF\xBF\xBD", 2},
    {BYTES("a\0b"), "utf-8",
     "a\xEF\xBF\xBD"
     "b",
     1},
    {BYTES("\xFF\xFEh\0i\0"), "utf-16le", "\xEF\xBB\xBFhi", 0},
    {BYTES("\xFE\xFF\0h\0i"), "utf-16be", "\xEF\xBB\xBFhi", 0},
    {BYTES("\xFF\xFE\0\0h\0\0\0"), "utf-32le", "\xEF\xBB\xBFh", 0},
    {BYTES("\0\0\xFE\xFF\0\0\0h"), "utf-32be", "\xEF\xBB\xBFh", 0},
    {BYTES("T\0h\0e\0 \0e\0n\0v\0o\0y\0"), "utf-16le", "The envoy", 0},
    /* The detector calls this UTF-8, which it is not. */
    {BYTES("\xE5\xBA\xBA\xBA\xBA\xBA\xFF\xFF\xFF\xF9\xBA\xBA\xBA\xB5\x82\xBD\x81\x42"), "utf-8",
     "\xE5\xBA\xBA\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF"
     "\xBD"
     "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\x42",
     14},
    /* A lone half of a pair cannot be anything. */
    {BYTES("\xFF\xFE\x00\xD8h\0"), "utf-16le", "\xEF\xBB\xBF\xEF\xBF\xBDh", 2},
};

static void reads_each_encoding(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct error error = ERROR_NONE;
        struct decoded decoded;
        assert_int_equal(encoding_decode(examples[i].bytes, arena, &decoded, &error), STATUS_OK);
        assert_text(decoded.text, examples[i].text);
        assert_text(decoded.encoding, examples[i].encoding);
        assert_int_equal(decoded.replaced_count, examples[i].replaced_count);
    }
}

static void finds_the_letters_of_other_languages(void **state)
{
    (void)state;
    /* "The minister of foreign affairs met the ambassador yesterday in the capital", in Russian. */
    struct text bytes =
        TEXT("\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE8\xED\xEE\xF1\xF2\xF0\xE0\xED\xED\xFB\xF5 "
             "\xE4\xE5\xEB \xE2\xF7\xE5\xF0\xE0 \xE2\xF1\xF2\xF0\xE5\xF2\xE8\xEB\xF1\xFF "
             "\xF1 \xEF\xEE\xF1\xEB\xEE\xEC \xE2 \xF1\xF2\xEE\xEB\xE8\xF6\xE5.");
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct error error = ERROR_NONE;
    struct decoded decoded;
    assert_int_equal(encoding_decode(bytes, arena, &decoded, &error), STATUS_OK);
    assert_text(decoded.encoding, "windows-1251");
    assert_true(text_starts(decoded.text, TEXT("Министр иностранных дел")));
    assert_int_equal(decoded.replaced_count, 0);
}

static void good_bytes_are_not_copied(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(0);
    struct text bytes = TEXT("caf\xC3\xA9");
    struct error error = ERROR_NONE;
    struct decoded decoded;
    assert_int_equal(encoding_decode(bytes, arena, &decoded, &error), STATUS_OK);
    assert_ptr_equal(decoded.text.at, bytes.at);
}

static void every_prefix_is_decoded(void **state)
{
    (void)state;
    struct text bytes = TEXT("\xFF\xFEh\0i\0\x3D\xD8\x00\xDE and caf\xE9 \xE2\x80\x94");
    for (size_t length = 0; length <= bytes.length; length++) {
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct error error = ERROR_NONE;
        struct decoded decoded;
        struct text prefix = text_slice(bytes, 0, length);
        assert_int_equal(encoding_decode(prefix, arena, &decoded, &error), STATUS_OK);
        assert_true(utf8_find_invalid(decoded.text) == TEXT_NOT_FOUND);
    }
}

static void says_when_memory_is_short(void **state)
{
    (void)state;
    struct text bytes = TEXT("caf\xE9 caf\xE9 caf\xE9");
    size_t limit = 0;
    for (; limit < MEMORY_BYTES; limit++) {
        AUTO_ARENA arena = arena_new(limit);
        struct error error = ERROR_NONE;
        struct decoded decoded;
        enum status status = encoding_decode(bytes, arena, &decoded, &error);
        if (status == STATUS_OK) {
            break;
        }
        assert_int_equal(status, STATUS_NO_MEMORY);
    }
    assert_in_range(limit, 1, MEMORY_BYTES - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_encoding),
        cmocka_unit_test(finds_the_letters_of_other_languages),
        cmocka_unit_test(good_bytes_are_not_copied),
        cmocka_unit_test(every_prefix_is_decoded),
        cmocka_unit_test(says_when_memory_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
