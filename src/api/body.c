/* SPDX-License-Identifier: Apache-2.0 */
#include "body.h"

#include <inttypes.h>

#include "json_body.h"
#include "query_json.h"

/* A body being read into its request. */
struct body {
    struct http_request *request;
    struct http_problem *problem;
};

static enum status refuse(struct body *body, struct text detail)
{
    body->problem->kind = HTTP_PROBLEM_INVALID_BODY;
    body->problem->detail = detail;
    return STATUS_INVALID;
}

static enum status add_pair(struct body *body, struct text name, struct text value, bool whole)
{
    struct http_request *request = body->request;
    struct http_pair *pair = LIST_ADD(request->arena, &request->query);
    if (!pair) {
        return STATUS_NO_MEMORY;
    }
    *pair = (struct http_pair){.name = arena_text(request->arena, name),
                               .value = arena_text(request->arena, value),
                               .whole = whole};
    return STATUS_OK;
}

/* A text, number or truth value as it would stand in a URL. */
static enum status add_scalar(struct body *body, struct text name, const json_t *value, bool whole)
{
    if (json_is_string(value)) {
        struct text text = {json_string_value(value), json_string_length(value)};
        return add_pair(body, name, text, whole);
    }
    if (json_is_integer(value)) {
        struct text text =
            arena_format(body->request->arena, "%" PRId64, (int64_t)json_integer_value(value));
        return add_pair(body, name, text, whole);
    }
    if (json_is_boolean(value)) {
        return add_pair(body, name, json_is_true(value) ? TEXT("1") : TEXT("0"), whole);
    }
    return refuse(body, arena_format(body->request->arena,
                                     "'%.*s' is a text, a whole number, true or false, or a list "
                                     "of these.",
                                     TEXT_ARGUMENTS(name)));
}

static enum status add_value(struct body *body, struct text name, const json_t *value)
{
    if (!json_is_array(value)) {
        return add_scalar(body, name, value, false);
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < json_array_size(value); i++) {
        status = add_scalar(body, name, json_array_get(value, i), true);
    }
    return status;
}

static enum status add_filters(struct body *body, json_t *filters)
{
    const char *name = NULL;
    json_t *value = NULL;
    if (!json_is_object(filters)) {
        return refuse(body, TEXT("'filter' is an object of field names and values."));
    }
    json_object_foreach(filters, name, value)
    {
        enum status status = add_value(body, text_of(name), value);
        if (status) {
            return status;
        }
    }
    return STATUS_OK;
}

/* {"tag": {"limit": 10}} is facets=tag:10. */
static enum status add_facets(struct body *body, json_t *facets)
{
    const char *name = NULL;
    json_t *value = NULL;
    if (!json_is_object(facets)) {
        return add_value(body, TEXT("facets"), facets);
    }
    json_object_foreach(facets, name, value)
    {
        const json_t *limit = json_object_get(value, "limit");
        struct text wanted = text_of(name);
        if (json_is_integer(limit)) {
            wanted = arena_format(body->request->arena, "%s:%" PRId64, name,
                                  (int64_t)json_integer_value(limit));
        }
        enum status status = add_pair(body, TEXT("facets"), wanted, false);
        if (status) {
            return status;
        }
    }
    return STATUS_OK;
}

static enum status add_query(struct body *body, const json_t *tree)
{
    struct error error = ERROR_NONE;
    struct query_node *root = NULL;
    enum status status = query_json_read(tree, body->request->arena, &root, &error);
    if (status == STATUS_INVALID || status == STATUS_LIMIT) {
        return refuse(body, arena_format(body->request->arena, "%s.", error.message));
    }
    body->request->document = root;
    return status;
}

static enum status add_member(struct body *body, struct text name, json_t *value)
{
    if (text_equal(name, TEXT("query"))) {
        return add_query(body, value);
    }
    if (text_equal(name, TEXT("filter"))) {
        return add_filters(body, value);
    }
    if (text_equal(name, TEXT("facets"))) {
        return add_facets(body, value);
    }
    return add_value(body, name, value);
}

static enum status add_members(struct body *body, json_t *object)
{
    const char *name = NULL;
    json_t *value = NULL;
    if (!json_is_object(object)) {
        return refuse(body, TEXT("The body is a JSON object."));
    }
    json_object_foreach(object, name, value)
    {
        enum status status = add_member(body, text_of(name), value);
        if (status) {
            return status;
        }
    }
    return STATUS_OK;
}

enum status body_decode(struct http_request *request, void *context, struct http_problem *problem)
{
    (void)context;
    struct body body = {request, problem};
    struct error error = ERROR_NONE;
    json_t *object = NULL;
    enum status status = json_body_read(request->body, &object, &error);
    if (status == STATUS_INVALID) {
        return refuse(&body, arena_format(request->arena, "%s", error.message));
    }
    status = status ? status : add_members(&body, object);
    json_decref(object);
    return status;
}
