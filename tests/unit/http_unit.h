/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Requests made by hand, for the tests of the room http. */

#include "chancery/http/server.h"
#include "unit.h"

static inline enum http_method method_called(const char *name)
{
    static const char *const names[] = {"GET", "HEAD", "POST", "OPTIONS"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            return (enum http_method)i;
        }
    }
    return HTTP_METHOD_OTHER;
}

static inline struct http_request request_for(struct arena *arena, const char *method,
                                              const char *target)
{
    struct text whole = text_of(target);
    return (struct http_request){
        .method = method_called(method),
        .method_name = text_of(method),
        .target = whole,
        .path = text_slice(whole, 0, text_find_char(whole, '?')),
        .arena = arena,
    };
}

static inline void add_header(struct http_request *request, const char *name, const char *value)
{
    struct http_pair *pair = LIST_ADD(request->arena, &request->headers);
    assert_non_null(pair);
    *pair = (struct http_pair){.name = text_of(name), .value = text_of(value)};
}

static inline void add_parameter(struct http_request *request, const char *name, const char *value)
{
    struct http_pair *pair = LIST_ADD(request->arena, &request->query);
    assert_non_null(pair);
    *pair = (struct http_pair){.name = text_of(name), .value = value ? text_of(value) : TEXT_NONE};
}

/* Whether the bytes of a body hold part. */
static inline bool holds(struct text whole, const char *part)
{
    return text_find(whole, text_of(part)) != TEXT_NOT_FOUND;
}
