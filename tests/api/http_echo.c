/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A server with toy routes, for test_http.py: it prints its address, serves until SIGTERM, and
 * ends with 0.
 */

#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "chancery/base/json_writer.h"
#include "chancery/http/server.h"
#include "chancery/http/url.h"

/* The most of what a route makes up. */
#define ROWS_MAX  10000000
#define BYTES_MAX (64 * 1024 * 1024)

struct toy_query {
    struct text q;
    int64_t limit;
    int64_t rows;
    int64_t bytes;
    int64_t ms;
    bool fail;
    size_t sort;
    struct texts fields;
    struct http_filters filters;
};

static const char *const sorts[] = {"relevance", "date", "-date", NULL};
static const char *const fields[] = {"id", "date", "title", NULL};
static const char *const endings[] = {"overlaps", NULL};

#define FIELD(name) offsetof(struct toy_query, name)

static const struct http_parameter echo_items[] = {
    {.name = "q", .kind = HTTP_PARAMETER_TEXT, .offset = FIELD(q), .most = 100000},
    {.name = "limit",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = FIELD(limit),
     .least = 0,
     .most = 1000},
    {.name = "sort", .kind = HTTP_PARAMETER_WORD, .offset = FIELD(sort), .words = sorts},
    {.name = "fields",
     .kind = HTTP_PARAMETER_LIST,
     .offset = FIELD(fields),
     .words = fields,
     .traits = HTTP_WORDS_NEGATED},
    {.name = "tag", .kind = HTTP_PARAMETER_FILTER, .offset = FIELD(filters)},
    {.name = "date", .kind = HTTP_PARAMETER_FILTER, .offset = FIELD(filters), .endings = endings},
};
static const struct http_parameters echo_parameters = HTTP_PARAMETERS(echo_items);

static const struct http_parameter made_items[] = {
    {.name = "rows", .kind = HTTP_PARAMETER_INTEGER, .offset = FIELD(rows), .most = ROWS_MAX},
    {.name = "bytes", .kind = HTTP_PARAMETER_INTEGER, .offset = FIELD(bytes), .most = BYTES_MAX},
    {.name = "ms", .kind = HTTP_PARAMETER_INTEGER, .offset = FIELD(ms), .most = 10000},
    {.name = "fail", .kind = HTTP_PARAMETER_FLAG, .offset = FIELD(fail)},
};
static const struct http_parameters made_parameters = HTTP_PARAMETERS(made_items);

static void write_filters(struct json_writer *json, const struct http_filters *filters)
{
    json_key(json, TEXT("filters"));
    json_list_open(json);
    for (size_t i = 0; i < filters->count; i++) {
        const struct http_filter *filter = &filters->items[i];
        json_object_open(json);
        json_key_text(json, TEXT("name"), text_of(filter->parameter->name));
        json_key_text(json, TEXT("ending"), filter->ending);
        json_key_text(json, TEXT("value"), filter->value);
        json_key_bool(json, TEXT("negated"), filter->negated);
        json_object_close(json);
    }
    json_list_close(json);
}

static enum status echo(const struct http_request *request, struct http_response *response,
                        void *context, struct error *error)
{
    struct toy_query query = {.limit = 20};
    (void)context;
    (void)error;
    if (!http_parameters_take(request, response, &query)) {
        return STATUS_OK;
    }
    if (request->format == HTTP_FORMAT_CSV) {
        buffer_add(&response->body, TEXT("q\r\n"));
        return STATUS_OK;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("q"), query.q);
    json_key_integer(&json, TEXT("limit"), query.limit);
    json_key_text(&json, TEXT("sort"), text_of(sorts[query.sort]));
    write_filters(&json, &query.filters);
    json_object_close(&json);
    return STATUS_OK;
}

static enum status document(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    (void)context;
    if (text_equal(request->captures[0], TEXT("nowhere"))) {
        return error_set(error, STATUS_NOT_FOUND, "there is no document nowhere");
    }
    if (text_equal(request->captures[0], TEXT("old"))) {
        struct text url = http_url_at(request, TEXT("/v1/documents/new"), NULL, 0);
        http_response_redirect(request, response, 308, url);
        return STATUS_OK;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("id"), request->captures[0]);
    json_object_close(&json);
    return STATUS_OK;
}

static enum status document_text(const struct http_request *request, struct http_response *response,
                                 void *context, struct error *error)
{
    (void)context;
    (void)error;
    buffer_add(&response->body, request->captures[0]);
    return STATUS_OK;
}

struct rows {
    int64_t next;
    int64_t count;
    bool fail;
};

static enum status make_rows(void *state, struct http_piece *piece, struct error *error)
{
    struct rows *rows = state;
    if (rows->fail && rows->next * 2 > rows->count) {
        return error_set(error, STATUS_IO, "the toy is broken");
    }
    while (rows->next < rows->count && piece->out->length < HTTP_PIECE_BYTES) {
        buffer_add_format(piece->out, "{\"row\":%" PRId64 "}\n", rows->next++);
    }
    piece->done = rows->next == rows->count;
    return STATUS_OK;
}

