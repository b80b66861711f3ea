/* SPDX-License-Identifier: Apache-2.0 */
#include "openapi.h"

#include "chancery/api/api.h"
#include "chancery/http/url.h"

static void write_words(const struct http_parameter *parameter, struct arena *arena,
                        struct json_writer *json)
{
    bool is_open = (parameter->traits & HTTP_WORDS_COUNTED) != 0;
    bool has_negatives = (parameter->traits & HTTP_WORDS_NEGATED) != 0;
    if (!parameter->words || is_open) {
        return;
    }
    json_key(json, TEXT("enum"));
    json_list_open(json);
    for (size_t i = 0; parameter->words[i]; i++) {
        json_write_text(json, text_of(parameter->words[i]));
        if (has_negatives) {
            json_write_text(json, arena_format(arena, "-%s", parameter->words[i]));
        }
    }
    json_list_close(json);
}

static void write_preset(const struct http_parameter *parameter, struct json_writer *json)
{
    if (!parameter->preset) {
        return;
    }
    json_key(json, TEXT("default"));
    if (parameter->kind == HTTP_PARAMETER_INTEGER) {
        json_write_raw(json, text_of(parameter->preset));
    } else {
        json_write_text(json, text_of(parameter->preset));
    }
}

static void write_schema(const struct http_parameter *parameter, struct arena *arena,
                         struct json_writer *json)
{
    json_object_open(json);
    switch (parameter->kind) {
    case HTTP_PARAMETER_INTEGER:
        json_key_text(json, TEXT("type"), TEXT("integer"));
        json_key_integer(json, TEXT("minimum"), parameter->least);
        json_key_integer(json, TEXT("maximum"), parameter->most);
        break;
    case HTTP_PARAMETER_FLAG:
        json_key_text(json, TEXT("type"), TEXT("string"));
        json_key(json, TEXT("enum"));
        json_write_raw(json, TEXT("[\"0\",\"1\",\"true\",\"false\",\"yes\",\"no\"]"));
        break;
    case HTTP_PARAMETER_TEXT:
    case HTTP_PARAMETER_WORD:
        json_key_text(json, TEXT("type"), TEXT("string"));
        write_words(parameter, arena, json);
        break;
    case HTTP_PARAMETER_LIST:
    case HTTP_PARAMETER_FILTER:
        json_key_text(json, TEXT("type"), TEXT("array"));
        json_key(json, TEXT("items"));
        json_object_open(json);
        json_key_text(json, TEXT("type"), TEXT("string"));
        write_words(parameter, arena, json);
        json_object_close(json);
        break;
    }
    write_preset(parameter, json);
    json_object_close(json);
}

/* Of a list the example is a list of one. */
static void write_example(const struct http_parameter *parameter, struct json_writer *json)
{
    if (!parameter->example) {
        return;
    }
    json_key(json, TEXT("example"));
    switch (parameter->kind) {
    case HTTP_PARAMETER_INTEGER:
        json_write_raw(json, text_of(parameter->example));
        break;
    case HTTP_PARAMETER_LIST:
    case HTTP_PARAMETER_FILTER:
        json_list_open(json);
        json_write_text(json, text_of(parameter->example));
        json_list_close(json);
        break;
    case HTTP_PARAMETER_FLAG:
    case HTTP_PARAMETER_TEXT:
    case HTTP_PARAMETER_WORD:
        json_write_text(json, text_of(parameter->example));
        break;
    }
}

static void write_parameter(const struct http_parameter *parameter, struct text name,
                            struct text summary, struct arena *arena, struct json_writer *json)
{
    bool is_list =
        parameter->kind == HTTP_PARAMETER_LIST || parameter->kind == HTTP_PARAMETER_FILTER;
    json_object_open(json);
    json_key_text(json, TEXT("name"), name);
    json_key_text(json, TEXT("in"), TEXT("query"));
    json_key_text(json, TEXT("description"), summary);
    if (is_list) {
        json_key_text(json, TEXT("style"), TEXT("form"));
        json_key_bool(json, TEXT("explode"), false);
    }
    json_key(json, TEXT("schema"));
    write_schema(parameter, arena, json);
    write_example(parameter, json);
    json_object_close(json);
}

/* A filter by all its names: itself, its endings, and each of these turned round. */
static void write_filter(const struct http_parameter *parameter, struct arena *arena,
                         struct json_writer *json)
{
    struct text summary = text_of(parameter->summary);
    struct text negated = arena_format(arena, "Not: %s", parameter->summary);
    write_parameter(parameter, text_of(parameter->name), summary, arena, json);
    write_parameter(parameter, arena_format(arena, "-%s", parameter->name), negated, arena, json);
    for (const char *const *ending = parameter->endings; ending && *ending; ending++) {
        write_parameter(parameter, arena_format(arena, "%s.%s", parameter->name, *ending), summary,
                        arena, json);
        write_parameter(parameter, arena_format(arena, "-%s.%s", parameter->name, *ending), negated,
                        arena, json);
    }
}

