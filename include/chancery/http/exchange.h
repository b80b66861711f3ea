/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * One request and the answer to it, free of any HTTP library.
 *
 * Handlers see these types only, so they can be called from a test without a socket. All of a
 * request lives in its arena and goes when the answer has been sent. Texts that were decoded keep
 * their lengths and are valid UTF-8 without NUL.
 */

#include <stdint.h>

#include "chancery/base/arena.h"
#include "chancery/base/buffer.h"
#include "chancery/base/list.h"
#include "chancery/http/format.h"

struct json_writer;

/* The most {name} parts in one route. */
#define HTTP_CAPTURES_MAX 4

/* About how much a stream makes at a time, in bytes. */
#define HTTP_PIECE_BYTES ((size_t)64 * 1024)

/* request->worker on a thread that is no worker: where immediate routes are answered. */
#define HTTP_WORKER_NONE ((size_t)-1)

enum http_method {
    HTTP_METHOD_GET,
    HTTP_METHOD_HEAD,
    HTTP_METHOD_POST,
    HTTP_METHOD_OPTIONS,
    HTTP_METHOD_OTHER,
};

struct http_pair {
    struct text name;
    struct text value; /* TEXT_NONE for "?name", empty for "?name=" */
    bool whole;        /* one value although it holds commas: it was an item of a JSON list */
};

struct http_pairs {
    LIST_OF(struct http_pair);
};

struct http_route;

struct http_request {
    enum http_method method; /* of the request; a handler for GET is called for HEAD too */
    struct text method_name; /* as sent */
    struct text target;      /* as sent: "/v1/documents/a%2Fb.json?q=x" */
    struct text path;        /* the part of target before "?", not decoded */
    struct text suffix;      /* of path: "json" when it named the format; else TEXT_NONE */
    struct http_pairs query; /* decoded, in the order sent; with a POST, then those of the body */
    struct http_pairs headers;
    struct text body;

    const struct http_route *route;
    struct text captures[HTTP_CAPTURES_MAX]; /* the {name} parts, decoded, in order */
    size_t capture_count;

    enum http_format format; /* the one chosen among the route's */
    enum http_coding coding; /* the one the client likes best */
    bool pretty;

    struct text id;     /* X-Request-Id: the client's, if it may be echoed, else ours */
    struct text origin; /* of a page that may read the answer; TEXT_NONE when not asked by one */
    bool is_local;      /* came over a unix socket, where Host says nothing */
    const void *caller; /* who asks, as the service's recognize found; NULL: nobody in particular */
    struct text caller_name; /* for the log; TEXT_NONE where keys play no part */
    size_t worker;           /* which worker answers, from 0, or HTTP_WORKER_NONE */
    struct arena *arena;

    void *document; /* what the service's decode made of a body; freed by document_free */
    void (*document_free)(void *document);
};

/* Header fields a handler may set; the names are fixed so that no input can make one. */
enum http_field {
    HTTP_FIELD_ALLOW,
    HTTP_FIELD_CONTENT_DISPOSITION,
    HTTP_FIELD_LAST_MODIFIED,
    HTTP_FIELD_LINK,
    HTTP_FIELD_LOCATION,
    HTTP_FIELD_RETRY_AFTER,
    HTTP_FIELD_WWW_AUTHENTICATE,
};

struct http_field_value {
    enum http_field field;
    struct text value;
};

struct http_fields {
    LIST_OF(struct http_field_value);
};

/* One piece of a stream being made. */
struct http_piece {
    struct buffer *out; /* add about HTTP_PIECE_BYTES here; adding nothing is allowed */
    size_t worker;      /* which worker asks; it may be another one each time */
    bool done;          /* to be set when this was the last piece */
};

/*
 * Make the next piece of an answer. A failure closes the connection before the end of the body,
 * so that the client knows it has not got everything; the error goes to the log.
 */
typedef enum status http_produce(void *state, struct http_piece *piece, struct error *error);

struct http_stream {
    http_produce *produce; /* NULL when there is no stream */
    void *state;           /* in the request's arena, or freed by free */
    void (*free)(void *state);
};

/*
 * What a handler fills in. It is zeroed before, but for code (200) and the limit of body. Of body,
 * fixed and stream one is used.
 */
struct http_response {
    unsigned code;
    struct text content_type; /* TEXT_NONE: that of request->format */
    struct buffer body;
    struct text fixed;         /* bytes that outlive the server, such as those of the program */
    struct http_stream stream; /* for answers of any size, in flat memory */
    struct http_fields fields;

    struct text generation;    /* of what was answered from, when it is not what the service said */
    struct text etag;          /* with its quotes, in place of the one made from generation */
    struct text cache_control; /* in place of "no-cache" */
    struct text content_policy; /* Content-Security-Policy, in place of the one for data */
    enum http_coding coded;     /* the coding that body or fixed already have */
    bool incompressible;        /* send the body as it is, whatever the client would like */
};

/*
 * Answer request into *response. context is the service's. A handler that refuses with a problem
 * of its own makes it with http_problem_answer and returns STATUS_OK.
 *
 * Errors:  any; the answer is then the problem that http_problem_of_status says, with the message
 *          as its detail where that is for the client (STATUS_INVALID, _NOT_FOUND, _LIMIT)
 */
typedef enum status http_handler(const struct http_request *request, struct http_response *response,
                                 void *context, struct error *error);

/* The value of a header, its name compared without case; TEXT_NONE when it was not sent. */
struct text http_request_header(const struct http_request *request, struct text name);

/*
 * The same for a header that holds a list, such as Accept: the values of all that were sent, with
 * commas between, in the request's arena.
 */
struct text http_request_header_list(const struct http_request *request, struct text name);

/* The first value of a query parameter; TEXT_NONE when it was not sent. */
struct text http_request_value(const struct http_request *request, struct text name);

/* A writer into the body of response, indenting when the request wants that. */
struct json_writer http_response_json(const struct http_request *request,
                                      struct http_response *response);

/* Add a header field. Its value is left out unless it is printable ASCII. */
void http_response_field(const struct http_request *request, struct http_response *response,
                         enum http_field field, struct text value);

/* Send the client to url (a path of ours, encoded): code is 303, 307 or 308. */
void http_response_redirect(const struct http_request *request, struct http_response *response,
                            unsigned code, struct text url);

/*
 * Answer with the problem that status stands for. What error says is told where it is for the
 * client; of a failure within, the log has it, and the client a name to find it by.
 */
void http_response_fail(const struct http_request *request, struct http_response *response,
                        enum status status, const struct error *error);

/* Free what response holds: body and stream. */
void http_response_clear(struct http_response *response);
