/* SPDX-License-Identifier: Apache-2.0 */
#include "mcp_message.h"

#include <inttypes.h>

#include "chancery/http/url.h"

#include "json_body.h"

/* The longest path that a tool asks for, in bytes. */
#define TARGET_BYTES_MAX ((size_t)16 * 1024)

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "no memory for a message");
}

/* A text, or a number as text; TEXT_NONE for anything else. */
static struct text scalar(const json_t *value, struct arena *arena)
{
    if (json_is_string(value)) {
        return arena_text(arena,
                          (struct text){json_string_value(value), json_string_length(value)});
    }
    if (json_is_integer(value)) {
        return arena_format(arena, "%" PRId64, (int64_t)json_integer_value(value));
    }
    return TEXT_NONE;
}

/* Add the path up to "{}", and what stands behind it after the argument. */
static void add_path(struct buffer *target, struct text path, struct text argument)
{
    size_t place = text_find(path, TEXT("{}"));
    if (place == TEXT_NOT_FOUND) {
        buffer_add(target, path);
        return;
    }
    buffer_add(target, text_slice(path, 0, place));
    http_url_add_segment(target, argument);
    buffer_add(target, text_from(path, place + 2));
}

static struct text value_of(const struct mcp_argument *argument, const json_t *given,
                            struct arena *arena)
{
    struct text value = scalar(json_object_get(given, argument->name), arena);
    return !value.at && argument->preset ? text_of(argument->preset) : value;
}

static bool has_argument(const struct mcp_tool *tool, const char *name)
{
    for (size_t i = 0; i < MCP_ARGUMENTS_MAX && tool->arguments[i].name; i++) {
        if (text_equal(text_of(tool->arguments[i].name), text_of(name))) {
            return true;
        }
    }
    return false;
}

static void find_mistakes(const struct mcp_tool *tool, json_t *given, struct arena *arena,
                          struct mcp_message *out)
{
    for (size_t i = 0; i < MCP_ARGUMENTS_MAX && tool->arguments[i].name; i++) {
        const struct mcp_argument *argument = &tool->arguments[i];
        if (argument->required && !value_of(argument, given, arena).at) {
            out->missing = text_of(argument->name);
        }
    }
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(given, name, value)
    {
        if (!has_argument(tool, name)) {
            out->unknown = arena_text(arena, text_of(name));
        }
    }
}

static enum status make_get(const struct mcp_tool *tool, const json_t *given, struct arena *arena,
                            struct mcp_message *out, struct error *error)
{
    AUTO_BUFFER target = BUFFER_UP_TO(TARGET_BYTES_MAX);
    struct text in_path = TEXT_NONE;
    for (size_t i = 0; i < MCP_ARGUMENTS_MAX && tool->arguments[i].name; i++) {
        if (tool->arguments[i].in_path) {
            in_path = value_of(&tool->arguments[i], given, arena);
        }
    }
    add_path(&target, text_of(tool->path), in_path);
    for (size_t i = 0; i < MCP_ARGUMENTS_MAX && tool->arguments[i].name; i++) {
        const struct mcp_argument *argument = &tool->arguments[i];
        if (!argument->in_path) {
            inner_add_parameter(&target, text_of(argument->name), value_of(argument, given, arena));
        }
    }
    if (buffer_status(&target)) {
        return error_set(error, STATUS_INVALID, "The arguments are too long.");
    }
    out->question.method = HTTP_METHOD_GET;
    out->question.target = arena_text(arena, buffer_text(&target));
    return out->question.target.at ? STATUS_OK : no_memory(error);
}

static enum status read_call(const json_t *parameters, struct arena *arena, struct mcp_message *out,
                             struct error *error)
{
    json_t *given = json_object_get(parameters, "arguments");
    out->tool_name = scalar(json_object_get(parameters, "name"), arena);
    out->tool = mcp_tool_find(out->tool_name);
    if (!out->tool) {
        return STATUS_OK;
    }
    find_mistakes(out->tool, given, arena, out);
    if (out->missing.at || out->unknown.at) {
        return STATUS_OK;
    }
    if (!out->tool->is_post) {
        return make_get(out->tool, given, arena, out, error);
    }
    out->question.method = HTTP_METHOD_POST;
    out->question.target = text_of(out->tool->path);
    return json_body_print(given, arena, &out->question.body, error);
}

static enum status read_root(const json_t *root, struct arena *arena, struct mcp_message *out,
                             struct error *error)
{
    const char *version = json_string_value(json_object_get(root, "jsonrpc"));
    const json_t *id = json_object_get(root, "id");
    const json_t *parameters = json_object_get(root, "params");
    if (!version || !text_equal(text_of(version), TEXT("2.0"))) {
        return error_set(error, STATUS_INVALID, "The body is one message of JSON-RPC 2.0.");
    }
    out->method = scalar(json_object_get(root, "method"), arena);
    out->version = scalar(json_object_get(parameters, "protocolVersion"), arena);
    enum status status = json_is_string(id) || json_is_integer(id)
                             ? json_body_print(id, arena, &out->id, error)
                             : STATUS_OK;
    if (!status && out->method.at && text_equal(out->method, TEXT("tools/call"))) {
        status = read_call(parameters, arena, out, error);
    }
    return status;
}

enum status mcp_message_read(struct text body, struct arena *arena, struct mcp_message *out,
                             struct error *error)
{
    json_t *root = NULL;
    *out = (struct mcp_message){0};
    enum status status = json_body_read(body, &root, error);
    status = status ? status : read_root(root, arena, out, error);
    json_decref(root);
    return status;
}
