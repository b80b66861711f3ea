/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The header fields of an answer. */

#include "chancery/http/exchange.h"

struct header {
    const char *name;
    const char *value;
};

struct headers {
    LIST_OF(struct header);
};

/*
 * Add to *out every header that goes with response, in request's arena: those that it says, and
 * those of safety, caching, CORS and timing that all answers have. False when there is no memory
 * for one of them: an answer without it must not be sent.
 */
MUST_CHECK bool answer_headers_make(const struct http_request *request,
                                    const struct http_response *response, int64_t took_us,
                                    struct headers *out);
