/* SPDX-License-Identifier: Apache-2.0 */
#include "service.h"
#include "chancery/base/shortage.h"
#include "finish.h"
#include "mistakes.h"
#include "negotiate.h"
#include "parameter_values.h"
#include "query_string.h"

struct http_response http_response_new(const struct http_service *service)
{
    size_t most = service->limits.answer_bytes;
    return (struct http_response){
        .code = 200,
        .body = BUFFER_UP_TO(most ? most : HTTP_ANSWER_BYTES),
    };
}

/* "OPTIONS *" is about the server, which has no route for it. */
static bool answer_options(const struct http_request *request, struct http_response *response)
{
    response->code = 204;
    http_response_field(request, response, HTTP_FIELD_ALLOW,
                        request->route ? http_route_allow(request->route)
                                       : TEXT("GET, HEAD, POST, OPTIONS"));
    return false;
}

static bool refuse_method(const struct http_request *request, struct http_response *response)
{
    struct text allow = http_route_allow(request->route);
    http_response_field(request, response, HTTP_FIELD_ALLOW, allow);
    (void)http_problem_say(request, response, HTTP_PROBLEM_METHOD_NOT_ALLOWED,
                           "This path takes %.*s.", TEXT_ARGUMENTS(allow));
    return false;
}

/* Whether the body says that it is of type, with parameters or without. */
static bool is_of_type(const struct http_request *request, struct text type)
{
    struct text said = http_request_header(request, TEXT("Content-Type"));
    said = text_slice(said, 0, text_find_char(said, ';'));
    return text_equal_fold(text_trim(said), type);
}

static bool is_form(const struct http_request *request)
{
    return request->route->traits & HTTP_ROUTE_FORM &&
           is_of_type(request, TEXT("application/x-www-form-urlencoded"));
}

static bool admit(const struct http_service *service, struct http_request *request,
                  struct http_response *response)
{
    size_t mark = text_find_char(request->target, '?');
    request->path = text_slice(request->target, 0, mark);
    if (request->method == HTTP_METHOD_OPTIONS && text_equal(request->target, TEXT("*"))) {
        return answer_options(request, response);
    }
    switch (http_route_find(service->routes, service->route_count, request)) {
    case HTTP_MATCH_FOUND:
        break;
    case HTTP_MATCH_NO_PATH:
        (void)http_problem_say(request, response, HTTP_PROBLEM_NOT_FOUND,
                               "There is nothing at this path; /v1 lists what there is.");
        return false;
    case HTTP_MATCH_NO_METHOD:
        return refuse_method(request, response);
    case HTTP_MATCH_BAD_TEXT:
        (void)http_problem_say(request, response, HTTP_PROBLEM_BAD_REQUEST,
                               "The path is not UTF-8 once its escapes are read.");
        return false;
    }
    if (request->method == HTTP_METHOD_OPTIONS) {
        return answer_options(request, response);
    }
    if (service->recognize && !service->recognize(request, service->context) &&
        !(request->route->traits & HTTP_ROUTE_OPEN)) {
        http_response_field(request, response, HTTP_FIELD_WWW_AUTHENTICATE,
                            TEXT("Bearer realm=\"chancery\""));
        (void)http_problem_say(request, response, HTTP_PROBLEM_UNAUTHORIZED,
                               "Send a key in the header Authorization: Bearer KEY.");
        return false;
    }
    if (request->method == HTTP_METHOD_POST && !is_form(request) &&
        !is_of_type(request, TEXT("application/json"))) {
        (void)http_problem_say(request, response, HTTP_PROBLEM_UNSUPPORTED_MEDIA_TYPE,
                               "The body must be application/json.");
        return false;
    }
    return true;
}

/* What a request within another one does not make forgotten. */
static void keep_noted(bool was_short)
{
    if (was_short) {
        shortage_note();
    }
}

bool http_service_admit(const struct http_service *service, struct http_request *request,
                        struct http_response *response)
{
    bool was_short = shortage_take();
    bool is_admitted = admit(service, request, response);
    finish_short_of_memory(request, response);
    is_admitted = is_admitted && !shortage_is_noted();
    keep_noted(was_short);
    return is_admitted;
}

/* Read raw, the query of the URL or a form. False when it is refused. */
static bool read_pairs(const struct http_service *service, struct text raw,
                       struct http_request *request, struct http_response *response)
{
    size_t most =
        service->limits.argument_count ? service->limits.argument_count : HTTP_ARGUMENT_COUNT;
    if (http_query_count(raw) > most) {
        (void)http_problem_say(request, response, HTTP_PROBLEM_TOO_MANY_PARAMETERS,
                               "A URL may have %zu parameters.", most);
        return false;
    }
    switch (http_query_read(raw, request->arena, &request->query)) {
    case HTTP_DECODED_OK:
        return true;
    case HTTP_DECODED_BAD_ESCAPE:
        (void)http_problem_say(request, response, HTTP_PROBLEM_BAD_REQUEST,
                               "The query has a broken percent escape.");
        return false;
    case HTTP_DECODED_BAD_TEXT:
        (void)http_problem_say(request, response, HTTP_PROBLEM_BAD_REQUEST,
                               "The query is not UTF-8 once its escapes are read.");
        return false;
    case HTTP_DECODED_NO_MEMORY:
        break;
    }
    (void)http_problem_say(request, response, HTTP_PROBLEM_UNAVAILABLE, "Out of memory.");
    return false;
}