static enum status stream(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    struct toy_query query = {.rows = 10};
    (void)context;
    if (!http_parameters_take(request, response, &query)) {
        return STATUS_OK;
    }
    struct rows *rows = arena_take(request->arena, sizeof(*rows));
    if (!rows) {
        return error_set(error, STATUS_NO_MEMORY, "no memory");
    }
    *rows = (struct rows){.count = query.rows, .fail = query.fail};
    response->stream = (struct http_stream){.produce = make_rows, .state = rows};
    return STATUS_OK;
}

static enum status slow(const struct http_request *request, struct http_response *response,
                        void *context, struct error *error)
{
    struct toy_query query = {.ms = 10};
    (void)context;
    (void)error;
    if (!http_parameters_take(request, response, &query)) {
        return STATUS_OK;
    }
    const struct timespec pause = {query.ms / 1000, query.ms % 1000 * 1000000};
    (void)nanosleep(&pause, NULL);
    buffer_add(&response->body, TEXT("{\"slept\":true}"));
    return STATUS_OK;
}

static enum status big(const struct http_request *request, struct http_response *response,
                       void *context, struct error *error)
{
    struct toy_query query = {.bytes = 100000};
    (void)context;
    (void)error;
    if (!http_parameters_take(request, response, &query)) {
        return STATUS_OK;
    }
    while ((int64_t)response->body.length < query.bytes) {
        buffer_add(&response->body, TEXT("[\"0123456789abcdef\"]\n"));
    }
    return STATUS_OK;
}

static enum status broken(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    (void)request;
    (void)context;
    buffer_add(&response->body, TEXT("half an answer"));
    return error_set(error, STATUS_IO, "sqlite3 lost src/secret.c");
}

static enum status health(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    (void)request;
    (void)context;
    (void)error;
    buffer_add(&response->body, TEXT("{\"ok\":true}"));
    return STATUS_OK;
}

static enum status source(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    (void)request;
    (void)context;
    (void)error;
    response->content_type = TEXT("application/octet-stream");
    response->fixed = TEXT("\x01\x02\x03");
    return STATUS_OK;
}

#define JSON   HTTP_FORMAT_BIT(JSON)
#define CSV    HTTP_FORMAT_BIT(CSV)
#define NDJSON HTTP_FORMAT_BIT(NDJSON)

static const struct http_route routes[] = {
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/echo",
     .handle = echo,
     .parameters = {&echo_parameters},
     .formats = JSON | CSV},
    {.methods = HTTP_ROUTE_GET, .pattern = "/v1/documents/{id+}", .handle = document},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/text",
     .handle = document_text,
     .formats = HTTP_FORMAT_BIT(TXT),
     .default_format = HTTP_FORMAT_TXT},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/stream",
     .handle = stream,
     .parameters = {&made_parameters},
     .formats = NDJSON,
     .default_format = HTTP_FORMAT_NDJSON},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/slow",
     .handle = slow,
     .parameters = {&made_parameters}},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/big",
     .handle = big,
     .parameters = {&made_parameters}},
    {.methods = HTTP_ROUTE_GET, .pattern = "/v1/broken", .handle = broken},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/healthz",
     .handle = health,
     .traits = HTTP_ROUTE_IMMEDIATE | HTTP_ROUTE_UNCACHED},
    {.methods = HTTP_ROUTE_GET, .pattern = "/source", .handle = source, .traits = HTTP_ROUTE_BYTES},
};

static struct text generation(const struct http_request *request, void *context)
{
    (void)request;
    (void)context;
    return TEXT("7");
}

/* A toy, too: the whole body is q. */
static enum status decode(struct http_request *request, void *context, struct http_problem *problem)
{
    (void)context;
    (void)problem;
    struct http_pair *pair = LIST_ADD(request->arena, &request->query);
    if (pair) {
        *pair = (struct http_pair){.name = TEXT("q"), .value = request->body, .whole = true};
    }
    return STATUS_OK;
}

int main(void)
{
    static const char *const hosts[] = {"archive.test"};
    static const char *const origins[] = {"https://app.example"};
    const struct http_server_options options = {
        .service =
            {.routes = routes,
             .route_count = COUNT_OF(routes),
             .generation = generation,
             .decode = decode,
             .access = {.hosts = hosts, .host_count = 1, .origins = origins, .origin_count = 1}},
        .worker_count = 2,
        .queue_count = 4,
        .idle_seconds = 3,
        .header_seconds = 1,
        .body_seconds = 2,
        .stop_seconds = 3,
    };
    struct http_server *server = NULL;
    struct error error = ERROR_NONE;
    sigset_t signals;
    int caught = 0;
    (void)signal(SIGPIPE, SIG_IGN);
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
    if (http_server_start(&options, &server, &error)) {
        (void)fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    (void)printf("http://127.0.0.1:%u\n", (unsigned)http_server_port(server));
    (void)fflush(stdout);
    (void)sigwait(&signals, &caught);
    (void)http_server_stop(server);
    return 0;
}
