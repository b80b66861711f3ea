/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include <sodium.h>

#include "chancery/base/number.h"

#include "cursor.h"

#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

static uint32_t bits_of(float value)
{
    uint32_t bits = 0;
    memcpy(&bits, &value, sizeof(bits));
    return bits;
}

static float float_of(uint32_t bits)
{
    float value = 0;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

struct text cursor_print(const struct cursor *cursor, struct arena *arena)
{
    struct text plain = arena_format(
        arena, "1:%" PRId64 ":%zu:%d:%" PRIu32 ":%" PRIu32 ":%" PRIu32 ":%" PRIu32 ":%.*s",
        cursor->generation, cursor->offset, cursor->back ? 1 : 0,
        (uint32_t)(cursor->signature >> 32), (uint32_t)cursor->signature, bits_of(cursor->score),
        cursor->paragraph, TEXT_ARGUMENTS(cursor->id));
    size_t room = sodium_base64_encoded_len(plain.length, BASE64);
    char *letters = plain.at ? arena_take(arena, room) : NULL;
    if (!letters) {
        return TEXT_NONE;
    }
    (void)sodium_bin2base64(letters, room, (const unsigned char *)plain.at, plain.length, BASE64);
    return (struct text){letters, strlen(letters)};
}

static bool take_number(struct text *rest, int64_t least, int64_t most, int64_t *out)
{
    struct text digits;
    return text_take_until(rest, ':', &digits) && number_read(digits, least, most, out);
}

bool cursor_read(struct text text, struct arena *arena, struct cursor *out)
{
    if (text.length == 0 || text.length > SEARCH_CURSOR_BYTES_MAX) {
        return false;
    }
    char *plain = arena_take(arena, text.length);
    size_t length = 0;
    if (!plain || sodium_base642bin((unsigned char *)plain, text.length, text.at, text.length, NULL,
                                    &length, NULL, BASE64) != 0) {
        return false;
    }
    struct text rest = {plain, length};
    int64_t version = 0;
    int64_t offset = 0;
    int64_t back = 0;
    int64_t high = 0;
    int64_t low = 0;
    int64_t score = 0;
    int64_t paragraph = 0;
    struct cursor cursor = {0};
    if (!take_number(&rest, 1, 1, &version) ||
        !take_number(&rest, INT64_MIN, INT64_MAX, &cursor.generation) ||
        !take_number(&rest, 0, INT64_MAX, &offset) || !take_number(&rest, 0, 1, &back) ||
        !take_number(&rest, 0, UINT32_MAX, &high) || !take_number(&rest, 0, UINT32_MAX, &low) ||
        !take_number(&rest, 0, UINT32_MAX, &score) ||
        !take_number(&rest, 0, UINT32_MAX, &paragraph)) {
        return false;
    }
    cursor.offset = (size_t)offset;
    cursor.back = back == 1;
    cursor.signature = (uint64_t)high << 32 | (uint64_t)low;
    cursor.score = float_of((uint32_t)score);
    cursor.paragraph = (uint32_t)paragraph;
    cursor.id = rest;
    *out = cursor;
    return true;
}
