/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/exchange.h"
#include "chancery/base/json_writer.h"

struct text http_request_header(const struct http_request *request, struct text name)
{
    for (size_t i = 0; i < request->headers.count; i++) {
        if (text_equal_fold(request->headers.items[i].name, name)) {
            return request->headers.items[i].value;
        }
    }
    return TEXT_NONE;
}

struct text http_request_header_list(const struct http_request *request, struct text name)
{
    struct text list = TEXT_NONE;
    for (size_t i = 0; i < request->headers.count; i++) {
        const struct http_pair *header = &request->headers.items[i];
        if (text_equal_fold(header->name, name)) {
            list = list.at ? arena_format(request->arena, "%.*s, %.*s", TEXT_ARGUMENTS(list),
                                          TEXT_ARGUMENTS(header->value))
                           : header->value;
        }
    }
    return list;
}

struct text http_request_value(const struct http_request *request, struct text name)
{
    for (size_t i = 0; i < request->query.count; i++) {
        if (text_equal(request->query.items[i].name, name)) {
            return request->query.items[i].value;
        }
    }
    return TEXT_NONE;
}

struct json_writer http_response_json(const struct http_request *request,
                                      struct http_response *response)
{
    return json_writer_to(&response->body, request->pretty);
}

static bool is_printable(struct text value)
{
    for (size_t i = 0; i < value.length; i++) {
        if (value.at[i] < ' ' || value.at[i] > '~') {
            return false;
        }
    }
    return true;
}

void http_response_field(const struct http_request *request, struct http_response *response,
                         enum http_field field, struct text value)
{
    if (!is_printable(value)) {
        return;
    }
    struct http_field_value *added = LIST_ADD(request->arena, &response->fields);
    if (added) {
        *added = (struct http_field_value){field, value};
    }
}

void http_response_redirect(const struct http_request *request, struct http_response *response,
                            unsigned code, struct text url)
{
    response->code = code;
    http_response_field(request, response, HTTP_FIELD_LOCATION, url);
}

void http_response_clear(struct http_response *response)
{
    buffer_clear(&response->body);
    if (response->stream.produce && response->stream.free) {
        response->stream.free(response->stream.state);
    }
    response->stream = (struct http_stream){.produce = NULL};
    response->fixed = TEXT_NONE;
}
