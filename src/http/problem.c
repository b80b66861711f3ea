/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "chancery/base/array.h"
#include "chancery/base/json_writer.h"
#include "chancery/http/problem.h"

/* The most of a sentence that http_problem_say makes. */
#define SENTENCE_BYTES 400

static const struct http_problem_entry entries[] = {
    [HTTP_PROBLEM_BAD_REQUEST] = {"bad_request", "Bad request", 400},
    [HTTP_PROBLEM_UNKNOWN_PARAMETER] = {"unknown_parameter", "Unknown parameter", 400},
    [HTTP_PROBLEM_REPEATED_PARAMETER] = {"repeated_parameter", "Repeated parameter", 400},
    [HTTP_PROBLEM_INVALID_PARAMETER] = {"invalid_parameter", "Invalid parameter", 400},
    [HTTP_PROBLEM_TOO_MANY_PARAMETERS] = {"too_many_parameters", "Too many parameters", 400},
    [HTTP_PROBLEM_INVALID_BODY] = {"invalid_body", "Invalid body", 400},
    [HTTP_PROBLEM_UNAUTHORIZED] = {"unauthorized", "A key is needed", 401},
    [HTTP_PROBLEM_FORBIDDEN] = {"forbidden", "Not allowed", 403},
    [HTTP_PROBLEM_ORIGIN_REFUSED] = {"origin_refused", "Origin refused", 403},
    [HTTP_PROBLEM_NOT_FOUND] = {"not_found", "Not found", 404},
    [HTTP_PROBLEM_METHOD_NOT_ALLOWED] = {"method_not_allowed", "Method not allowed", 405},
    [HTTP_PROBLEM_NOT_ACCEPTABLE] = {"not_acceptable", "Not acceptable", 406},
    [HTTP_PROBLEM_TIMEOUT] = {"request_timeout", "Request timeout", 408},
    [HTTP_PROBLEM_STALE_CURSOR] = {"stale_cursor", "Stale cursor", 410},
    [HTTP_PROBLEM_BODY_TOO_LARGE] = {"body_too_large", "Body too large", 413},
    [HTTP_PROBLEM_TARGET_TOO_LONG] = {"target_too_long", "URL too long", 414},
    [HTTP_PROBLEM_UNSUPPORTED_MEDIA_TYPE] = {"unsupported_media_type", "Unsupported media type",
                                             415},
    [HTTP_PROBLEM_MISDIRECTED_REQUEST] = {"misdirected_request", "Misdirected request", 421},
    [HTTP_PROBLEM_INVALID_QUERY] = {"invalid_query", "Invalid query", 422},
    [HTTP_PROBLEM_LIMIT_EXCEEDED] = {"limit_exceeded", "Limit exceeded", 422},
    [HTTP_PROBLEM_HEADERS_TOO_LARGE] = {"headers_too_large", "Headers too large", 431},
    [HTTP_PROBLEM_INTERNAL_ERROR] = {"internal_error", "Internal error", 500},
    [HTTP_PROBLEM_OVERLOADED] = {"overloaded", "Overloaded", 503},
    [HTTP_PROBLEM_UNAVAILABLE] = {"unavailable", "Unavailable", 503},
    [HTTP_PROBLEM_DEADLINE_EXCEEDED] = {"deadline_exceeded", "Deadline exceeded", 503},
    [HTTP_PROBLEM_VERSION_NOT_SUPPORTED] = {"version_not_supported", "HTTP version not supported",
                                            505},
};

static_assert(COUNT_OF(entries) == HTTP_PROBLEM_COUNT, "every kind of problem has its entry");

const struct http_problem_entry *http_problem_entry(enum http_problem_kind kind)
{
    return &entries[kind];
}

enum http_problem_kind http_problem_of_status(enum status status)
{
    switch (status) {
    case STATUS_INVALID:
        return HTTP_PROBLEM_BAD_REQUEST;
    case STATUS_NOT_FOUND:
        return HTTP_PROBLEM_NOT_FOUND;
    case STATUS_LIMIT:
        return HTTP_PROBLEM_LIMIT_EXCEEDED;
    case STATUS_UNAVAILABLE:
    case STATUS_NO_MEMORY:
        return HTTP_PROBLEM_UNAVAILABLE;
    case STATUS_OK:
    case STATUS_CORRUPT:
    case STATUS_IO:
        break;
    }
    return HTTP_PROBLEM_INTERNAL_ERROR;
}

