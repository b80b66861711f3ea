/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The table of routes, and how a request finds its own. Pure; no input or output.
 *
 * One table says everything about a path: who answers, which parameters and formats there are, and
 * what the documentation says. The OpenAPI document and the tests are made from it.
 *
 * A pattern is "/v1/documents/{id}/text". A {name} part takes one segment that is not empty, a
 * {name+} part one segment or more, so that ids with "/" work sent as they are; a pattern has at
 * most one such part. The path is split at "/" before it is decoded, so an escaped "%2F" never
 * splits. Of several routes that match, the one with most literal segments is taken, then the
 * first. The last segment may carry a format as a suffix (".csv"), unless the pattern has it or
 * the route answers bytes.
 */

#include "chancery/http/exchange.h"
#include "chancery/http/parameters.h"

/* The most segments in one path; a longer one is not found. */
#define HTTP_SEGMENTS_MAX 32

/* The most tables of parameters one route may join. */
#define HTTP_PARAMETER_TABLES_MAX 8

/* Methods of a route, as a set. HEAD and OPTIONS come with GET by themselves. */
enum http_route_methods {
    HTTP_ROUTE_GET = 1,
    HTTP_ROUTE_POST = 2,
};

enum http_route_traits {
    HTTP_ROUTE_IMMEDIATE = 1, /* never blocks: answered at once, also when all workers are busy */
    HTTP_ROUTE_UNCACHED = 2,  /* the answer does not follow from the generation: no ETag */
    HTTP_ROUTE_BYTES = 4,     /* the handler says the content type; formats are not negotiated */
    HTTP_ROUTE_HIDDEN = 8,    /* not in the OpenAPI document */
    HTTP_ROUTE_RAW_BODY = 64, /* the handler reads the body of a POST by itself */
    HTTP_ROUTE_PAGE = 16,   /* its HTML is a page that reads parameters of its own: any may come */
    HTTP_ROUTE_OPEN = 32,   /* answered without a key too */
    HTTP_ROUTE_LATER = 256, /* a POST may be answered with 202: taken, and done later */
    HTTP_ROUTE_FORM = 128,  /* a POST may be a form, whose fields are parameters */
};

struct http_route {
    unsigned methods; /* of enum http_route_methods */
    const char *pattern;
    http_handler *handle;
    /* In the order of the documentation; "format" and "pretty" belong to every route unsaid. */
    const struct http_parameters *parameters[HTTP_PARAMETER_TABLES_MAX];
    unsigned formats; /* HTTP_FORMAT_BIT()s; 0 is JSON only */
    enum http_format default_format;
    unsigned traits; /* of enum http_route_traits */

    /* For the OpenAPI document. */
    const char *operation; /* operationId, such as "listDocuments" */
    const char *tag;       /* the group it stands in */
    const char *summary;   /* one line */
    const char *description;
    const char *schema;    /* name of the schema of its JSON answer */
    const char *json_type; /* media type of that; NULL: application/json */
    const char *example;   /* a path with arguments that answers on the samples */
    /*
     * Of a POST: the name of the schema of its body, and a body that answers on the samples, as
     * JSON. NULL: the parameters as an object.
     */
    const char *body_schema;
    const char *body_example;
};

/* What finding a route came to. */
enum http_match {
    HTTP_MATCH_FOUND,
    HTTP_MATCH_NO_PATH,
    HTTP_MATCH_NO_METHOD, /* request->route is set all the same, for its methods */
    HTTP_MATCH_BAD_TEXT,  /* a captured part is not UTF-8 once decoded */
};

/*
 * Find the route for request->method and request->path; set route, captures, suffix and, when
 * there is a suffix, format.
 */
enum http_match http_route_find(const struct http_route *routes, size_t count,
                                struct http_request *request);

/* What Allow says for route, such as "GET, HEAD, OPTIONS". Static. */
struct text http_route_allow(const struct http_route *route);

/* The formats of route, with JSON for a route that lists none. */
unsigned http_route_formats(const struct http_route *route);

/* The pattern as OpenAPI writes it: "{id+}" becomes "{id}". TEXT_NONE when there is no memory. */
struct text http_route_template(const struct http_route *route, struct arena *arena);
