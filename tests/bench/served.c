/* SPDX-License-Identifier: Apache-2.0 */
#include <time.h>

#include "chancery/api/api.h"
#include "chancery/http/url.h"

#include "child.h"
#include "client.h"
#include "measure.h"
#include "served.h"
#include "threads.h"

#define ROUNDS_COUNT 5

#define TARGET_BYTES_MAX  ((size_t)4 * 1024)
#define TARGETS_BYTES_MAX ((size_t)64 * 1024 * 1024)
#define ANSWER_BYTES_MAX  ((size_t)64 * 1024 * 1024)

/* How often a server that still loads is asked again, and how long is waited before. */
#define READY_TRIES_COUNT 600
#define READY_WAIT_NS     100000000L

/* What is asked of both. */
struct asked {
    struct texts targets;  /* of the program itself */
    struct texts requests; /* of the server: the same with what HTTP wants around */
};

static void add_parameter(struct buffer *target, const char *name, struct text value)
{
    buffer_add_format(target, "&%s=", name);
    http_url_add_value(target, value);
}

static void add_days(struct buffer *target, struct calendar_interval days)
{
    struct calendar_date first = calendar_date_of(days.first_day);
    struct calendar_date last = calendar_date_of(days.last_day);
    buffer_add_format(target, "&date=%04d-%02d-%02d..%04d-%02d-%02d", (int)first.year,
                      (int)first.month, (int)first.day, (int)last.year, (int)last.month,
                      (int)last.day);
}

/* The target that asks a question: a page of ten, passages for those that want them alone. */
static void write_target(const struct question *question, struct buffer *out)
{
    bool wants_passages = question->class == QUESTION_SNIPPETS;
    buffer_add_format(out, "/v1/search?limit=%d&passages=%d", SIDE_PAGE_COUNT, wants_passages);
    add_parameter(out, "q", question->q);
    if (question->class == QUESTION_TERM_DATE) {
        add_days(out, question->days);
    } else if (question->class == QUESTION_TERM_TAG) {
        add_parameter(out, "tag", question->tag);
    } else if (question->class == QUESTION_FACETS) {
        buffer_add(out, TEXT("&facets=tag:10,station:10,classification:10,to:10,info:10"));
    }
}

/* Histograms are no part of /v1/search and left out. */
static enum status write_asked(const struct questions *questions, unsigned port,
                               struct arena *arena, struct asked *out, struct error *error)
{
    for (size_t i = 0; i < questions->count; i++) {
        AUTO_BUFFER target = BUFFER_UP_TO(TARGET_BYTES_MAX);
        AUTO_BUFFER request = BUFFER_UP_TO(TARGET_BYTES_MAX);
        if (questions->items[i].class == QUESTION_HISTOGRAM) {
            continue;
        }
        write_target(&questions->items[i], &target);
        buffer_add_format(&request, "GET %.*s HTTP/1.1\r\nHost: localhost:%u\r\n\r\n",
                          TEXT_ARGUMENTS(buffer_text(&target)), port);
        texts_add(arena, &out->targets, arena_text(arena, buffer_text(&target)));
        texts_add(arena, &out->requests, arena_text(arena, buffer_text(&request)));
    }
    return arena_failed(arena) ? error_set(error, STATUS_NO_MEMORY, "no memory for requests")
                               : STATUS_OK;
}

/* ---- in this program ------------------------------------------------------------------------ */

struct answering {
    struct http_service service;
    const struct texts *targets;
};

/* Make a stream into bytes. */
static enum status drain(struct http_response *response, size_t worker, struct error *error)
{
    struct http_piece piece = {.out = &response->body, .worker = worker};
    enum status status = STATUS_OK;
    while (response->stream.produce && !piece.done && !status) {
        status = response->stream.produce(response->stream.state, &piece, error);
        response->body.length = 0;
    }
    return status;
}

