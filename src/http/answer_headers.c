/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "answer_headers.h"
#include "chancery/base/array.h"
#include "chancery/http/router.h"

/* How long a browser may keep the answer to a preflight, in seconds. */
#define PREFLIGHT_SECONDS "600"

/* On every answer, refusals included. */
static const struct header fixed_headers[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};

static const char data_policy[] = "default-src 'none'; frame-ancestors 'none'";

static const char *const field_names[] = {
    [HTTP_FIELD_ALLOW] = "Allow",
    [HTTP_FIELD_CONTENT_DISPOSITION] = "Content-Disposition",
    [HTTP_FIELD_LAST_MODIFIED] = "Last-Modified",
    [HTTP_FIELD_LINK] = "Link",
    [HTTP_FIELD_LOCATION] = "Location",
    [HTTP_FIELD_RETRY_AFTER] = "Retry-After",
    [HTTP_FIELD_WWW_AUTHENTICATE] = "WWW-Authenticate",
};

static const char *const coding_names[] = {
    [HTTP_CODING_IDENTITY] = NULL,
    [HTTP_CODING_GZIP] = "gzip",
    [HTTP_CODING_ZSTD] = "zstd",
};

struct making {
    struct arena *arena;
    struct headers *out;
    bool is_short;
};

static void add(struct making *making, const char *name, const char *value)
{
    struct header *header = value ? LIST_ADD(making->arena, making->out) : NULL;
    if (header) {
        *header = (struct header){name, value};
    }
    making->is_short = making->is_short || (value && !header);
}

static void add_text(struct making *making, const char *name, struct text value)
{
    if (value.at) {
        const char *copy = arena_copy(making->arena, value);
        add(making, name, copy);
        making->is_short = making->is_short || !copy;
    }
}

static void add_cors(struct making *making, const struct http_request *request)
{
    if (!request->origin.at) {
        add(making, "Cross-Origin-Resource-Policy", "same-origin");
        return;
    }
    add(making, "Cross-Origin-Resource-Policy", "cross-origin");
    add_text(making, "Access-Control-Allow-Origin", request->origin);
    add(making, "Access-Control-Expose-Headers", "ETag, Link, X-Request-Id, Retry-After");
    if (request->method == HTTP_METHOD_OPTIONS && request->route &&
        http_request_header(request, TEXT("Access-Control-Request-Method")).at) {
        add_text(making, "Access-Control-Allow-Methods", http_route_allow(request->route));
        add(making, "Access-Control-Allow-Headers",
            "Accept, Authorization, Content-Type, If-None-Match, X-Request-Id");
        add(making, "Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
}

static bool has_content(const struct http_response *response)
{
    return response->body.length > 0 || response->fixed.length > 0 || response->stream.produce;
}

bool answer_headers_make(const struct http_request *request, const struct http_response *response,
                         int64_t took_us, struct headers *out)
{
    struct making making = {.arena = request->arena, .out = out};
    for (size_t i = 0; i < COUNT_OF(fixed_headers); i++) {
        add(&making, fixed_headers[i].name, fixed_headers[i].value);
    }
    /* With a key the answer is for its holder alone, and no cache between may keep it. */
    bool is_private = request->caller_name.at || response->code == 401;
    add(&making, "Vary",
        is_private ? "Accept, Accept-Encoding, Authorization, Origin"
                   : "Accept, Accept-Encoding, Origin");
    add_cors(&making, request);
    add_text(&making, "Content-Security-Policy",
             response->content_policy.at ? response->content_policy : text_of(data_policy));
    /* A table without rows has its type too. */
    if (has_content(response) || response->code == 200) {
        add_text(&making, "Content-Type", response->content_type);
    }
    add(&making, "Content-Encoding", coding_names[response->coded]);
    add_text(&making, "ETag", response->etag);
    struct text preset = is_private ? TEXT("private, no-cache") : TEXT("no-cache");
    preset = response->code >= 400 ? TEXT("no-store") : preset;
    add_text(&making, "Cache-Control",
             response->cache_control.at && !is_private ? response->cache_control : preset);
    for (size_t i = 0; i < response->fields.count; i++) {
        const struct http_field_value *field = &response->fields.items[i];
        add_text(&making, field_names[field->field], field->value);
    }
    add_text(&making, "Server-Timing",
             arena_format(request->arena, "total;dur=%" PRId64 ".%03" PRId64, took_us / 1000,
                          took_us % 1000));
    add_text(&making, "X-Request-Id", request->id);
    return !making.is_short;
}