static void write_path_parameters(struct text path, struct json_writer *json)
{
    struct text name;
    while (text_take_until(&path, '{', &name) && text_take_until(&path, '}', &name)) {
        json_object_open(json);
        json_key_text(json, TEXT("name"), name);
        json_key_text(json, TEXT("in"), TEXT("path"));
        json_key_bool(json, TEXT("required"), true);
        json_key(json, TEXT("schema"));
        json_write_raw(json, TEXT("{\"type\":\"string\"}"));
        json_object_close(json);
    }
}

static void write_format_parameters(const struct http_route *route, struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("name"), TEXT("format"));
    json_key_text(json, TEXT("in"), TEXT("query"));
    json_key_text(json, TEXT("description"),
                  TEXT("The format of the answer; a suffix of the path says the same."));
    json_key(json, TEXT("schema"));
    json_object_open(json);
    json_key_text(json, TEXT("type"), TEXT("string"));
    json_key(json, TEXT("enum"));
    json_list_open(json);
    for (unsigned i = 0; i < HTTP_FORMAT_COUNT; i++) {
        if (http_route_formats(route) >> i & 1 && i != HTTP_FORMAT_HTML) {
            json_write_text(json, http_format_name((enum http_format)i));
        }
    }
    json_list_close(json);
    json_object_close(json);
    json_object_close(json);
    json_write_raw(json,
                   TEXT("{\"name\":\"pretty\",\"in\":\"query\",\"description\":\"Indent JSON.\","
                        "\"schema\":{\"type\":\"string\",\"enum\":[\"0\",\"1\",\"true\","
                        "\"false\",\"yes\",\"no\"]}}"));
}

static void write_parameters(const struct http_route *route, struct text path, struct arena *arena,
                             struct json_writer *json)
{
    json_key(json, TEXT("parameters"));
    json_list_open(json);
    write_path_parameters(path, json);
    for (size_t i = 0; i < HTTP_PARAMETER_TABLES_MAX && route->parameters[i]; i++) {
        for (size_t j = 0; j < route->parameters[i]->count; j++) {
            const struct http_parameter *parameter = &route->parameters[i]->items[j];
            if (parameter->kind == HTTP_PARAMETER_FILTER) {
                write_filter(parameter, arena, json);
            } else {
                write_parameter(parameter, text_of(parameter->name), text_of(parameter->summary),
                                arena, json);
            }
        }
    }
    write_format_parameters(route, json);
    json_list_close(json);
}

/* The media type alone: "application/json". */
static struct text media_type(enum http_format format)
{
    struct text type = http_format_content_type(format);
    struct text bare = type;
    return text_take_until(&type, ';', &bare) ? bare : type;
}

/* The schema of an answer in format; NULL for what is no JSON. */
static const char *schema_of(const struct http_route *route, enum http_format format)
{
    if (format == HTTP_FORMAT_CSL) {
        return "CslItems";
    }
    if (format == HTTP_FORMAT_GEOJSON) {
        return "FeatureCollection";
    }
    return format == HTTP_FORMAT_JSON ? route->schema : NULL;
}

static void write_content(const struct http_route *route, struct arena *arena,
                          struct json_writer *json)
{
    json_key(json, TEXT("content"));
    json_object_open(json);
    if (route->traits & HTTP_ROUTE_BYTES) {
        json_key(json, TEXT("*/*"));
        json_write_raw(json, TEXT("{\"schema\":{\"type\":\"string\"}}"));
    }
    for (unsigned i = 0; i < HTTP_FORMAT_COUNT && !(route->traits & HTTP_ROUTE_BYTES); i++) {
        if (!(http_route_formats(route) >> i & 1)) {
            continue;
        }
        bool is_own = i == HTTP_FORMAT_JSON && route->json_type;
        json_key(json, is_own ? text_of(route->json_type) : media_type((enum http_format)i));
        const char *schema = schema_of(route, (enum http_format)i);
        if (schema) {
            json_write_raw(
                json,
                arena_format(arena, "{\"schema\":{\"$ref\":\"#/components/schemas/%s\"}}", schema));
        } else {
            json_write_raw(json, TEXT("{\"schema\":{\"type\":\"string\"}}"));
        }
    }
    json_object_close(json);
}

/* An answer that is what it should be, under its code. */
static void write_response(const struct http_route *route, struct text code, struct arena *arena,
                           struct json_writer *json)
{
    json_key(json, code);
    json_object_open(json);
    json_key_text(json, TEXT("description"), text_of(route->summary));
    write_content(route, arena, json);
    json_object_close(json);
}

