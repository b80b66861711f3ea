/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "chancery/base/digest.h"
#include "etag.h"

#define CANONICAL_BYTES ((size_t)1024 * 1024)

/* Written between the parts of what is digested; no part holds it. */
#define MARK "\0"

static void add_part(struct buffer *canonical, struct text part)
{
    buffer_add(canonical, part);
    buffer_add(canonical, TEXT(MARK));
}

/* The pairs of request but for format, stably sorted by name. Few: an insertion sort will do. */
static void sort_pairs(const struct http_request *request, struct http_pairs *out)
{
    for (size_t i = 0; i < request->query.count; i++) {
        struct http_pair pair = request->query.items[i];
        if (text_equal(pair.name, TEXT("format")) || !LIST_ADD(request->arena, out)) {
            continue;
        }
        size_t at = out->count - 1;
        while (at > 0 && text_compare(out->items[at - 1].name, pair.name) > 0) {
            out->items[at] = out->items[at - 1];
            at--;
        }
        out->items[at] = pair;
    }
}

struct text http_etag_make(const struct http_request *request, struct text generation,
                           enum http_coding coding)
{
    AUTO_BUFFER canonical = BUFFER_UP_TO(CANONICAL_BYTES);
    struct http_pairs pairs = {.items = NULL};
    size_t suffix = request->suffix.at ? request->suffix.length + 1 : 0;
    sort_pairs(request, &pairs);
    add_part(&canonical, generation);
    add_part(&canonical, text_slice(request->path, 0, request->path.length - suffix));
    add_part(&canonical, http_format_name(request->format));
    buffer_add_format(&canonical, "%d", (int)coding);
    for (size_t i = 0; i < pairs.count; i++) {
        add_part(&canonical, TEXT("&"));
        add_part(&canonical, pairs.items[i].name);
        add_part(&canonical, pairs.items[i].value.at ? TEXT("=") : TEXT(""));
        add_part(&canonical, pairs.items[i].value);
    }
    if (buffer_status(&canonical)) {
        return TEXT_NONE;
    }
    return arena_format(request->arena, "\"%016" PRIx64 "\"", digest_fast(buffer_text(&canonical)));
}

bool http_etag_listed(struct text if_none_match, struct text tag)
{
    struct text rest = if_none_match;
    struct text opaque;
    struct text between;
    if (tag.length < 2) {
        return false;
    }
    /* A tag holds no quotes, so every second quote ends one. */
    while (text_take_until(&rest, '"', &between) && text_take_until(&rest, '"', &opaque)) {
        if (text_equal(opaque, text_slice(tag, 1, tag.length - 2))) {
            return true;
        }
    }
    return false;
}

bool http_etag_any(struct text if_none_match)
{
    return text_equal(text_trim(if_none_match), TEXT("*"));
}
