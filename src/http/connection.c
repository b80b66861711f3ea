/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <sys/socket.h>

#include "answer_headers.h"
#include "chancery/base/clock.h"
#include "chancery/base/log.h"
#include "chancery/base/shortage.h"
#include "connection.h"
#include "counts.h"
#include "gate.h"
#include "service.h"
#include "sieve.h"

/*
 * What is read and thrown away of a body that nobody wants, so that the client, which may read only
 * when all is sent, gets its answer. Of longer ones we hang up.
 */
#define DRAIN_BYTES_MAX ((size_t)32 * 1024 * 1024)

enum phase {
    PHASE_HEADERS, /* the first line is there */
    PHASE_BODY,    /* bytes of the body are kept */
    PHASE_DRAIN,   /* the answer is ready; bytes of the body are thrown away */
    PHASE_WORKER,  /* a worker has it, and the connection is suspended */
    PHASE_SENT,    /* the answer was handed to the library */
};

/*
 * A connection. The library ends some requests without a word, such as one whose arguments it has
 * no room for; what they leave behind is found here when the connection closes.
 */
struct line {
    struct watched_line watched;
    struct sieve *sieve;
    uint64_t request_count;
    struct exchange *exchange; /* the one in hand, or NULL */
    bool is_local;             /* a unix socket */
};

struct exchange {
    struct job job; /* first, so that a job is its exchange */
    struct http_server *server;
    struct MHD_Connection *connection;
    struct line *line;
    struct arena *arena;
    struct http_request request;
    struct http_response response;
    struct buffer body;
    enum phase phase;
    bool closes; /* the connection, behind the answer */
    size_t drained_bytes;
    int64_t began_us;
    int64_t took_us;

    /* A stream: what has been made and not yet sent. */
    struct buffer piece;
    size_t piece_sent;
    bool piece_last;
    bool failed;
    uint64_t sent_bytes;
};

static void count_active(struct http_server *server, bool more)
{
    COUNT_ADD(server->service.counts, active, more ? 1 : -1);
    (void)pthread_mutex_lock(&server->mutex);
    server->active = more ? server->active + 1 : server->active - 1;
    if (server->active == 0) {
        (void)pthread_cond_broadcast(&server->idle);
    }
    (void)pthread_mutex_unlock(&server->mutex);
}

static struct exchange *exchange_free(struct exchange *exchange)
{
    if (exchange) {
        if (exchange->request.document_free) {
            exchange->request.document_free(exchange->request.document);
        }
        http_response_clear(&exchange->response);
        buffer_clear(&exchange->body);
        buffer_clear(&exchange->piece);
        (void)arena_free(exchange->arena);
        free(exchange);
    }
    return NULL;
}

static size_t limit_of(size_t set, size_t preset)
{
    return set ? set : preset;
}

static struct exchange *exchange_new(struct http_server *server, struct text target)
{
    const struct http_limits *limits = &server->service.limits;
    struct exchange *exchange = calloc(1, sizeof(*exchange));
    if (!exchange) {
        return NULL;
    }
    exchange->arena = arena_new(limit_of(limits->memory_bytes, HTTP_MEMORY_BYTES));
    if (!exchange->arena) {
        return exchange_free(exchange);
    }
    /* One byte more than allowed is enough to see that it is too long. */
    size_t most = limit_of(limits->target_bytes, HTTP_TARGET_BYTES) + 1;
    exchange->server = server;
    exchange->began_us = clock_monotonic_us();
    exchange->body = BUFFER_UP_TO(gate_body_most(&server->service));
    exchange->response = http_response_new(&server->service);
    exchange->request.arena = exchange->arena;
    exchange->request.worker = HTTP_WORKER_NONE;
    exchange->request.target = arena_text(exchange->arena, text_slice(target, 0, most));
    return exchange;
}

/* The exchange is over. NULL is allowed. */
static void end_exchange(struct exchange *exchange)
{
    if (exchange) {
        struct http_server *server = exchange->server;
        exchange->line->exchange = NULL;
        (void)exchange_free(exchange);
        count_active(server, false);
    }
}

static void line_free(struct http_server *server, struct line *line)
{
    if (line) {
        watchdog_remove(server->watchdog, &line->watched);
        end_exchange(line->exchange);
        (void)sieve_free(line->sieve);
        free(line);
    }
}

/* NULL, which closes the connection, when there is no memory. */
static struct line *line_new(struct http_server *server, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *file =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const union MHD_ConnectionInfo *address =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct line *line = file ? calloc(1, sizeof(*line)) : NULL;
    if (!line) {
        return NULL;
    }
    line->sieve = sieve_new(file->connect_fd, &server->service.limits);
    if (!line->sieve) {
        free(line);
        return NULL;
    }
    line->is_local = address && address->client_addr && address->client_addr->sa_family == AF_UNIX;
    watchdog_add(server->watchdog, &line->watched, file->connect_fd, line->sieve);
    return line;
}

