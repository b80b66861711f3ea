/* SPDX-License-Identifier: Apache-2.0 */
#include "query_string.h"

/* Take up to the next "&", or the rest. False when nothing is left. */
static bool take_pair(struct text *rest, struct text *pair)
{
    if (rest->length == 0) {
        return false;
    }
    if (!text_take_until(rest, '&', pair)) {
        *pair = *rest;
        *rest = text_from(*rest, rest->length);
    }
    return true;
}

static enum http_decoded read_pair(struct text raw, struct arena *arena, struct http_pairs *out)
{
    struct text name = raw;
    struct text value = TEXT_NONE;
    struct text rest = raw;
    if (text_take_until(&rest, '=', &name)) {
        value = rest;
    }
    struct http_pair pair = {.value = TEXT_NONE};
    enum http_decoded decoded = http_url_decode(name, true, arena, &pair.name);
    if (!decoded && value.at) {
        decoded = http_url_decode(value, true, arena, &pair.value);
    }
    if (decoded) {
        return decoded;
    }
    struct http_pair *kept = LIST_ADD(arena, out);
    if (!kept) {
        return HTTP_DECODED_NO_MEMORY;
    }
    *kept = pair;
    return HTTP_DECODED_OK;
}

enum http_decoded http_query_read(struct text raw, struct arena *arena, struct http_pairs *out)
{
    struct text pair;
    while (take_pair(&raw, &pair)) {
        if (pair.length == 0) {
            continue;
        }
        enum http_decoded decoded = read_pair(pair, arena, out);
        if (decoded) {
            return decoded;
        }
    }
    return HTTP_DECODED_OK;
}

size_t http_query_count(struct text raw)
{
    size_t count = raw.length > 0;
    for (size_t i = 0; i < raw.length; i++) {
        count += raw.at[i] == '&';
    }
    return count;
}