/* "/docs/problems#unknown-parameter" */
static void write_type(struct json_writer *json, const struct http_problem_entry *entry)
{
    char type[80];
    int length = snprintf(type, sizeof(type), "/docs/problems#%s", entry->code);
    for (int i = 0; i < length; i++) {
        if (type[i] == '_') {
            type[i] = '-';
        }
    }
    json_key_text(json, TEXT("type"), text_of(type));
}

static void write_if_any(struct json_writer *json, struct text key, struct text value)
{
    if (value.at) {
        json_key_text(json, key, value);
    }
}

static void write_mistake(struct json_writer *json, const struct http_mistake *mistake)
{
    json_object_open(json);
    write_if_any(json, TEXT("parameter"), mistake->parameter);
    json_key_text(json, TEXT("code"), text_of(entries[mistake->kind].code));
    write_if_any(json, TEXT("detail"), mistake->detail);
    write_if_any(json, TEXT("did_you_mean"), mistake->did_you_mean);
    if (mistake->allowed.count > 0) {
        json_key(json, TEXT("allowed"));
        json_list_open(json);
        for (size_t i = 0; i < mistake->allowed.count; i++) {
            json_write_text(json, mistake->allowed.items[i]);
        }
        json_list_close(json);
    }
    json_object_close(json);
}

static void write_problem(struct json_writer *json, const struct http_problem *problem,
                          struct text instance)
{
    const struct http_problem_entry *entry = &entries[problem->kind];
    json_object_open(json);
    write_type(json, entry);
    json_key_text(json, TEXT("title"), text_of(entry->title));
    json_key_integer(json, TEXT("status"), entry->status);
    json_key_text(json, TEXT("code"), text_of(entry->code));
    json_key_text(json, TEXT("detail"),
                  problem->detail.at ? problem->detail : text_of(entry->title));
    json_key_text(json, TEXT("instance"), instance);
    for (size_t i = 0; i < problem->members.count; i++) {
        json_key(json, problem->members.items[i].name);
        json_write_raw(json, problem->members.items[i].json);
    }
    if (problem->mistakes.count > 0) {
        json_key(json, TEXT("errors"));
        json_list_open(json);
        for (size_t i = 0; i < problem->mistakes.count; i++) {
            write_mistake(json, &problem->mistakes.items[i]);
        }
        json_list_close(json);
    }
    json_object_close(json);
    buffer_add(json->buffer, TEXT("\n"));
}

/* The most of a URL that a problem repeats. */
#define INSTANCE_BYTES ((size_t)1024)

/* Of the fields set so far, keep those that belong to a refusal. Answers whether one is field. */
static bool keep_fields(struct http_fields *fields, enum http_field field)
{
    bool found = false;
    size_t kept = 0;
    for (size_t i = 0; i < fields->count; i++) {
        enum http_field here = fields->items[i].field;
        bool is_kept = here == HTTP_FIELD_ALLOW || here == HTTP_FIELD_RETRY_AFTER ||
                       here == HTTP_FIELD_WWW_AUTHENTICATE;
        if (is_kept) {
            fields->items[kept++] = fields->items[i];
            found = found || here == field;
        }
    }
    fields->count = kept;
    return found;
}

enum status http_problem_answer(const struct http_problem *problem,
                                const struct http_request *request, struct http_response *response)
{
    http_response_clear(response);
    struct http_fields fields = response->fields;
    bool says_when = keep_fields(&fields, HTTP_FIELD_RETRY_AFTER);
    *response = (struct http_response){
        .code = entries[problem->kind].status,
        .content_type = TEXT("application/problem+json"),
        .body = response->body,
        .fields = fields,
    };
    if (response->code == 503 && !says_when) {
        http_response_field(request, response, HTTP_FIELD_RETRY_AFTER, TEXT("1"));
    }
    struct json_writer json = http_response_json(request, response);
    write_problem(&json, problem, text_slice(request->target, 0, INSTANCE_BYTES));
    return STATUS_OK;
}

enum status http_problem_say(const struct http_request *request, struct http_response *response,
                             enum http_problem_kind kind, const char *format, ...)
{
    char sentence[SENTENCE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(sentence, sizeof(sentence), format, arguments);
    va_end(arguments);
    struct http_problem problem = {
        .kind = kind,
        .detail = length > 0 ? text_of(sentence) : TEXT_NONE,
    };
    return http_problem_answer(&problem, request, response);
}