void connection_changes(void *closure, struct MHD_Connection *connection, void **state,
                        enum MHD_ConnectionNotificationCode what)
{
    struct http_server *server = closure;
    switch (what) {
    case MHD_CONNECTION_NOTIFY_STARTED:
        *state = line_new(server, connection);
        return;
    case MHD_CONNECTION_NOTIFY_CLOSED:
        line_free(server, *state);
        *state = NULL;
        return;
    }
}

static struct line *line_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

void *connection_begins(void *closure, const char *target, struct MHD_Connection *connection)
{
    struct http_server *server = closure;
    struct line *line = line_of(connection);
    struct exchange *exchange = line ? exchange_new(server, text_of(target)) : NULL;
    if (exchange) {
        end_exchange(line->exchange);
        line->exchange = exchange;
        exchange->line = line;
        exchange->connection = connection;
        exchange->request.is_local = line->is_local;
        line->request_count++;
        count_active(server, true);
    }
    return exchange;
}

static enum MHD_Result keep_header(void *closure, enum MHD_ValueKind kind, const char *name,
                                   size_t name_length, const char *value, size_t value_length)
{
    struct exchange *exchange = closure;
    struct http_pair *header = LIST_ADD(exchange->arena, &exchange->request.headers);
    (void)kind;
    if (!header) {
        return MHD_NO;
    }
    /* The library keeps these bytes until the request ends. */
    *header = (struct http_pair){
        .name = {name, name_length},
        .value = {value ? value : "", value ? value_length : 0},
    };
    return MHD_YES;
}

/* Make the next piece of the stream; on a worker. */
static void make_piece(struct exchange *exchange, size_t worker)
{
    struct http_piece piece = {.out = &exchange->piece, .worker = worker};
    struct error error = ERROR_NONE;
    enum status status = STATUS_UNAVAILABLE;
    buffer_clear(&exchange->piece);
    exchange->piece_sent = 0;
    (void)shortage_take();
    if (!atomic_load(&exchange->server->aborting)) {
        status = exchange->response.stream.produce(exchange->response.stream.state, &piece, &error);
    }
    if (!status && shortage_is_noted()) {
        status = error_set(&error, STATUS_NO_MEMORY, "no memory for a piece");
    }
    if (!status) {
        status = buffer_status(&exchange->piece);
    }
    exchange->piece_last = piece.done;
    exchange->failed = status != STATUS_OK;
    if (exchange->failed) {
        log_event(LOG_ERROR, "stream_failed",
                  (struct log_field[]){LOG_TEXT("id", exchange->request.id),
                                       LOG_TEXT("status", text_of(status_name(status))),
                                       LOG_TEXT("message", text_of(error.message)), LOG_END});
    }
}

static void run_piece(struct job *job, size_t worker)
{
    struct exchange *exchange = (struct exchange *)job;
    make_piece(exchange, worker);
    MHD_resume_connection(exchange->connection);
}

/* MHD_ContentReaderCallback: hand out what there is, or have more made. */
static ssize_t read_stream(void *closure, uint64_t position, char *out, size_t most)
{
    struct exchange *exchange = closure;
    (void)position;
    if (exchange->failed) {
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    struct text left = text_from(buffer_text(&exchange->piece), exchange->piece_sent);
    if (left.length > 0) {
        struct text now = text_slice(left, 0, most);
        memcpy(out, now.at, now.length);
        exchange->piece_sent += now.length;
        exchange->sent_bytes += now.length;
        return (ssize_t)now.length;
    }
    if (exchange->piece_last) {
        return MHD_CONTENT_READER_END_OF_STREAM;
    }
    /* Suspended first: the worker may be done, and resume, before submit returns. */
    exchange->job.run = run_piece;
    MHD_suspend_connection(exchange->connection);
    if (!workers_submit(exchange->server->workers, &exchange->job, true)) {
        exchange->failed = true;
        MHD_resume_connection(exchange->connection);
    }
    return 0;
}

static void free_nothing(void *closure)
{
    (void)closure;
}

/* Wrap the body for the library, which takes over what is in a buffer. */
static struct MHD_Response *wrap_body(struct exchange *exchange)
{
    struct http_response *response = &exchange->response;
    if (response->stream.produce) {
        exchange->piece = response->body;
        response->body = BUFFER_UP_TO(0);
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, HTTP_PIECE_BYTES, read_stream,
                                                 exchange, free_nothing);
    }
    if (response->fixed.at) {
        exchange->sent_bytes = response->fixed.length;
        /* The library takes a pointer to bytes it may not change but does not say so. */
        union {
            const char *at;
            void *given;
        } fixed = {.at = response->fixed.at};
        return MHD_create_response_from_buffer(response->fixed.length, fixed.given,
                                               MHD_RESPMEM_PERSISTENT);
    }
    static char nothing[1];
    exchange->sent_bytes = response->body.length;
    if (!response->body.bytes) {
        return MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
    }
    struct MHD_Response *wrapped = MHD_create_response_from_buffer(
        response->body.length, response->body.bytes, MHD_RESPMEM_MUST_FREE);
    if (wrapped) {
        response->body.bytes = NULL;
    }
    return wrapped;
}

