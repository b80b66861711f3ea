/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A request of our own, made while another one is answered: what batches, the protocol for
 * assistants and other front ends are built from. It passes the same routes, checks and handlers
 * as a request from outside, with the rights of the one that it is made for.
 */

#include "chancery/http/exchange.h"

struct api;

struct inner_question {
    enum http_method method; /* GET or POST */
    struct text target;      /* "/v1/search?q=x", encoded */
    struct text body;        /* JSON, with a POST; else TEXT_NONE */
    size_t answer_bytes_max;
};

struct inner_answer {
    unsigned code;
    struct text content_type;
    struct text body; /* in the arena of the outer request */
};

/*
 * Answer question for outer.
 *
 * Errors:  STATUS_LIMIT      the answer is over answer_bytes_max
 *          STATUS_NO_MEMORY
 *          A refusal is no error: it is an answer with its code. A redirect is followed once.
 */
MUST_CHECK enum status inner_ask(const struct http_request *outer, struct api *api,
                                 const struct inner_question *question, struct inner_answer *out,
                                 struct error *error);

/* Add name=value to a target, after "?" or "&" as it needs; nothing when value is TEXT_NONE. */
void inner_add_parameter(struct buffer *target, struct text name, struct text value);
