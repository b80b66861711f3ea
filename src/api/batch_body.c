/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_body.h"

#include "json_body.h"

#define OWN_PATH "/v1/batch"

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "no memory for a batch");
}

static enum status read_method(const json_t *item, size_t place, enum http_method *out,
                               struct error *error)
{
    const json_t *method = json_object_get(item, "method");
    struct text name =
        method ? text_of(json_string_value(method) ? json_string_value(method) : "") : TEXT("GET");
    if (text_equal(name, TEXT("GET")) || text_equal(name, TEXT("POST"))) {
        *out = text_equal(name, TEXT("GET")) ? HTTP_METHOD_GET : HTTP_METHOD_POST;
        return STATUS_OK;
    }
    return error_set(error, STATUS_INVALID, "The method of request %zu is GET or POST.", place);
}

static enum status read_path(const json_t *item, size_t place, struct arena *arena,
                             struct text *out, struct error *error)
{
    const char *path = json_string_value(json_object_get(item, "path"));
    struct text text = path ? text_of(path) : TEXT("");
    bool is_ours = text_equal(text, TEXT("/v1")) || text_starts(text, TEXT("/v1/")) ||
                   text_starts(text, TEXT("/v1?"));
    if (!is_ours || text_starts(text, TEXT(OWN_PATH))) {
        return error_set(error, STATUS_INVALID,
                         "The path of request %zu must begin with /v1, and be no batch.", place);
    }
    *out = arena_text(arena, text);
    return out->at ? STATUS_OK : no_memory(error);
}

static enum status read_item(const json_t *item, size_t place, struct arena *arena,
                             struct inner_question *out, struct error *error)
{
    if (!json_is_object(item)) {
        return error_set(error, STATUS_INVALID, "Request %zu is an object with a path.", place);
    }
    enum status status = read_method(item, place, &out->method, error);
    if (!status) {
        status = read_path(item, place, arena, &out->target, error);
    }
    const json_t *body = json_object_get(item, "body");
    if (!status && body && out->method == HTTP_METHOD_POST) {
        status = json_body_print(body, arena, &out->body, error);
    }
    return status;
}

static enum status read_items(const json_t *root, struct arena *arena, struct batch_requests *out,
                              struct error *error)
{
    const json_t *items = json_object_get(root, "requests");
    if (!json_is_array(items)) {
        return error_set(error, STATUS_INVALID,
                         "The body is {\"requests\": [{\"path\": \"/v1/…\"}, …]}.");
    }
    if (json_array_size(items) > BATCH_REQUESTS_MAX) {
        return error_set(error, STATUS_LIMIT, "A batch may have %d requests.", BATCH_REQUESTS_MAX);
    }
    for (size_t i = 0; i < json_array_size(items); i++) {
        struct inner_question *question = LIST_ADD(arena, out);
        if (!question) {
            return no_memory(error);
        }
        *question = (struct inner_question){.method = HTTP_METHOD_GET};
        enum status status = read_item(json_array_get(items, i), i + 1, arena, question, error);
        if (status) {
            return status;
        }
    }
    return STATUS_OK;
}

enum status batch_body_read(struct text body, struct arena *arena, struct batch_requests *out,
                            struct error *error)
{
    json_t *root = NULL;
    enum status status = json_body_read(body, &root, error);
    status = status ? status : read_items(root, arena, out, error);
    json_decref(root);
    return status;
}
