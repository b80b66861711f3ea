/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * One generation, held while one request is answered from it: every part of an answer comes from
 * the same state of the store.
 */

#include "chancery/api/api.h"
#include "chancery/base/json_writer.h"
#include "chancery/search/search.h"

#include "knowledge.h"

struct view {
    struct generation *generation;
    struct store_reader *reader; /* of the generation */
    const struct vocabulary *vocabulary;
    struct search_source source;
    struct search_limits limits;
    const struct registry *registry;   /* NULL before view_register */
    const struct search_filter *scope; /* that every finding is within; NULL: none */
    enum confidence bar;               /* of facts, when the request does not say */
    struct knowledge_source known;     /* empty before view_know, as the next */
    struct search_knowledge knowledge;
};

/*
 * Hold the present generation for a request. False when there is none yet; the answer is then 503
 * with Retry-After, and the handler has nothing left to do but return STATUS_OK.
 */
MUST_CHECK bool view_open(struct view *view, struct api *api, const struct http_request *request,
                          struct http_response *response);

/* Fill in registry. False when that failed, with the problem as the answer. */
MUST_CHECK bool view_register(struct view *view, const struct http_request *request,
                              struct http_response *response);

/*
 * Let whatever is found from now on know all names of whom a query names, and who says what. The
 * view must stay where it is. False as view_register.
 */
MUST_CHECK bool view_know(struct view *view, const struct http_request *request,
                          struct http_response *response);

/* The library that whoever asks may read; never NULL. */
struct library *api_library(const struct api *api, const struct http_request *request);

/* Give it back. An empty view is allowed. */
void view_close(struct view *view);

#define AUTO_VIEW __attribute__((cleanup(view_close))) struct view

/*
 * What entity tags are made of: answers change with the documents, with the number of the
 * generation, which many of them tell, and with the program that answers. In arena.
 */
struct text api_generation_tag(const struct api *api, const struct generation *generation,
                               struct arena *arena);

/* Write "store": {"generation": …, "documents": …}. */
void view_write_store(const struct view *view, struct json_writer *json);
