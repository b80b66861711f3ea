/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Refusals, as RFC 9457 has them: application/problem+json.
 *
 *     {"type": "/docs/problems#unknown-parameter", "title": "Unknown parameter", "status": 400,
 *      "code": "unknown_parameter", "detail": "There is no parameter 'x' on /v1/search.",
 *      "instance": "/v1/search?x=1", "errors": [{"parameter": "x", ...}]}
 *
 * One table holds every kind; the documentation is made from it.
 */

#include "chancery/base/list.h"
#include "chancery/http/exchange.h"

enum http_problem_kind {
    HTTP_PROBLEM_BAD_REQUEST,
    HTTP_PROBLEM_UNKNOWN_PARAMETER,
    HTTP_PROBLEM_REPEATED_PARAMETER,
    HTTP_PROBLEM_INVALID_PARAMETER,
    HTTP_PROBLEM_TOO_MANY_PARAMETERS,
    HTTP_PROBLEM_INVALID_BODY,
    HTTP_PROBLEM_UNAUTHORIZED,
    HTTP_PROBLEM_FORBIDDEN,
    HTTP_PROBLEM_ORIGIN_REFUSED,
    HTTP_PROBLEM_NOT_FOUND,
    HTTP_PROBLEM_METHOD_NOT_ALLOWED,
    HTTP_PROBLEM_NOT_ACCEPTABLE,
    HTTP_PROBLEM_TIMEOUT,
    HTTP_PROBLEM_STALE_CURSOR,
    HTTP_PROBLEM_BODY_TOO_LARGE,
    HTTP_PROBLEM_TARGET_TOO_LONG,
    HTTP_PROBLEM_UNSUPPORTED_MEDIA_TYPE,
    HTTP_PROBLEM_MISDIRECTED_REQUEST,
    HTTP_PROBLEM_INVALID_QUERY,
    HTTP_PROBLEM_LIMIT_EXCEEDED,
    HTTP_PROBLEM_HEADERS_TOO_LARGE,
    HTTP_PROBLEM_INTERNAL_ERROR,
    HTTP_PROBLEM_OVERLOADED,
    HTTP_PROBLEM_UNAVAILABLE,
    HTTP_PROBLEM_DEADLINE_EXCEEDED,
    HTTP_PROBLEM_VERSION_NOT_SUPPORTED,
};

#define HTTP_PROBLEM_COUNT 26

struct http_problem_entry {
    const char *code;  /* "unknown_parameter"; with hyphens, the anchor in the documentation */
    const char *title; /* "Unknown parameter" */
    unsigned status;
};

/* One of errors[]. Members that are TEXT_NONE or empty lists are left out. */
struct http_mistake {
    enum http_problem_kind kind;
    struct text parameter;
    struct text detail;
    struct text did_you_mean;
    struct texts allowed;
};

struct http_mistakes {
    LIST_OF(struct http_mistake);
};

/* A member beyond the standard ones, its value in JSON already. */
struct http_member {
    struct text name;
    struct text json;
};

struct http_members {
    LIST_OF(struct http_member);
};

struct http_problem {
    enum http_problem_kind kind;
    struct text detail; /* a sentence, or TEXT_NONE for the title alone */
    struct http_mistakes mistakes;
    struct http_members members;
};

/* What the table says of kind. Static; never NULL. */
const struct http_problem_entry *http_problem_entry(enum http_problem_kind kind);

/* The kind of problem that a failed status is to a client. */
enum http_problem_kind http_problem_of_status(enum status status);

/*
 * Make problem the answer, in place of all that response held. Allow and Retry-After that are set
 * stay. Always STATUS_OK, so that a handler may end with it.
 */
enum status http_problem_answer(const struct http_problem *problem,
                                const struct http_request *request, struct http_response *response);

/* The same for a problem that is a kind and a sentence. */
enum status http_problem_say(const struct http_request *request, struct http_response *response,
                             enum http_problem_kind kind, const char *format, ...)
    PRINTF_LIKE(4, 5);

/*
 * The word among words nearest to word by edits (a letter more, less, other, or two swapped),
 * without case; TEXT_NONE when none is near enough to be meant.
 *
 * Cost:    the product of the lengths, for each word; words over 64 bytes are passed over.
 */
struct text http_nearest(struct text word, const struct texts *words);
