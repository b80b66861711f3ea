/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What is done to every answer once its handler is through, or before it is asked at all. */

#include "chancery/http/exchange.h"
#include "chancery/http/problem.h"

/*
 * Whether the client holds the answer for generation already; *response is then a 304 and the
 * handler need not be asked.
 */
MUST_CHECK bool finish_is_unchanged(const struct http_request *request,
                                    struct http_response *response, struct text generation);

/*
 * Make what a handler left ready to be sent: a problem if it failed with status, else its entity
 * tag, 304 where the client has it, the last newline, the coding.
 */
void finish_response(const struct http_request *request, struct http_response *response,
                     struct text generation, enum status status, const struct error *error);

/*
 * When memory ran short on this thread since the answer was begun, it is not to be trusted,
 * whoever noticed: it becomes a 503.
 */
void finish_short_of_memory(const struct http_request *request, struct http_response *response);
