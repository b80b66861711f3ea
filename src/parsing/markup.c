/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <utf8proc.h>

#include "chancery/base/array.h"

#include "markup.h"

#define REPLACEMENT_CHARACTER 0xFFFD

/* The longest character reference that is read, in bytes. */
#define REFERENCE_BYTES_MAX 12

/* How much of a page may stand in front of its first tag of a page. */
#define PROLOGUE_BYTES_MAX ((size_t)4096)

static const struct named_character {
    const char *name;
    int32_t code;
} named_characters[] = {
    {"amp", '&'},      {"apos", '\''}, {"gt", '>'},       {"hellip", 0x2026}, {"ldquo", 0x201C},
    {"lsquo", 0x2018}, {"lt", '<'},    {"mdash", 0x2014}, {"nbsp", 0xA0},     {"ndash", 0x2013},
    {"para", 0xB6},    {"quot", '"'},  {"rdquo", 0x201D}, {"rsquo", 0x2019},
};

/* Behind a comment, a declaration of XML or blanks. False when none of them is at the front. */
static bool take_prologue(struct text *rest)
{
    struct text trimmed = text_trim(*rest);
    size_t blanks = (size_t)(trimmed.at - rest->at);
    if (trimmed.length > 0 && blanks > 0) {
        *rest = text_from(*rest, blanks);
        return true;
    }
    size_t end = TEXT_NOT_FOUND;
    if (text_starts(*rest, TEXT("<!--"))) {
        end = text_find(*rest, TEXT("-->"));
    } else if (text_starts(*rest, TEXT("<?xml"))) {
        end = text_find(*rest, TEXT("?>"));
    }
    *rest = end == TEXT_NOT_FOUND ? *rest : text_from(*rest, end + 2);
    return end != TEXT_NOT_FOUND || text_take_start(rest, TEXT("\xEF\xBB\xBF")) ||
           text_take_start(rest, TEXT(">"));
}

bool markup_is_page(struct text head)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<title"};
    struct text rest = text_slice(head, 0, PROLOGUE_BYTES_MAX);
    while (take_prologue(&rest)) {
    }
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        if (text_starts_fold(rest, text_of(starts[i]))) {
            return true;
        }
    }
    return false;
}

static bool ends_name(struct text rest)
{
    return rest.length > 0 && (text_is_blank(rest.at[0]) || rest.at[0] == '>' || rest.at[0] == '/');
}

/* Move *rest behind the next tag with mark in front of name: "<" or "</". */
static bool take_tag(struct text *rest, struct text mark, const char *name, struct text *before,
                     struct text *attributes)
{
    struct text moved = *rest;
    size_t at = text_find(moved, mark);
    while (at != TEXT_NOT_FOUND) {
        struct text tag = text_from(moved, at + mark.length);
        if (text_take_start_fold(&tag, text_of(name)) && ends_name(tag)) {
            *before = text_slice(*rest, 0, (size_t)(moved.at - rest->at) + at);
            bool has_end = text_take_until(&tag, '>', attributes);
            *rest = has_end ? tag : text_from(tag, tag.length);
            return has_end;
        }
        moved = text_from(moved, at + mark.length);
        at = text_find(moved, mark);
    }
    return false;
}

bool markup_take(struct text *rest, const char *name, struct text *attributes, struct text *inside)
{
    struct text before;
    struct text none;
    if (!take_tag(rest, TEXT("<"), name, &before, attributes)) {
        *rest = text_from(*rest, rest->length);
        return false;
    }
    if (!take_tag(rest, TEXT("</"), name, inside, &none)) {
        *inside = *rest;
        *rest = text_from(*rest, rest->length);
    }
    return true;
}

/* The number in "#38" or "#x26"; 0 when it is none. */
static int32_t numbered(struct text name)
{
    int32_t code = 0;
    bool is_hexadecimal = text_take_start_fold(&name, TEXT("#x"));
    if (!is_hexadecimal && !text_take_start(&name, TEXT("#"))) {
        return 0;
    }
    for (size_t i = 0; i < name.length; i++) {
        char c = text_lower(name.at[i]);
        bool is_letter = is_hexadecimal && c >= 'a' && c <= 'f';
        if (!text_is_digit(c) && !is_letter) {
            return 0;
        }
        code = code * (is_hexadecimal ? 16 : 10) + (is_letter ? c - 'a' + 10 : c - '0');
        if (!utf8proc_codepoint_valid(code)) {
            return REPLACEMENT_CHARACTER;
        }
    }
    return name.length > 0 && code == 0 ? REPLACEMENT_CHARACTER : code;
}

static int32_t character_named(struct text name)
{
    for (size_t i = 0; i < COUNT_OF(named_characters); i++) {
        if (text_equal(name, text_of(named_characters[i].name))) {
            return named_characters[i].code;
        }
    }
    return numbered(name);
}

/* Take a character reference off the front of *rest, which begins with &; 0 when it is none. */
static int32_t take_reference(struct text *rest)
{
    struct text name = text_slice(text_from(*rest, 1), 0, REFERENCE_BYTES_MAX);
    size_t length = text_find_char(name, ';');
    int32_t code = length == TEXT_NOT_FOUND ? 0 : character_named(text_slice(name, 0, length));
    *rest = code ? text_from(*rest, length + 2) : *rest;
    return code;
}

/* Text being freed of its markup; what was once found missing is not looked for again. */
struct plain {
    struct text rest;
    bool has_no_end;         /* no > is left */
    bool has_no_comment_end; /* no --> is left */
};

/* Move behind mark, or note that there is none. */
static bool skip_behind(struct plain *plain, struct text mark, bool *is_missing)
{
    size_t at = *is_missing ? TEXT_NOT_FOUND : text_find(plain->rest, mark);
    *is_missing = at == TEXT_NOT_FOUND;
    plain->rest = *is_missing ? plain->rest : text_from(plain->rest, at + mark.length);
    return !*is_missing;
}

/* Skip the tag, comment or declaration that the rest begins with; a bare < is text. */
static bool skip_markup(struct plain *plain)
{
    char next = plain->rest.length > 1 ? plain->rest.at[1] : ' ';
    if (text_starts(plain->rest, TEXT("<!--")) &&
        skip_behind(plain, TEXT("-->"), &plain->has_no_comment_end)) {
        return true;
    }
    return (text_is_letter(next) || next == '/' || next == '!' || next == '?') &&
           skip_behind(plain, TEXT(">"), &plain->has_no_end);
}

struct text markup_plain(struct text html, struct arena *arena)
{
    /* No reference is shorter than the character it stands for. */
    char *out = arena_take(arena, html.length + 1);
    struct plain plain = {.rest = html};
    size_t length = 0;
    while (out && plain.rest.length > 0) {
        char c = plain.rest.at[0];
        int32_t code = c == '&' ? take_reference(&plain.rest) : 0;
        if (code) {
            length += (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)(void *)out + length);
        } else if (c != '<' || !skip_markup(&plain)) {
            out[length++] = c;
            plain.rest = text_from(plain.rest, 1);
        }
    }
    return out ? (struct text){out, length} : TEXT_NONE;
}