/* Hand the answer to the library. MHD_NO closes the connection. */
static enum MHD_Result send_answer(struct exchange *exchange)
{
    struct http_response *response = &exchange->response;
    struct headers headers = {.items = NULL};
    bool is_head = exchange->request.method == HTTP_METHOD_HEAD;
    bool is_stream = response->stream.produce != NULL;
    exchange->took_us = clock_monotonic_us() - exchange->began_us;
    exchange->phase = PHASE_SENT;
    struct MHD_Response *wrapped =
        answer_headers_make(&exchange->request, response, exchange->took_us, &headers)
            ? wrap_body(exchange)
            : NULL;
    if (!wrapped) {
        return MHD_NO;
    }
    enum MHD_Result result = MHD_YES;
    for (size_t i = 0; i < headers.count && result == MHD_YES; i++) {
        result = MHD_add_response_header(wrapped, headers.items[i].name, headers.items[i].value);
    }
    if ((is_head && is_stream) || exchange->closes) {
        /* The library ends a HEAD of unknown length with a last chunk, which is no part of it. */
        result = MHD_add_response_header(wrapped, "Connection", "close");
    }
    if (result == MHD_YES) {
        result = MHD_queue_response(exchange->connection, response->code, wrapped);
    }
    MHD_destroy_response(wrapped);
    return result;
}

static void run_request(struct job *job, size_t worker)
{
    struct exchange *exchange = (struct exchange *)job;
    exchange->request.worker = worker;
    if (atomic_load(&exchange->server->aborting)) {
        (void)http_problem_say(&exchange->request, &exchange->response, HTTP_PROBLEM_UNAVAILABLE,
                               "The server is stopping.");
    } else {
        http_service_run(&exchange->server->service, &exchange->request, &exchange->response);
    }
    MHD_resume_connection(exchange->connection);
}

/* The body was not framed as it should be; what follows it is no request. */
static enum MHD_Result answer_bad_body(struct exchange *exchange)
{
    exchange->closes = true;
    (void)http_problem_say(&exchange->request, &exchange->response, HTTP_PROBLEM_BAD_REQUEST, "%s",
                           sieve_verdict(exchange->line->sieve).detail);
    return send_answer(exchange);
}

/* All of the request is there: answer it here, or have a worker answer. */
static enum MHD_Result answer(struct exchange *exchange)
{
    struct http_server *server = exchange->server;
    exchange->request.body = buffer_text(&exchange->body);
    if (exchange->request.route->traits & HTTP_ROUTE_IMMEDIATE) {
        http_service_run(&server->service, &exchange->request, &exchange->response);
        return send_answer(exchange);
    }
    exchange->phase = PHASE_WORKER;
    exchange->job.run = run_request;
    MHD_suspend_connection(exchange->connection);
    if (!workers_submit(server->workers, &exchange->job, false)) {
        COUNT_ADD(server->service.counts, overloaded, 1);
        (void)http_problem_say(&exchange->request, &exchange->response, HTTP_PROBLEM_OVERLOADED,
                               "Too many requests are waiting; try again.");
        MHD_resume_connection(exchange->connection);
    }
    return MHD_YES;
}

/* Whether the body of a refused request is read to its end before the refusal is sent. */
static bool is_drained(const struct http_request *request)
{
    /* A client that expects something waits for our word before it sends the body. */
    return gate_body_declared(request) <= (int64_t)DRAIN_BYTES_MAX &&
           !http_request_header(request, TEXT("Expect")).at;
}

/* The sieve refused what stood here, and put another request in its place. */
static enum MHD_Result answer_refused(struct exchange *exchange)
{
    struct http_request *request = &exchange->request;
    struct head_verdict verdict = sieve_verdict(exchange->line->sieve);
    request->target = sieve_target(exchange->line->sieve);
    request->path = text_slice(request->target, 0, text_find_char(request->target, '?'));
    request->method_name = TEXT("-");
    gate_name_request(request);
    (void)http_problem_say(request, &exchange->response,
                           verdict.is_bad ? verdict.kind : HTTP_PROBLEM_BAD_REQUEST, "%s",
                           verdict.is_bad ? verdict.detail : "The URL is not one.");
    return send_answer(exchange);
}

