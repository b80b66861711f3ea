/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The paths and the JSON of /v1: what a library answers over HTTP.
 */

#include "chancery/api/keys.h"
#include "chancery/http/server.h"
#include "chancery/ingest/library.h"
#include "chancery/model/facts.h"
#include "chancery/search/search.h"

/* What /version says. */
#define API_PROGRAM_NAME "chancery"

/* The most documents on one page of JSON, and how many when nobody says. */
#define API_LIMIT_MAX     1000
#define API_LIMIT_DEFAULT 20

/* How long finding may take for one answer, in milliseconds, when nobody says. */
#define API_FIND_MS 10000

/* Seconds after which a client that came during the first load should ask again. */
#define API_RETRY_SECONDS "2"

/* What handlers are given. */
struct api {
    struct library *library; /* outlives the server */
    const char *version;     /* of the program */
    enum confidence bar;     /* facts below it are told only to those who ask for them */

    /* Who may ask; NULL: everybody. views holds a library for each ceiling. */
    const struct api_keys *keys;
    struct library *views[API_CEILINGS_MAX];

    /* Begin a load soon, without waiting for it. NULL: nothing is ever loaded. Threads: any. */
    void (*reload)(void *context);
    void *reload_context;

    struct http_counts counts; /* for /metrics */
    struct search_limits limits;

    struct text page;        /* for a browser at "/"; TEXT_NONE: a list of links */
    struct text page_policy; /* its Content-Security-Policy */
};

/* The service over api, which must live until the server stopped. Access and limits are unset. */
struct http_service api_service(struct api *api);