static void write_responses(const struct http_route *route, bool is_post, struct arena *arena,
                            struct json_writer *json)
{
    json_key(json, TEXT("responses"));
    json_object_open(json);
    write_response(route, TEXT("200"), arena, json);
    if (is_post && route->traits & HTTP_ROUTE_LATER) {
        write_response(route, TEXT("202"), arena, json);
    }
    if (!is_post && !(route->traits & HTTP_ROUTE_UNCACHED)) {
        json_key(json, TEXT("304"));
        json_write_raw(json, TEXT("{\"description\":\"Nothing has changed\"}"));
    }
    json_key(json, TEXT("4XX"));
    json_write_raw(json, TEXT("{\"$ref\":\"#/components/responses/Problem\"}"));
    json_key(json, TEXT("5XX"));
    json_write_raw(json, TEXT("{\"$ref\":\"#/components/responses/Problem\"}"));
    json_object_close(json);
}

/* The parameters of an example of a GET, as the body of a POST. */
static void write_example_body(struct text example, struct arena *arena, struct json_writer *json)
{
    struct text pair;
    struct text rest = text_from(example, text_find_char(example, '?'));
    (void)text_take_start(&rest, TEXT("?"));
    json_object_open(json);
    while (rest.length > 0) {
        pair = rest;
        if (!text_take_until(&rest, '&', &pair)) {
            rest = TEXT("");
        }
        struct text name;
        struct text value = TEXT("");
        if (text_take_until(&pair, '=', &name) &&
            http_url_decode(pair, true, arena, &value) == HTTP_DECODED_OK) {
            json_key_text(json, name, value);
        }
    }
    json_object_close(json);
}

static void write_body(const struct http_route *route, struct arena *arena,
                       struct json_writer *json)
{
    const char *schema = route->body_schema ? route->body_schema : "SearchBody";
    json_key(json, TEXT("requestBody"));
    json_object_open(json);
    json_key_bool(json, TEXT("required"), true);
    json_key(json, TEXT("content"));
    json_object_open(json);
    json_key(json, TEXT("application/json"));
    json_object_open(json);
    json_key(json, TEXT("schema"));
    json_write_raw(json, arena_format(arena, "{\"$ref\":\"#/components/schemas/%s\"}", schema));
    json_key(json, TEXT("example"));
    if (route->body_example) {
        json_write_raw(json, text_of(route->body_example));
    } else {
        write_example_body(text_of(route->example), arena, json);
    }
    json_object_close(json);
    if (route->traits & HTTP_ROUTE_FORM) {
        json_key(json, TEXT("application/x-www-form-urlencoded"));
        json_write_raw(
            json,
            arena_format(arena, "{\"schema\":{\"$ref\":\"#/components/schemas/%s\"}}", schema));
    }
    json_object_close(json);
    json_object_close(json);
}

/* The path of an example, without its parameters where a body says them. */
static struct text example_of(const struct http_route *route, bool is_post)
{
    struct text example = text_of(route->example);
    return is_post ? text_slice(example, 0, text_find_char(example, '?')) : example;
}

static void write_operation(const struct http_route *route, bool is_post, struct arena *arena,
                            struct json_writer *json)
{
    json_key(json, is_post ? TEXT("post") : TEXT("get"));
    json_object_open(json);
    /* The two of one path are told apart. */
    bool is_second = is_post && route->methods & HTTP_ROUTE_GET;
    json_key_text(json, TEXT("operationId"),
                  arena_format(arena, "%s%s", route->operation, is_second ? "Post" : ""));
    json_key(json, TEXT("tags"));
    json_list_open(json);
    json_write_text(json, text_of(route->tag));
    json_list_close(json);
    json_key_text(json, TEXT("summary"), text_of(route->summary));
    if (route->description) {
        json_key_text(json, TEXT("description"), text_of(route->description));
    }
    json_key_text(json, TEXT("x-example"), example_of(route, is_post));
    if (is_post) {
        write_body(route, arena, json);
    }
    struct text path = http_route_template(route, arena);
    write_parameters(route, path, arena, json);
    write_responses(route, is_post, arena, json);
    json_object_close(json);
}

void openapi_write_path(const struct http_route *route, struct arena *arena,
                        struct json_writer *json)
{
    json_key(json, http_route_template(route, arena));
    json_object_open(json);
    if (route->methods & HTTP_ROUTE_GET) {
        write_operation(route, false, arena, json);
    }
    if (route->methods & HTTP_ROUTE_POST) {
        write_operation(route, true, arena, json);
    }
    json_object_close(json);
}
