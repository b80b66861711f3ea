/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes, as a request: "GET /v1/toy?q=a HTTP/1.1", lines of headers, an empty line, a body.
 * What must hold: what passes the gate is answered, with a code that HTTP has; refusals are
 * problem+json that is valid UTF-8; no header of an answer can break out of its line; what handlers
 * see is valid UTF-8 without NUL; and a URL made from a request reads back as the same parameters.
 */

#include <stdint.h>
#include <stdlib.h>

#include "answer_headers.h"
#include "chancery/base/json_writer.h"
#include "chancery/base/utf8.h"
#include "chancery/http/server.h"
#include "chancery/http/url.h"
#include "gate.h"
#include "query_string.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_decoded(struct text text)
{
    must(utf8_find_invalid(text) == TEXT_NOT_FOUND);
    must(text.length == 0 || !memchr(text.at, '\0', text.length));
}

struct toy_query {
    struct text q;
    int64_t limit;
    size_t units;
    struct texts fields;
    struct http_filters filters;
};

#define FIELD(name) offsetof(struct toy_query, name)

static const char *const words[] = {"utf16", "codepoint", "byte", NULL};
static const char *const endings[] = {"overlaps", NULL};

static const struct http_parameter items[] = {
    {.name = "q", .kind = HTTP_PARAMETER_TEXT, .offset = FIELD(q)},
    {.name = "limit", .kind = HTTP_PARAMETER_INTEGER, .offset = FIELD(limit), .most = 1000},
    {.name = "units", .kind = HTTP_PARAMETER_WORD, .offset = FIELD(units), .words = words},
    {.name = "fields",
     .kind = HTTP_PARAMETER_LIST,
     .offset = FIELD(fields),
     .words = words,
     .traits = HTTP_WORDS_NEGATED | HTTP_WORDS_COUNTED},
    {.name = "date", .kind = HTTP_PARAMETER_FILTER, .offset = FIELD(filters), .endings = endings},
};
static const struct http_parameters parameters = HTTP_PARAMETERS(items);

/* The parameters of a URL made from the request are those that the request has. */
static void check_remade(const struct http_request *request)
{
    struct http_pairs again = {.items = NULL};
    struct text url = http_url_changed(request, NULL, 0);
    size_t mark = text_find_char(url, '?');
    if (!url.at || request->query.count == 0) {
        return;
    }
    must(mark != TEXT_NOT_FOUND);
    must(http_query_read(text_from(url, mark + 1), request->arena, &again) == HTTP_DECODED_OK);
    must(again.count == request->query.count);
    for (size_t i = 0; i < again.count; i++) {
        must(text_equal(again.items[i].name, request->query.items[i].name));
        must(text_equal(again.items[i].value, request->query.items[i].value));
    }
}

static enum status answer(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    struct toy_query query = {.limit = 20};
    (void)context;
    (void)error;
    for (size_t i = 0; i < request->capture_count; i++) {
        check_decoded(request->captures[i]);
    }
    if (!http_parameters_take(request, response, &query)) {
        return STATUS_OK;
    }
    must(query.limit >= 0 && query.limit <= 1000 && query.units < 3);
    check_decoded(query.q);
    if (request->method != HTTP_METHOD_POST) {
        check_remade(request);
    }
    http_response_field(request, response, HTTP_FIELD_LINK, query.q);
    struct json_writer json = http_response_json(request, response);
    json_write_text(&json, query.q);
    return STATUS_OK;
}

static enum status decode(struct http_request *request, void *context, struct http_problem *problem)
{
    (void)context;
    problem->detail = TEXT("The body is not UTF-8.");
    if (utf8_find_invalid(request->body) != TEXT_NOT_FOUND) {
        return STATUS_INVALID;
    }
    struct http_pair *pair = LIST_ADD(request->arena, &request->query);
    if (pair) {
        *pair = (struct http_pair){.name = TEXT("date"), .value = request->body, .whole = true};
    }
    return STATUS_OK;
}

static struct text generation(const struct http_request *request, void *context)
{
    (void)request;
    (void)context;
    return TEXT("7");
}

static const struct http_route routes[] = {
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/toy",
     .handle = answer,
     .parameters = {&parameters},
     .formats = HTTP_FORMAT_BIT(JSON) | HTTP_FORMAT_BIT(CSV)},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/paragraphs/{n}",
     .handle = answer,
     .parameters = {&parameters}},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}",
     .handle = answer,
     .parameters = {&parameters}},
};

static const struct http_service service = {
    .routes = routes,
    .route_count = COUNT_OF(routes),
    .generation = generation,
    .decode = decode,
    .access = {.port = 8470},
};

/* Take the request apart as kindly as the library does. */
static struct text read_request(struct text rest, struct http_request *request)
{
    struct text line = TEXT("");
    struct text version;
    (void)text_take_line(&rest, &line);
    (void)text_take_word(&line, &request->method_name);
    (void)text_take_word(&line, &request->target);
    version = line;
    while (text_take_line(&rest, &line) && line.length > 0) {
        struct http_pair *header = LIST_ADD(request->arena, &request->headers);
        struct text value = line;
        if (header && text_take_until(&value, ':', &header->name)) {
            header->value = text_trim(value);
        } else if (header) {
            *header = (struct http_pair){.name = line, .value = TEXT("")};
        }
    }
    request->body = rest;
    return version;
}

static void check_answer(const struct http_request *request, struct http_response *response)
{
    struct headers headers = {.items = NULL};
    must(response->code >= 200 && response->code < 600);
    if (response->code >= 400) {
        must(text_equal(response->content_type, TEXT("application/problem+json")));
        must(utf8_find_invalid(buffer_text(&response->body)) == TEXT_NOT_FOUND);
    }
    must(answer_headers_make(request, response, 1, &headers));
    for (size_t i = 0; i < headers.count; i++) {
        for (const char *at = headers.items[i].value; *at; at++) {
            must(*at >= ' ' && *at <= '~');
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_ARENA arena = arena_new((size_t)16 * 1024 * 1024);
    struct http_request request = {.arena = arena};
    struct http_response response = {.code = 200, .body = BUFFER_UP_TO((size_t)1024 * 1024)};
    if (!arena) {
        return 0;
    }
    struct text version = read_request((struct text){(const char *)data, size}, &request);
    if (gate_pass(&service, version, &request, &response)) {
        http_service_answer(&service, &request, &response);
    }
    check_answer(&request, &response);
    http_response_clear(&response);
    return 0;
}