static enum status answer_within(void *context, size_t thread, size_t which, struct error *error)
{
    const struct answering *answering = context;
    AUTO_ARENA arena = arena_new(HTTP_MEMORY_BYTES);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for an answer");
    }
    struct text target = answering->targets->items[which];
    struct http_request request = {
        .method = HTTP_METHOD_GET,
        .method_name = TEXT("GET"),
        .target = target,
        .path = text_slice(target, 0, text_find_char(target, '?')),
        .worker = thread,
        .arena = arena,
    };
    struct http_response response = {.body = BUFFER_UP_TO(ANSWER_BYTES_MAX)};
    http_service_answer(&answering->service, &request, &response);
    enum status status = drain(&response, thread, error);
    if (!status && response.code != 200) {
        status = error_set(error, STATUS_UNAVAILABLE, "%.*s answers %u", TEXT_ARGUMENTS(target),
                           response.code);
    }
    http_response_clear(&response);
    return status;
}

/* ---- both ----------------------------------------------------------------------------------- */

/* Ask until the server has loaded, so that nothing of its start is measured. */
static enum status wait_until_ready(const struct child *child, const struct texts *requests,
                                    struct error *error)
{
    static const struct timespec wait = {.tv_nsec = READY_WAIT_NS};
    struct texts one = *requests;
    one.count = 1;
    enum status status = STATUS_UNAVAILABLE;
    for (size_t i = 0; i < READY_TRIES_COUNT && status == STATUS_UNAVAILABLE; i++) {
        struct client_round round;
        status = client_ask(child->port, &one, 1, &round, error);
        if (status) {
            (void)nanosleep(&wait, NULL);
        }
    }
    return status;
}

static int64_t better(int64_t best_ns, int64_t took_ns)
{
    return best_ns == 0 || took_ns < best_ns ? took_ns : best_ns;
}

static enum status measure_both(struct answering *answering, const struct child *child,
                                const struct asked *asked, struct report_served *out,
                                struct error *error)
{
    struct threads_work work = {asked->targets.count, answer_within, answering};
    int64_t took_ns = 0;
    enum status status = threads_perform(&work, 1, THREADS_AT_ONCE, &took_ns, error);
    size_t passes = threads_passes(took_ns);
    out->asked = asked->targets.count * passes * THREADS_AT_ONCE;
    for (size_t i = 0; i < ROUNDS_COUNT && !status; i++) {
        struct client_round round = {0};
        int64_t within_us = measure_processor_us();
        status = threads_perform(&work, passes, THREADS_AT_ONCE, &took_ns, error);
        out->within_worked_us += measure_processor_us() - within_us;
        out->within_ns = better(out->within_ns, took_ns);
        int64_t served_us = child_processor_us(child);
        status = status ? status
                        : client_ask(child->port, &asked->requests, passes * THREADS_AT_ONCE,
                                     &round, error);
        out->served_worked_us += child_processor_us(child) - served_us;
        out->served_ns = better(out->served_ns, round.took_ns);
        out->received_bytes = round.received_bytes;
    }
    return status;
}

enum status served_measure(struct library *library, const struct served_options *options,
                           const struct questions *questions, struct report_served *out,
                           struct error *error)
{
    AUTO_ARENA arena = arena_new(TARGETS_BYTES_MAX);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for requests");
    }
    struct asked asked = {0};
    struct child child = {0};
    struct api api = {.library = library, .version = "bench", .bar = FACTS_BAR_DEFAULT};
    struct answering answering = {api_service(&api), &asked.targets};
    enum status status =
        child_start(options->program, options->store_path, options->config_folder, &child, error);
    status = status ? status : write_asked(questions, child.port, arena, &asked, error);
    if (!status && asked.targets.count > 0) {
        status = wait_until_ready(&child, &asked.requests, error);
        status = status ? status : measure_both(&answering, &child, &asked, out, error);
    }
    child_stop(&child);
    return status;
}