/* The headers are there. What is answered in this call closes the connection. */
static enum MHD_Result take_headers(struct exchange *exchange, const char *method,
                                    const char *version)
{
    struct http_service *service = &exchange->server->service;
    struct http_request *request = &exchange->request;
    if (text_starts(request->target, TEXT(SIEVE_TARGET))) {
        return answer_refused(exchange);
    }
    request->method_name = text_of(method);
    request->path = text_slice(request->target, 0, text_find_char(request->target, '?'));
    (void)MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, keep_header, exchange);
    if (arena_failed(exchange->arena)) {
        /* A header that was not kept could not be checked. */
        return MHD_NO;
    }
    if (atomic_load(&exchange->server->stopping)) {
        (void)http_problem_say(request, &exchange->response, HTTP_PROBLEM_UNAVAILABLE,
                               "The server is stopping.");
        return send_answer(exchange);
    }
    bool passed = gate_pass(service, text_of(version), request, &exchange->response);
    if (!passed &&
        exchange->response.code != http_problem_entry(HTTP_PROBLEM_BODY_TOO_LARGE)->status) {
        return send_answer(exchange);
    }
    if (passed && http_service_admit(service, request, &exchange->response)) {
        exchange->phase = PHASE_BODY;
        return MHD_YES;
    }
    exchange->phase = PHASE_DRAIN;
    return is_drained(request) ? MHD_YES : send_answer(exchange);
}

static enum MHD_Result take_body(struct exchange *exchange, struct text bytes)
{
    if (exchange->phase == PHASE_DRAIN) {
        exchange->drained_bytes += bytes.length;
        return exchange->drained_bytes > DRAIN_BYTES_MAX ? MHD_NO : MHD_YES;
    }
    buffer_add(&exchange->body, bytes);
    if (buffer_status(&exchange->body)) {
        /* Nothing can be sent while the body comes, so the rest of it is thrown away first. */
        (void)http_problem_say(&exchange->request, &exchange->response, HTTP_PROBLEM_BODY_TOO_LARGE,
                               "A body may have %zu bytes.",
                               gate_body_most(&exchange->server->service));
        exchange->phase = PHASE_DRAIN;
    }
    return MHD_YES;
}

static void watch(struct exchange *exchange, enum watchdog_stage stage)
{
    watchdog_set(exchange->server->watchdog, &exchange->line->watched, stage);
}

enum MHD_Result connection_continues(void *state, const char *method, const char *version,
                                     struct text upload)
{
    struct exchange *exchange = state;
    if (!exchange) {
        return MHD_NO;
    }
    if (exchange->phase == PHASE_HEADERS) {
        watch(exchange, WATCHDOG_BODY);
        return take_headers(exchange, method, version);
    }
    if (upload.length > 0) {
        return take_body(exchange, upload);
    }
    watch(exchange, WATCHDOG_ANSWER);
    bool is_body = exchange->phase == PHASE_BODY || exchange->phase == PHASE_DRAIN;
    if (is_body && sieve_body_is_bad(exchange->line->sieve, exchange->line->request_count)) {
        return answer_bad_body(exchange);
    }
    return exchange->phase == PHASE_BODY ? answer(exchange) : send_answer(exchange);
}

void connection_ends(void *closure, struct MHD_Connection *connection, void **state,
                     enum MHD_RequestTerminationCode how)
{
    struct exchange *exchange = *state;
    (void)closure;
    (void)connection;
    if (!exchange) {
        return;
    }
    const struct http_request *request = &exchange->request;
    if (exchange->phase != PHASE_HEADERS) {
        counts_answer(exchange->server->service.counts, exchange->response.code, exchange->took_us,
                      exchange->sent_bytes);
        log_event(how == MHD_REQUEST_TERMINATED_COMPLETED_OK ? LOG_INFO : LOG_WARNING, "request",
                  (struct log_field[]){
                      LOG_TEXT("method", request->method_name), LOG_TEXT("path", request->path),
                      LOG_NUMBER("status", exchange->response.code),
                      LOG_NUMBER("took_us", exchange->took_us),
                      LOG_NUMBER("bytes", (int64_t)exchange->sent_bytes),
                      LOG_TEXT("key", request->caller_name.at ? request->caller_name : TEXT("")),
                      LOG_TEXT("id", request->id), LOG_END});
    }
    *state = NULL;
    watch(exchange, WATCHDOG_NEXT);
    end_exchange(exchange);
}
