/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "scan.h"

/* What is no tag, though it begins like one. */
static const struct island {
    const char *start;
    const char *end;
} islands[] = {
    {"<!--", "-->"},
    {"<![CDATA[", "]]>"},
    {"<?", "?>"},
};

/* Skip an island that *rest begins with; without an end it is all that is left. */
static bool skip_island(struct text *rest)
{
    for (size_t i = 0; i < COUNT_OF(islands); i++) {
        if (text_take_start(rest, text_of(islands[i].start))) {
            size_t at = text_find(*rest, text_of(islands[i].end));
            *rest =
                text_from(*rest, at == TEXT_NOT_FOUND ? rest->length : at + strlen(islands[i].end));
            return true;
        }
    }
    return false;
}

/* Where the tag that text begins with ends: its ">" outside of quotes, or TEXT_NOT_FOUND. */
static size_t find_tag_end(struct text text)
{
    char quote = '\0';
    for (size_t i = 1; i < text.length; i++) {
        char c = text.at[i];
        if (!quote && c == '>') {
            return i;
        }
        if (!quote && c == '<') {
            return TEXT_NOT_FOUND;
        }
        if (quote == c) {
            quote = '\0';
        } else if (!quote && (c == '"' || c == '\'')) {
            quote = c;
        }
    }
    return TEXT_NOT_FOUND;
}

static bool is_name(char c)
{
    return text_is_letter(c) || text_is_digit(c) || strchr("_:.-", c) || (unsigned char)c >= 0x80;
}

static bool read_tag(struct text whole, struct scan_tag *out)
{
    struct text inside = text_slice(whole, 1, whole.length - 2);
    *out = (struct scan_tag){.whole = whole, .is_end = text_take_start(&inside, TEXT("/"))};
    if (text_ends(inside, TEXT("/"))) {
        out->is_empty = true;
        inside.length--;
    }
    size_t length = 0;
    while (length < inside.length && inside.at[length] && is_name(inside.at[length])) {
        length++;
    }
    out->name = text_slice(inside, 0, length);
    out->inside = text_from(inside, length);
    return length > 0;
}

bool scan_take(struct text *rest, struct scan_tag *out)
{
    size_t at = text_find_char(*rest, '<');
    while (at != TEXT_NOT_FOUND) {
        *rest = text_from(*rest, at);
        if (!skip_island(rest)) {
            size_t end = find_tag_end(*rest);
            struct text whole = text_slice(*rest, 0, end == TEXT_NOT_FOUND ? 1 : end + 1);
            *rest = text_from(*rest, whole.length);
            if (whole.length > 2 && read_tag(whole, out)) {
                return true;
            }
        }
        at = text_find_char(*rest, '<');
    }
    *rest = text_from(*rest, rest->length);
    return false;
}

bool scan_root(struct text text, struct scan_tag *out)
{
    text_take_start(&text, TEXT("\xEF\xBB\xBF"));
    text = text_trim(text);
    return text_starts(text, TEXT("<")) && scan_take(&text, out) && !out->is_end;
}

bool scan_is(const struct scan_tag *tag, const char *name)
{
    size_t colon = text_find_char(tag->name, ':');
    struct text local = colon == TEXT_NOT_FOUND ? tag->name : text_from(tag->name, colon + 1);
    return text_equal_fold(local, text_of(name));
}

/* Take one attribute off the front of *rest. */
static bool take_attribute(struct text *rest, struct text *name, struct text *value)
{
    *rest = text_trim(*rest);
    size_t length = 0;
    while (length < rest->length && rest->at[length] != '=' && !text_is_blank(rest->at[length])) {
        length++;
    }
    *name = text_slice(*rest, 0, length);
    *rest = text_trim(text_from(*rest, length));
    *value = TEXT_NONE;
    if (!text_take_start(rest, TEXT("="))) {
        return name->length > 0;
    }
    *rest = text_trim(*rest);
    struct text quote = text_slice(*rest, 0, 1);
    if (quote.length > 0 && (quote.at[0] == '"' || quote.at[0] == '\'')) {
        struct text behind = text_from(*rest, 1);
        bool is_closed = text_take_until(&behind, quote.at[0], value);
        *rest = is_closed ? behind : TEXT("");
        return true;
    }
    return text_take_word(rest, value);
}

struct text scan_attribute(const struct scan_tag *tag, const char *name)
{
    struct text rest = tag->inside;
    struct text found;
    struct text value;
    while (take_attribute(&rest, &found, &value)) {
        if (text_equal_fold(found, text_of(name))) {
            return value;
        }
    }
    return TEXT_NONE;
}

struct text scan_element(struct text text, const struct scan_tag *start, bool *is_whole)
{
    size_t begin = (size_t)(start->whole.at - text.at);
    struct text rest = text_from(text, begin + start->whole.length);
    struct scan_tag tag;
    size_t depth = 1;
    *is_whole = start->is_empty;
    if (start->is_empty) {
        return start->whole;
    }
    while (scan_take(&rest, &tag)) {
        if (tag.is_empty || !text_equal_fold(tag.name, start->name)) {
            continue;
        }
        depth = tag.is_end ? depth - 1 : depth + 1;
        if (depth == 0) {
            *is_whole = true;
            return text_slice(text, begin,
                              (size_t)(tag.whole.at + tag.whole.length - text.at) - begin);
        }
    }
    return text_from(text, begin);
}

struct text scan_find(struct text text, const char *name, const char *attribute, const char *value)
{
    struct text rest = text;
    struct scan_tag tag;
    bool is_whole = false;
    while (scan_take(&rest, &tag)) {
        if (!tag.is_end && scan_is(&tag, name) &&
            (!attribute || text_equal_fold(scan_attribute(&tag, attribute), text_of(value)))) {
            return scan_element(text, &tag, &is_whole);
        }
    }
    return TEXT_NONE;
}
