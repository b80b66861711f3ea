/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "chancery/base/clock.h"
#include "chancery/base/digest.h"
#include "chancery/base/log.h"
#include "chancery/base/shortage.h"
#include "chancery/http/router.h"
#include "compress.h"
#include "etag.h"
#include "finish.h"

#define OUT_OF_MEMORY "Out of memory; try again."

static bool is_read(const struct http_request *request)
{
    return request->method == HTTP_METHOD_GET || request->method == HTTP_METHOD_HEAD;
}

static struct text if_none_match(const struct http_request *request)
{
    return is_read(request) ? http_request_header_list(request, TEXT("If-None-Match")) : TEXT_NONE;
}

static void make_unchanged(struct http_response *response, struct text etag)
{
    http_response_clear(response);
    response->code = 304;
    response->etag = etag;
}

bool finish_is_unchanged(const struct http_request *request, struct http_response *response,
                         struct text generation)
{
    struct text sent = if_none_match(request);
    if (!generation.at || !sent.at) {
        return false;
    }
    /* A small answer is not encoded, so the client may hold it plain although it likes gzip. */
    const enum http_coding codings[] = {request->coding, HTTP_CODING_IDENTITY};
    for (size_t i = 0; i < 2; i++) {
        struct text etag = http_etag_make(request, generation, codings[i]);
        if (http_etag_listed(sent, etag)) {
            make_unchanged(response, etag);
            return true;
        }
    }
    return false;
}

/* A name under which a failure can be found in the log; it tells a stranger nothing. */
static struct text incident_of(const struct http_request *request)
{
    int64_t now = clock_monotonic_us();
    struct text moment =
        arena_format(request->arena, "%" PRId64 " %.*s", now, TEXT_ARGUMENTS(request->id));
    return arena_format(request->arena, "%016" PRIx64, digest_fast(moment));
}

void http_response_fail(const struct http_request *request, struct http_response *response,
                        enum status status, const struct error *error)
{
    enum http_problem_kind kind = http_problem_of_status(status);
    if (kind != HTTP_PROBLEM_INTERNAL_ERROR) {
        bool for_client = kind != HTTP_PROBLEM_UNAVAILABLE || status == STATUS_UNAVAILABLE;
        (void)http_problem_say(request, response, kind, "%s",
                               for_client ? error->message : OUT_OF_MEMORY);
        return;
    }
    struct text incident = incident_of(request);
    log_event(LOG_ERROR, "failure",
              (struct log_field[]){LOG_TEXT("incident", incident),
                                   LOG_TEXT("status", text_of(status_name(status))),
                                   LOG_TEXT("message", text_of(error->message)), LOG_END});
    struct http_problem problem = {.kind = kind};
    struct http_member *member = LIST_ADD(request->arena, &problem.members);
    if (member) {
        member->name = TEXT("incident");
        member->json = arena_format(request->arena, "\"%.*s\"", TEXT_ARGUMENTS(incident));
    }
    problem.detail = arena_format(request->arena, "Something failed; the log has it as %.*s.",
                                  TEXT_ARGUMENTS(incident));
    (void)http_problem_answer(&problem, request, response);
}

/*
 * Make the first pieces of a stream. One that ends within them becomes a body like any other, with
 * its length known.
 */
static enum status start_stream(const struct http_request *request, struct http_response *response,
                                struct error *error)
{
    struct http_piece piece = {.out = &response->body, .worker = request->worker};
    while (response->stream.produce && !piece.done && response->body.length < HTTP_PIECE_BYTES) {
        enum status status = response->stream.produce(response->stream.state, &piece, error);
        if (status) {
            return status;
        }
    }
    if (response->stream.produce && piece.done) {
        if (response->stream.free) {
            response->stream.free(response->stream.state);
        }
        response->stream = (struct http_stream){.produce = NULL};
    }
    return STATUS_OK;
}

/* JSON ends with a newline, so that a terminal's prompt stands on a line of its own. */
static void end_line(struct http_response *response)
{
    struct text body = buffer_text(&response->body);
    bool is_json = text_starts(response->content_type, TEXT("application/json"));
    if (is_json && !response->stream.produce && body.length > 0 && !text_ends(body, TEXT("\n"))) {
        buffer_add(&response->body, TEXT("\n"));
    }
}

static bool wants_coding(const struct http_request *request, const struct http_response *response)
{
    size_t length = response->fixed.at ? response->fixed.length : response->body.length;
    return request->coding != HTTP_CODING_IDENTITY && response->coded == HTTP_CODING_IDENTITY &&
           !response->incompressible && length >= COMPRESS_LEAST_BYTES &&
           compress_is_worth(response->content_type);
}

/* Set the entity tag of an answer that may have one. */
static void tag(const struct http_request *request, struct http_response *response,
                struct text generation, enum http_coding coding)
{
    struct text from = response->generation.at ? response->generation : generation;
    if (!response->etag.at && from.at && is_read(request)) {
        response->etag = http_etag_make(request, from, coding);
    }
}

static enum status complete(const struct http_request *request, struct http_response *response,
                            struct text generation, struct error *error)
{
    enum status status = start_stream(request, response, error);
    if (status) {
        return status;
    }
    if (!response->content_type.at) {
        response->content_type = http_format_content_type(request->format);
    }
    end_line(response);
    if (buffer_status(&response->body)) {
        return error_set(error, buffer_status(&response->body), "the answer is too large");
    }
    if (response->code != 200) {
        return STATUS_OK;
    }
    bool encode = wants_coding(request, response);
    tag(request, response, generation, encode ? request->coding : HTTP_CODING_IDENTITY);
    struct text sent = if_none_match(request);
    if (response->etag.at && (http_etag_any(sent) || http_etag_listed(sent, response->etag))) {
        make_unchanged(response, response->etag);
        return STATUS_OK;
    }
    return encode ? compress_response(response, request->coding, error) : STATUS_OK;
}

void finish_response(const struct http_request *request, struct http_response *response,
                     struct text generation, enum status status, const struct error *error)
{
    struct error own = *error;
    if (!status) {
        status = complete(request, response, generation, &own);
    }
    if (status) {
        http_response_fail(request, response, status, &own);
    }
}

void finish_short_of_memory(const struct http_request *request, struct http_response *response)
{
    if (shortage_is_noted() && response->code != 503) {
        (void)http_problem_say(request, response, HTTP_PROBLEM_UNAVAILABLE, "%s", OUT_OF_MEMORY);
    }
}
