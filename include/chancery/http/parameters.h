/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads the parameters of a request into a plain struct, as tables say.
 *
 *     struct list_query { struct text q; int64_t limit; struct http_filters filters; };
 *     static const struct http_parameter list_items[] = {
 *         {.name = "q", .kind = HTTP_PARAMETER_TEXT, .offset = offsetof(struct list_query, q),
 *          .summary = "What to search for."},
 *         {.name = "limit", .kind = HTTP_PARAMETER_INTEGER, .least = 0, .most = 1000,
 *          .offset = offsetof(struct list_query, limit), .preset = "20"},
 *         {.name = "tag", .kind = HTTP_PARAMETER_FILTER,
 *          .offset = offsetof(struct list_query, filters)},
 *     };
 *     static const struct http_parameters list_parameters = HTTP_PARAMETERS(list_items);
 *
 * A field that is not in the request keeps the value it had, so defaults are set beforehand; preset
 * only documents them. Pairs come from the query of the URL and, for a POST, from its body. All
 * mistakes of a request are reported together.
 */

#include <stdint.h>

#include "chancery/base/array.h"
#include "chancery/base/list.h"
#include "chancery/http/exchange.h"
#include "chancery/http/problem.h"

/* The most bytes in a value whose parameter sets no limit of its own. */
#define HTTP_VALUE_BYTES_MAX 8192

/* The most pairs read from one request, those of its body included. */
#define HTTP_PAIRS_MAX 1024

/* The most mistakes reported of one request. */
#define HTTP_MISTAKES_MAX 32

enum http_parameter_kind {
    HTTP_PARAMETER_TEXT,    /* fills a struct text */
    HTTP_PARAMETER_INTEGER, /* fills an int64_t */
    HTTP_PARAMETER_FLAG,    /* fills a bool: 1 0 true false yes no, or the name alone */
    HTTP_PARAMETER_WORD,    /* fills a size_t: which of words it is, from 0 */
    HTTP_PARAMETER_LIST,    /* fills a struct texts; commas and repetition add to it */
    HTTP_PARAMETER_FILTER,  /* adds to a struct http_filters; see below */
};

enum http_parameter_traits {
    HTTP_WORDS_NEGATED = 1, /* words may have a "-" before them: -date */
    HTTP_WORDS_COUNTED = 2, /* words may have a number behind them: tag:5 */
};

struct http_parameter {
    const char *name;
    enum http_parameter_kind kind;
    size_t offset;            /* of the field, in the struct being filled */
    int64_t least;            /* an INTEGER itself; else the bytes of one value */
    int64_t most;             /* the same; 0 is HTTP_VALUE_BYTES_MAX, but for an INTEGER */
    const char *const *words; /* ended by NULL; no other value is taken. NULL: any */
    bool (*accepts)(struct text value); /* NULL: any. Asked for each value of a list or filter */
    unsigned traits;                    /* of enum http_parameter_traits */
    /*
     * Of a FILTER: what may stand behind its name and a point, ended by NULL, as "overlaps" in
     * date.overlaps. NULL: nothing.
     */
    const char *const *endings;

    /* For the error messages and the OpenAPI document. */
    const char *expects; /* what a good value looks like: "a date such as 2007-02, or a range" */
    const char *preset;  /* the default, as it would be written */
    const char *summary;
    const char *example;
};

/* A table of parameters: how many there are, and where. */
struct http_parameters {
    const struct http_parameter *items;
    size_t count;
};

#define HTTP_PARAMETERS(array)   \
    {                            \
        (array), COUNT_OF(array) \
    }

/*
 * One value of a filter. A "-" before the name negates it, commas and repetition make several.
 * "*" stands for any value and is always accepted.
 */
struct http_filter {
    const struct http_parameter *parameter;
    struct text ending; /* TEXT_NONE when the name stood alone */
    struct text value;
    bool negated;
};

struct http_filters {
    LIST_OF(struct http_filter);
};

/*
 * Fill *out from request->query as the tables of request->route say. Texts are borrowed from the
 * request, lists live in its arena. "format" and "pretty" are passed over: they are read before.
 *
 * Errors:  STATUS_INVALID    *problem says what is wrong; *out may be partly filled
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status http_parameters_read(const struct http_request *request, void *out,
                                            struct http_problem *problem);

/*
 * The same for a handler: false when the request was refused or there was no memory, with the
 * problem as the answer, and the handler has nothing left to do but return STATUS_OK.
 */
MUST_CHECK bool http_parameters_take(const struct http_request *request,
                                     struct http_response *response, void *out);
