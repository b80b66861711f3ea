/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/router.h"
#include "chancery/http/url.h"

struct segments {
    struct text items[HTTP_SEGMENTS_MAX];
    size_t count;
};

/* Split "/a/b" at its slashes. False when path does not begin with one or has too many. */
static bool split(struct text path, struct segments *out)
{
    out->count = 0;
    while (text_take_start(&path, TEXT("/"))) {
        if (out->count == HTTP_SEGMENTS_MAX) {
            return false;
        }
        size_t end = text_find_char(path, '/');
        out->items[out->count++] = text_slice(path, 0, end);
        path = text_from(path, end);
    }
    return path.length == 0;
}

enum part {
    PART_LITERAL,
    PART_ONE,  /* {name} */
    PART_MORE, /* {name+} */
};

static enum part part_of(struct text wanted)
{
    if (!text_starts(wanted, TEXT("{"))) {
        return PART_LITERAL;
    }
    return text_ends(wanted, TEXT("+}")) ? PART_MORE : PART_ONE;
}

/* A path laid beside a pattern. */
struct attempt {
    const struct segments *path;
    bool has_formats;
    struct text raw[HTTP_CAPTURES_MAX]; /* not decoded */
    size_t raw_count;
    size_t literal_count;
    struct text suffix; /* with its point */
    enum http_format format;
};

/* Take ".csv" off the end of *segment when it names a format. */
static void take_suffix(struct text *segment, struct attempt *attempt)
{
    if (!attempt->has_formats) {
        return;
    }
    for (size_t at = segment->length; at > 1; at--) {
        if (segment->at[at - 1] != '.') {
            continue;
        }
        if (http_format_find(text_from(*segment, at), &attempt->format)) {
            attempt->suffix = text_from(*segment, at);
            *segment = text_slice(*segment, 0, at - 1);
        }
        return;
    }
}

static bool take_literal(struct text wanted, struct text given, bool last, struct attempt *attempt)
{
    attempt->literal_count++;
    if (!text_equal(wanted, given) && last) {
        take_suffix(&given, attempt);
    }
    return text_equal(wanted, given);
}

/* width segments of the path from at on are one captured part. */
static bool take_part(struct attempt *attempt, size_t at, size_t width)
{
    struct text first = attempt->path->items[at];
    struct text end = attempt->path->items[at + width - 1];
    if (at + width == attempt->path->count) {
        take_suffix(&end, attempt);
    }
    size_t length = (size_t)(end.at + end.length - first.at);
    if (length == 0 || attempt->raw_count == HTTP_CAPTURES_MAX) {
        return false;
    }
    attempt->raw[attempt->raw_count++] = (struct text){first.at, length};
    return true;
}

static bool lay_beside(const struct segments *pattern, struct attempt *attempt)
{
    size_t at = 0;
    for (size_t i = 0; i < pattern->count; i++) {
        struct text wanted = pattern->items[i];
        size_t wanted_after = pattern->count - i - 1;
        if (at + wanted_after >= attempt->path->count) {
            return false;
        }
        enum part part = part_of(wanted);
        if (part == PART_LITERAL) {
            bool last = at + 1 == attempt->path->count;
            if (!take_literal(wanted, attempt->path->items[at++], last, attempt)) {
                return false;
            }
            continue;
        }
        size_t width = part == PART_MORE ? attempt->path->count - at - wanted_after : 1;
        if (!take_part(attempt, at, width)) {
            return false;
        }
        at += width;
    }
    return at == attempt->path->count;
}

static bool takes_method(const struct http_route *route, enum http_method method)
{
    switch (method) {
    case HTTP_METHOD_GET:
    case HTTP_METHOD_HEAD:
        return route->methods & HTTP_ROUTE_GET;
    case HTTP_METHOD_POST:
        return route->methods & HTTP_ROUTE_POST;
    case HTTP_METHOD_OPTIONS:
        return true;
    case HTTP_METHOD_OTHER:
        break;
    }
    return false;
}

static enum http_match take_over(const struct attempt *best, struct http_request *request)
{
    request->suffix = best->suffix;
    request->format = best->suffix.at ? best->format : request->route->default_format;
    request->capture_count = 0;
    for (size_t i = 0; i < best->raw_count; i++) {
        struct text *out = &request->captures[request->capture_count++];
        if (http_url_decode(best->raw[i], false, request->arena, out) != HTTP_DECODED_OK) {
            return HTTP_MATCH_BAD_TEXT;
        }
    }
    return takes_method(request->route, request->method) ? HTTP_MATCH_FOUND : HTTP_MATCH_NO_METHOD;
}

enum http_match http_route_find(const struct http_route *routes, size_t count,
                                struct http_request *request)
{
    struct segments path;
    struct attempt best = {.path = NULL};
    request->route = NULL;
    if (!split(request->path, &path)) {
        return HTTP_MATCH_NO_PATH;
    }
    for (size_t i = 0; i < count; i++) {
        struct segments pattern;
        struct attempt attempt = {
            .path = &path,
            .has_formats = !(routes[i].traits & HTTP_ROUTE_BYTES),
        };
        if (!split(text_of(routes[i].pattern), &pattern) || !lay_beside(&pattern, &attempt)) {
            continue;
        }
        if (!request->route || attempt.literal_count > best.literal_count) {
            best = attempt;
            request->route = &routes[i];
        }
    }
    return request->route ? take_over(&best, request) : HTTP_MATCH_NO_PATH;
}

struct text http_route_allow(const struct http_route *route)
{
    bool get = route->methods & HTTP_ROUTE_GET;
    bool post = route->methods & HTTP_ROUTE_POST;
    if (get && post) {
        return TEXT("GET, HEAD, POST, OPTIONS");
    }
    return get ? TEXT("GET, HEAD, OPTIONS") : TEXT("POST, OPTIONS");
}

unsigned http_route_formats(const struct http_route *route)
{
    return route->formats ? route->formats : HTTP_FORMAT_BIT(JSON);
}

struct text http_route_template(const struct http_route *route, struct arena *arena)
{
    struct text pattern = text_of(route->pattern);
    size_t plus = text_find(pattern, TEXT("+}"));
    if (plus == TEXT_NOT_FOUND) {
        return pattern;
    }
    struct text behind = text_from(pattern, plus + 1);
    return arena_format(arena, "%.*s%.*s", TEXT_ARGUMENTS(text_slice(pattern, 0, plus)),
                        TEXT_ARGUMENTS(behind));
}
