/* SPDX-License-Identifier: Apache-2.0 */
#include "inner.h"

#include "chancery/api/api.h"
#include "chancery/http/url.h"

static void add_header(struct http_request *request, struct text name, struct text value)
{
    struct http_pair *pair = LIST_ADD(request->arena, &request->headers);
    if (pair) {
        *pair = (struct http_pair){.name = name, .value = value};
    }
}

/* All that says who asks is the outer request's, its key above all; what for is ours. */
static struct http_request request_of(const struct http_request *outer,
                                      const struct inner_question *question)
{
    bool is_post = question->method == HTTP_METHOD_POST;
    struct http_request request = *outer;
    request.method = question->method;
    request.method_name = is_post ? TEXT("POST") : TEXT("GET");
    request.target = question->target;
    request.path = request.target;
    request.suffix = TEXT_NONE;
    request.query = (struct http_pairs){0};
    request.headers = (struct http_pairs){0};
    request.body = question->body;
    request.route = NULL;
    request.capture_count = 0;
    request.format = HTTP_FORMAT_JSON;
    request.coding = HTTP_CODING_IDENTITY;
    request.pretty = false;
    request.document = NULL;
    request.document_free = NULL;
    struct text key = http_request_header(outer, TEXT("Authorization"));
    if (key.at) {
        add_header(&request, TEXT("Authorization"), key);
    }
    add_header(&request, TEXT("Accept"), TEXT("application/json, */*;q=0.5"));
    if (is_post) {
        add_header(&request, TEXT("Content-Type"), TEXT("application/json"));
    }
    return request;
}

/* Make a stream into bytes. */
static enum status drain(const struct http_request *request, struct http_response *response,
                         size_t most, struct error *error)
{
    struct http_piece piece = {.out = &response->body, .worker = request->worker};
    while (response->stream.produce && !piece.done && response->body.length <= most) {
        enum status status = response->stream.produce(response->stream.state, &piece, error);
        if (status) {
            return status;
        }
    }
    return buffer_status(&response->body);
}

static enum status keep(const struct http_request *request, struct http_response *response,
                        size_t most, struct inner_answer *out, struct error *error)
{
    enum status status = drain(request, response, most, error);
    if (status) {
        return status;
    }
    struct text body = response->fixed.at ? response->fixed : buffer_text(&response->body);
    if (body.length > most) {
        return error_set(error, STATUS_LIMIT,
                         "The answer is over %zu bytes; ask for it by itself, or for less of it.",
                         most);
    }
    out->code = response->code;
    out->content_type = response->content_type.at ? response->content_type
                                                  : http_format_content_type(request->format);
    out->body = body.length > 0 ? arena_text(request->arena, body) : TEXT("");
    return arena_failed(request->arena)
               ? error_set(error, STATUS_NO_MEMORY, "no memory for an answer")
               : STATUS_OK;
}

/* Where an answer sends the client, in the arena of the request; TEXT_NONE when nowhere. */
static struct text location_of(const struct http_response *response)
{
    for (size_t i = 0; i < response->fields.count; i++) {
        const struct http_field_value *field = &response->fields.items[i];
        if (field->field == HTTP_FIELD_LOCATION && response->code >= 300) {
            return field->value;
        }
    }
    return TEXT_NONE;
}

/* Ask once. *location is set where the answer is elsewhere. */
static enum status ask(const struct http_request *outer, struct api *api,
                       const struct inner_question *question, struct inner_answer *out,
                       struct text *location, struct error *error)
{
    struct http_service service = api_service(api);
    struct http_request request = request_of(outer, question);
    struct http_response response = {0};
    http_service_answer(&service, &request, &response);
    enum status status = keep(&request, &response, question->answer_bytes_max, out, error);
    *location = location_of(&response);
    http_response_clear(&response);
    if (request.document_free) {
        request.document_free(request.document);
    }
    return status;
}

enum status inner_ask(const struct http_request *outer, struct api *api,
                      const struct inner_question *question, struct inner_answer *out,
                      struct error *error)
{
    struct text location = TEXT_NONE;
    enum status status = ask(outer, api, question, out, &location, error);
    if (!status && location.at) {
        struct inner_question there = *question;
        there.target = location;
        status = ask(outer, api, &there, out, &location, error);
    }
    return status;
}

void inner_add_parameter(struct buffer *target, struct text name, struct text value)
{
    if (!value.at) {
        return;
    }
    bool has_query = text_find_char(buffer_text(target), '?') < target->length;
    buffer_add(target, has_query ? TEXT("&") : TEXT("?"));
    http_url_add_value(target, name);
    buffer_add(target, TEXT("="));
    http_url_add_value(target, value);
}
