/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/url.h"
#include "chancery/base/utf8.h"

/* A URL we make is never longer than what was asked and its escapes. */
#define URL_BYTES ((size_t)64 * 1024)

static bool is_unreserved(char c)
{
    return text_is_letter(c) || text_is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* Letters that may also stand as they are, which keeps filters and ids readable. */
static const char plain_in_path[] = ":@,";
static const char plain_in_query[] = ":@,/*";

static bool is_among(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static void add_escaped(struct buffer *buffer, struct text text, const char *plain, bool plus)
{
    size_t start = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (is_unreserved(c) || is_among(c, plain)) {
            continue;
        }
        buffer_add(buffer, text_slice(text, start, i - start));
        start = i + 1;
        if (c == ' ' && plus) {
            buffer_add(buffer, TEXT("+"));
        } else {
            buffer_add_format(buffer, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
    buffer_add(buffer, text_from(text, start));
}

void http_url_add_segment(struct buffer *buffer, struct text text)
{
    add_escaped(buffer, text, plain_in_path, false);
}

void http_url_add_value(struct buffer *buffer, struct text text)
{
    add_escaped(buffer, text, plain_in_query, true);
}

/* Whether the parameter name is replaced or taken out by changes. */
static bool is_changed(struct text name, const struct http_change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!changes[i].add && text_equal(name, changes[i].name)) {
            return true;
        }
    }
    return false;
}

static void add_pair(struct buffer *url, struct text name, struct text value, char *mark)
{
    buffer_add(url, (struct text){mark, 1});
    *mark = '&';
    http_url_add_value(url, name);
    if (value.at) {
        buffer_add(url, TEXT("="));
        http_url_add_value(url, value);
    }
}

struct text http_url_at(const struct http_request *request, struct text path,
                        const struct http_change *changes, size_t count)
{
    AUTO_BUFFER url = BUFFER_UP_TO(URL_BYTES);
    char mark = '?';
    buffer_add(&url, path);
    for (size_t i = 0; i < request->query.count; i++) {
        const struct http_pair *pair = &request->query.items[i];
        if (!is_changed(pair->name, changes, count)) {
            add_pair(&url, pair->name, pair->value, &mark);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (changes[i].value.at) {
            add_pair(&url, changes[i].name, changes[i].value, &mark);
        }
    }
    if (buffer_status(&url)) {
        return TEXT_NONE;
    }
    return arena_text(request->arena, buffer_text(&url));
}

struct text http_url_changed(const struct http_request *request, const struct http_change *changes,
                             size_t count)
{
    return http_url_at(request, request->path, changes, count);
}

static int hex_value(char c)
{
    if (text_is_digit(c)) {
        return c - '0';
    }
    char lower = text_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Take one byte, escaped or not, off the front of *rest. False when its escape is broken. */
static bool take_byte(struct text *rest, bool in_query, char *out)
{
    char c = rest->at[0];
    if (c != '%') {
        *out = (char)(c == '+' && in_query ? ' ' : c);
        *rest = text_from(*rest, 1);
        return true;
    }
    int high = rest->length > 2 ? hex_value(rest->at[1]) : -1;
    int low = rest->length > 2 ? hex_value(rest->at[2]) : -1;
    if (high < 0 || low < 0) {
        return false;
    }
    *out = (char)(high * 16 + low);
    *rest = text_from(*rest, 3);
    return true;
}

enum http_decoded http_url_decode(struct text raw, bool in_query, struct arena *arena,
                                  struct text *out)
{
    char *bytes = arena_take(arena, raw.length + 1);
    if (!bytes) {
        return HTTP_DECODED_NO_MEMORY;
    }
    size_t length = 0;
    while (raw.length > 0) {
        if (!take_byte(&raw, in_query, &bytes[length])) {
            return HTTP_DECODED_BAD_ESCAPE;
        }
        if (bytes[length++] == '\0') {
            return HTTP_DECODED_BAD_TEXT;
        }
    }
    struct text decoded = {bytes, length};
    if (utf8_find_invalid(decoded) != TEXT_NOT_FOUND) {
        return HTTP_DECODED_BAD_TEXT;
    }
    *out = decoded;
    return HTTP_DECODED_OK;
}
