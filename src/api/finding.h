/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * From parameters to hits: the one way in which any answer over a set of documents begins.
 */

#include "chancery/search/query_parser.h"

#include "list_parameters.h"
#include "view.h"

struct finding {
    struct list_parameters parameters;
    struct parsed_query query;
    struct text understood; /* the query as it was read, printed */
    struct search_request request;
    struct search_hits *hits;
};

/*
 * Read the parameters of the request (those of its POST body included), understand the query, and
 * find. False when the request was refused, with the problem as the answer.
 */
MUST_CHECK bool finding_make(struct finding *finding, struct view *view, enum search_unit unit,
                             const struct http_request *request, struct http_response *response);

/*
 * Hold the present generation in view, then find documents in it. False when the request was
 * answered: there is no generation yet, or the question was refused.
 */
MUST_CHECK bool finding_open(struct finding *finding, struct view *view, struct api *api,
                             const struct http_request *request, struct http_response *response);

/* The same, with the registry of the generation filled in. */
MUST_CHECK bool finding_open_registered(struct finding *finding, struct view *view, struct api *api,
                                        const struct http_request *request,
                                        struct http_response *response);

/* Write "query": what was asked, what was understood, repairs, filters, sort. */
void finding_write_query(const struct finding *finding, const struct http_request *request,
                         struct json_writer *json);

/* Answer the problem that a failed status of search is. Always STATUS_OK. */
enum status finding_refuse(enum status status, const struct error *error,
                           const struct http_request *request, struct http_response *response);
