/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <utf8proc.h>

#include "front_matter.h"
#include "front_matter_yaml.h"

#define REPLACEMENT_CHARACTER 0xFFFD

/* A value being undone. */
struct undoing {
    struct text rest;
    char *out;
    size_t length;
};

static bool is_key_line(struct text line)
{
    size_t colon = text_find_char(line, ':');
    return colon != TEXT_NOT_FOUND && colon > 0 && text_is_letter(line.at[0]) &&
           text_find_char(text_slice(line, 0, colon), ' ') == TEXT_NOT_FOUND;
}

bool front_matter_take(struct text *rest, struct text *block)
{
    struct text moved = *rest;
    struct text line;
    if (!text_take_line(&moved, &line) || !text_equal(text_trim(line), TEXT("---"))) {
        return false;
    }
    struct text start = text_slice(moved, 0, FRONT_MATTER_BYTES_MAX);
    struct text inside = start;
    bool has_key = false;
    while (text_take_line(&inside, &line)) {
        if (text_equal(text_trim(line), TEXT("---"))) {
            *block = text_slice(start, 0, (size_t)(line.at - start.at));
            *rest = has_key ? text_from(moved, start.length - inside.length) : *rest;
            return has_key;
        }
        has_key = has_key || is_key_line(line);
    }
    return false;
}

/* The value as it stands: from behind the colon to the next line that is not indented. */
static struct text find_raw(struct text block, struct text key)
{
    struct text rest = block;
    struct text line;
    while (text_take_line(&rest, &line)) {
        struct text value = line;
        if (!text_take_start_fold(&value, key) || !text_take_start(&value, TEXT(":"))) {
            continue;
        }
        struct text end = rest;
        while (rest.length > 0 && (rest.at[0] == ' ' || rest.at[0] == '\t')) {
            (void)text_take_line(&rest, &line);
            end = rest;
        }
        size_t start = (size_t)(value.at - block.at);
        return text_trim(text_slice(block, start, block.length - end.length - start));
    }
    return TEXT_NONE;
}

static void put(struct undoing *undoing, char c)
{
    undoing->out[undoing->length++] = c;
}

/* So many hexadecimal digits as a character. */
static void put_code(struct undoing *undoing, size_t digits)
{
    int32_t code = 0;
    for (size_t i = 0; i < digits && undoing->rest.length > 0; i++) {
        char c = text_lower(undoing->rest.at[0]);
        bool is_letter = c >= 'a' && c <= 'f';
        if (!is_letter && !text_is_digit(c)) {
            break;
        }
        code = code * 16 + (is_letter ? c - 'a' + 10 : c - '0');
        undoing->rest = text_from(undoing->rest, 1);
    }
    if (code == 0 || !utf8proc_codepoint_valid(code)) {
        code = REPLACEMENT_CHARACTER;
    }
    code = code == 0xA0 ? ' ' : code;
    undoing->length +=
        (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)undoing->out + undoing->length);
}

/* What stands behind a backslash, between double quotes. */
static void put_escape(struct undoing *undoing)
{
    char c = undoing->rest.length > 0 ? undoing->rest.at[0] : '\0';
    undoing->rest = text_from(undoing->rest, 1);
    switch (c) {
    case '\0':
        break;
    case '\r':
    case '\n':
        while (undoing->rest.length > 0 && text_is_blank(undoing->rest.at[0])) {
            undoing->rest = text_from(undoing->rest, 1);
        }
        break;
    case 'n':
    case 't':
    case '_': /* a no-break space */
        put(undoing, ' ');
        break;
    case 'x':
        put_code(undoing, 2);
        break;
    case 'u':
        put_code(undoing, 4);
        break;
    default:
        put(undoing, c);
    }
}

static void undo_double(struct undoing *undoing)
{
    while (undoing->rest.length > 0 && undoing->rest.at[0] != '"') {
        char c = undoing->rest.at[0];
        undoing->rest = text_from(undoing->rest, 1);
        if (c == '\\') {
            put_escape(undoing);
        } else {
            put(undoing, c);
        }
    }
}

/* Between single quotes only the quote itself is written otherwise: twice. */
static void undo_single(struct undoing *undoing)
{
    while (undoing->rest.length > 0) {
        bool is_quote = text_take_start(&undoing->rest, TEXT("''"));
        if (!is_quote && undoing->rest.at[0] == '\'') {
            return;
        }
        put(undoing, is_quote ? '\'' : undoing->rest.at[0]);
        undoing->rest = text_from(undoing->rest, !is_quote);
    }
}

/* Fold runs of blanks, and of no-break spaces, in place. */
static struct text fold(struct text text, char *out)
{
    size_t length = 0;
    struct text word;
    while (text_take_word(&text, &word)) {
        if (length > 0) {
            out[length++] = ' ';
        }
        memmove(out + length, word.at, word.length);
        length += word.length;
    }
    return length > 0 ? (struct text){out, length} : TEXT_NONE;
}

struct text front_matter_value(struct text block, const char *key, struct arena *arena)
{
    struct text value = TEXT_NONE;
    if (front_matter_yaml_value(block, text_of(key), arena, &value)) {
        return value;
    }
    struct text raw = find_raw(block, text_of(key));
    /* The shortest escape, a bare "\\u", becomes a replacement character of a byte more. */
    char *out = raw.length > 0 ? arena_take(arena, raw.length * 2) : NULL;
    if (!out) {
        return TEXT_NONE;
    }
    struct undoing undoing = {.rest = text_from(raw, 1), .out = out};
    switch (raw.at[0]) {
    case '"':
        undo_double(&undoing);
        break;
    case '\'':
        undo_single(&undoing);
        break;
    case '[':
    case '{':
    case '-':
    case '|':
    case '>':
        return TEXT_NONE;
    default:
        memcpy(out, raw.at, raw.length);
        undoing.length = raw.length;
    }
    return fold((struct text){out, undoing.length}, out);
}