static bool read_query(const struct http_service *service, struct http_request *request,
                       struct http_response *response)
{
    struct text raw = text_from(request->target, request->path.length);
    (void)text_take_start(&raw, TEXT("?"));
    return read_pairs(service, raw, request, response);
}

/* Let the service read the body into request->query. False when it is refused. */
static bool read_body(const struct http_service *service, struct http_request *request,
                      struct http_response *response)
{
    struct http_problem problem = {.kind = HTTP_PROBLEM_INVALID_BODY};
    if (request->method == HTTP_METHOD_POST && is_form(request)) {
        return read_pairs(service, request->body, request, response);
    }
    if (request->method != HTTP_METHOD_POST || !service->decode ||
        request->route->traits & HTTP_ROUTE_RAW_BODY) {
        return true;
    }
    enum status status = service->decode(request, service->context, &problem);
    if (status == STATUS_OK) {
        return true;
    }
    if (status == STATUS_NO_MEMORY) {
        problem = (struct http_problem){.kind = HTTP_PROBLEM_UNAVAILABLE};
    }
    (void)http_problem_answer(&problem, request, response);
    return false;
}

static bool refuse_format(const struct http_request *request, struct http_response *response,
                          struct text asked)
{
    struct http_problem problem = {.kind = HTTP_PROBLEM_NOT_ACCEPTABLE};
    struct http_mistake *mistake =
        mistake_add(request->arena, &problem, HTTP_PROBLEM_NOT_ACCEPTABLE, TEXT("format"));
    unsigned formats = http_route_formats(request->route);
    for (unsigned i = 0; mistake && i < HTTP_FORMAT_COUNT; i++) {
        if (formats & (1U << i)) {
            texts_add(request->arena, &mistake->allowed, http_format_name((enum http_format)i));
        }
    }
    if (mistake) {
        mistake->detail = arena_format(request->arena, "'%.*s' is no format of this resource.",
                                       TEXT_ARGUMENTS(asked));
        mistake->did_you_mean = http_nearest(asked, &mistake->allowed);
    }
    mistakes_settle(request->arena, &problem);
    (void)http_problem_answer(&problem, request, response);
    return false;
}

/* Choose format: the suffix wins over the parameter, that over Accept. False when refused. */
static bool choose_format(struct http_request *request, struct http_response *response)
{
    const struct http_route *route = request->route;
    unsigned formats = http_route_formats(route);
    struct text asked =
        request->suffix.at ? request->suffix : http_request_value(request, TEXT("format"));
    if (route->traits & HTTP_ROUTE_BYTES) {
        return true;
    }
    if (asked.at) {
        bool known = http_format_find(asked, &request->format);
        bool has = known && (formats & (1U << (unsigned)request->format));
        return has || refuse_format(request, response, asked);
    }
    struct text accept = http_request_header_list(request, TEXT("Accept"));
    return http_accept_format(accept, formats, route->default_format, &request->format) ||
           refuse_format(request, response, accept);
}

static bool is_page(const struct http_request *request)
{
    unsigned traits = request->route->traits;
    return traits & HTTP_ROUTE_PAGE &&
           (traits & HTTP_ROUTE_BYTES || request->format == HTTP_FORMAT_HTML);
}

/* A route without parameters has no handler to find that one was sent. */
static bool check_no_parameters(const struct http_request *request, struct http_response *response)
{
    char nothing;
    return request->route->parameters[0] || is_page(request) ||
           http_parameters_take(request, response, &nothing);
}

static void run(const struct http_service *service, struct http_request *request,
                struct http_response *response)
{
    struct error error = ERROR_NONE;
    request->coding =
        http_accept_coding(http_request_header_list(request, TEXT("Accept-Encoding")));
    if (!read_query(service, request, response) || !read_body(service, request, response) ||
        !http_parameters_take_common(request, response) || !choose_format(request, response) ||
        !check_no_parameters(request, response)) {
        return;
    }
    struct text generation = TEXT_NONE;
    if (service->generation && !(request->route->traits & HTTP_ROUTE_UNCACHED)) {
        generation = service->generation(request, service->context);
    }
    if (finish_is_unchanged(request, response, generation)) {
        return;
    }
    enum status status = request->route->handle(request, response, service->context, &error);
    finish_response(request, response, generation, status, &error);
}

void http_service_run(const struct http_service *service, struct http_request *request,
                      struct http_response *response)
{
    bool was_short = shortage_take();
    run(service, request, response);
    finish_short_of_memory(request, response);
    keep_noted(was_short);
}

void http_service_answer(const struct http_service *service, struct http_request *request,
                         struct http_response *response)
{
    *response = http_response_new(service);
    if (http_service_admit(service, request, response)) {
        http_service_run(service, request, response);
    }
}
