/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/utf8.h"

/*
 * The sequences of Unicode's table 3-7: which second bytes may follow a first byte. Later bytes
 * are always 80 to BF.
 */
static const struct sequence {
    unsigned char first_least, first_most;
    unsigned char second_least, second_most;
    unsigned char length;
} sequences[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

static bool sequence_stands(const struct sequence *sequence, const unsigned char *bytes,
                            size_t length)
{
    if (length < sequence->length || bytes[1] < sequence->second_least ||
        bytes[1] > sequence->second_most) {
        return false;
    }
    for (size_t i = 2; i < sequence->length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return false;
        }
    }
    return true;
}

size_t utf8_length(struct text text)
{
    if (text.length == 0) {
        return 0;
    }
    const unsigned char *bytes = (const unsigned char *)text.at;
    if (bytes[0] < 0x80) {
        return 1;
    }
    for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++) {
        if (bytes[0] >= sequences[i].first_least && bytes[0] <= sequences[i].first_most) {
            return sequence_stands(&sequences[i], bytes, text.length) ? sequences[i].length : 0;
        }
    }
    return 0;
}

bool utf8_take(struct text *rest, uint32_t *character)
{
    if (rest->length == 0) {
        return false;
    }
    size_t length = utf8_length(*rest);
    const unsigned char *bytes = (const unsigned char *)rest->at;
    if (length == 0) {
        *character = 0xFFFD;
        length = 1;
    } else if (length == 1) {
        *character = bytes[0];
    } else {
        /* A first byte of n says n ones and a zero; the rest of it are the highest bits. */
        uint32_t value = bytes[0] & (0x7FU >> length);
        for (size_t i = 1; i < length; i++) {
            value = value << 6 | (bytes[i] & 0x3FU);
        }
        *character = value;
    }
    *rest = text_from(*rest, length);
    return true;
}

/* Eight bytes at a time are passed over while none of them has its high bit set. */
static size_t skip_ascii(struct text text, size_t at)
{
    uint64_t word = 0;
    while (at + sizeof(word) <= text.length) {
        memcpy(&word, text.at + at, sizeof(word));
        if (word & UINT64_C(0x8080808080808080)) {
            break;
        }
        at += sizeof(word);
    }
    return at;
}

size_t utf8_find_invalid(struct text text)
{
    size_t at = skip_ascii(text, 0);
    while (at < text.length) {
        size_t length = utf8_length(text_from(text, at));
        if (length == 0) {
            return at;
        }
        at += length;
        if (length == 1) {
            at = skip_ascii(text, at);
        }
    }
    return TEXT_NOT_FOUND;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

struct text utf8_whole(struct text piece)
{
    while (piece.length > 0 && is_continuation(piece.at[0])) {
        piece = text_from(piece, 1);
    }
    size_t last = piece.length;
    while (last > 0 && is_continuation(piece.at[last - 1])) {
        last--;
    }
    last -= last > 0;
    return utf8_length(text_from(piece, last)) > 0 ? piece : text_slice(piece, 0, last);
}

size_t utf8_write(uint32_t character, char bytes[4])
{
    static const uint32_t most[] = {0x7F, 0x7FF, 0xFFFF, 0x10FFFF};
    static const unsigned char lead[] = {0x00, 0xC0, 0xE0, 0xF0};
    size_t extra = 0;
    while (extra < 4 && character > most[extra]) {
        extra++;
    }
    if (extra == 4 || (character >= 0xD800 && character <= 0xDFFF)) {
        return 0;
    }
    for (size_t i = extra; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (char)(lead[extra] | character);
    return extra + 1;
}

struct utf8_counter utf8_counter_over(struct text text, enum utf8_unit unit)
{
    return (struct utf8_counter){.text = text, .unit = unit};
}

size_t utf8_counter_at(struct utf8_counter *counter, size_t offset)
{
    offset = offset < counter->text.length ? offset : counter->text.length;
    if (counter->unit == UTF8_UNIT_BYTE) {
        return offset;
    }
    if (offset < counter->byte) {
        counter->byte = 0;
        counter->units = 0;
    }
    for (; counter->byte < offset; counter->byte++) {
        unsigned char byte = (unsigned char)counter->text.at[counter->byte];
        bool starts = (byte & 0xC0) != 0x80;
        bool is_pair = counter->unit == UTF8_UNIT_UTF16 && byte >= 0xF0;
        counter->units += (starts ? 1U : 0U) + (is_pair ? 1U : 0U);
    }
    return counter->units;
}
