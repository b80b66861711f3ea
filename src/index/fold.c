/* SPDX-License-Identifier: Apache-2.0 */
#include <utf8proc.h>

#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

#include "fold.h"

/* Decomposition leaves these letters whole; people type them with their nearest plain ones. */
static const struct plain_letter {
    uint32_t character;
    char plain[3];
} plain_letters[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"}, {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},
};

static bool is_apostrophe(uint32_t character)
{
    return character == '\'' || character == '`' || character == 0x00B4 || character == 0x02BC ||
           character == 0x2018 || character == 0x2019;
}

static bool is_ignored(uint32_t character)
{
    return character == 0x00AD || (character >= 0x200B && character <= 0x200D) ||
           character == 0x2060 || character == 0xFEFF;
}

static bool is_word(uint32_t character)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

static enum fold_class class_of(uint32_t character)
{
    if (is_apostrophe(character)) {
        return FOLD_APOSTROPHE;
    }
    if (character == '-' || character == 0x2010 || character == 0x2011) {
        return FOLD_HYPHEN;
    }
    if (is_ignored(character)) {
        return FOLD_IGNORED;
    }
    return is_word(character) ? FOLD_WORD : FOLD_BREAK;
}

/* The same for ASCII, most of what is read, without looking into tables. */
static enum fold_class plain_class_of(char c)
{
    if (text_is_letter(c) || text_is_digit(c)) {
        return FOLD_WORD;
    }
    return c == '\'' || c == '`' ? FOLD_APOSTROPHE : c == '-' ? FOLD_HYPHEN : FOLD_BREAK;
}

enum fold_class fold_class_at(struct text text, size_t *length)
{
    if ((unsigned char)text.at[0] < 0x80) {
        *length = 1;
        return plain_class_of(text.at[0]);
    }
    uint32_t character = 0;
    struct text rest = text;
    (void)utf8_take(&rest, &character);
    *length = text.length - rest.length;
    return class_of(character);
}

static size_t write_character(uint32_t character, char *out)
{
    for (size_t i = 0; i < COUNT_OF(plain_letters); i++) {
        if (plain_letters[i].character == character) {
            struct text plain = text_of(plain_letters[i].plain);
            memcpy(out, plain.at, plain.length);
            return plain.length;
        }
    }
    if (!is_word(character)) {
        return 0; /* Compatibility forms may hold signs: the slash of a fraction, say. */
    }
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)character, (utf8proc_uint8_t *)out);
}

size_t fold_write(struct text text, char out[FOLD_BYTES_MAX])
{
    if ((unsigned char)text.at[0] < 0x80) {
        out[0] = text_lower(text.at[0]);
        return 1;
    }
    uint32_t character = 0;
    (void)utf8_take(&text, &character);
    utf8proc_int32_t folded[FOLD_BYTES_MAX / 4];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)character, folded, COUNT_OF(folded),
                                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
                                &boundary);
    size_t length = 0;
    for (utf8proc_ssize_t i = 0; i < count && i < (utf8proc_ssize_t)COUNT_OF(folded); i++) {
        length += write_character((uint32_t)folded[i], out + length);
    }
    return length;
}

bool fold_is_capital(struct text text)
{
    uint32_t character = 0;
    if (!utf8_take(&text, &character)) {
        return false;
    }
    return character < 0x80 ? !text_is_lower((char)character)
                            : !utf8proc_islower((utf8proc_int32_t)character);
}
