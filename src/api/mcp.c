/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/api/api.h"
#include "chancery/base/array.h"
#include "chancery/base/json_writer.h"

#include "handlers.h"
#include "mcp_message.h"

/* What one tool may answer, in bytes: an assistant reads all of it. */
#define TOOL_ANSWER_BYTES_MAX ((size_t)512 * 1024)

/* Codes of JSON-RPC 2.0. */
enum rpc_code {
    RPC_METHOD_NOT_FOUND = -32601,
    RPC_INVALID_PARAMETERS = -32602,
    RPC_PARSE_ERROR = -32700,
};

/* The versions of the protocol that are spoken, the newest first. */
static const char *const versions[] = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};

static const char instructions[] =
    "Answers about the diplomatic cables and news reports loaded here. Search first, then read. "
    "Cite paragraphs by their ids, such as 08OSLO251/p6. What a document does not say is null.";

static struct text version_for(struct text asked)
{
    for (size_t i = 0; asked.at && i < COUNT_OF(versions); i++) {
        if (text_equal(text_of(versions[i]), asked)) {
            return text_of(versions[i]);
        }
    }
    return text_of(versions[0]);
}

static void open_message(struct json_writer *json, struct text id)
{
    json_object_open(json);
    json_key_text(json, TEXT("jsonrpc"), TEXT("2.0"));
    json_key(json, TEXT("id"));
    if (id.at) {
        json_write_raw(json, id);
    } else {
        json_write_null(json);
    }
}

static void write_error(struct json_writer *json, struct text id, enum rpc_code code,
                        struct text detail)
{
    open_message(json, id);
    json_key(json, TEXT("error"));
    json_object_open(json);
    json_key_integer(json, TEXT("code"), code);
    json_key_text(json, TEXT("message"), detail);
    json_object_close(json);
    json_object_close(json);
}

static void write_initialized(struct json_writer *json, const struct mcp_message *message,
                              const char *program_version)
{
    json_key_text(json, TEXT("protocolVersion"), version_for(message->version));
    json_key(json, TEXT("capabilities"));
    json_write_raw(json, TEXT("{\"tools\":{}}"));
    json_key(json, TEXT("serverInfo"));
    json_object_open(json);
    json_key_text(json, TEXT("name"), TEXT(API_PROGRAM_NAME));
    json_key_text(json, TEXT("version"), text_of(program_version));
    json_object_close(json);
    json_key_text(json, TEXT("instructions"), text_of(instructions));
}

static void write_tool_answer(struct json_writer *json, const struct inner_answer *answer)
{
    bool is_object = answer->code < 300 && text_starts(answer->body, TEXT("{"));
    json_key(json, TEXT("content"));
    json_list_open(json);
    json_object_open(json);
    json_key_text(json, TEXT("type"), TEXT("text"));
    json_key_text(json, TEXT("text"), answer->body);
    json_object_close(json);
    json_list_close(json);
    if (is_object) {
        json_key(json, TEXT("structuredContent"));
        json_write_raw(json, text_trim(answer->body));
    }
    json_key_bool(json, TEXT("isError"), answer->code >= 300);
}

/* Ask what the tool asks. A refusal is told to the assistant as the answer, so that it can ask
 * better. */
static enum status call_tool(const struct http_request *request, struct api *api,
                             struct mcp_message *message, struct json_writer *json)
{
    struct error error = ERROR_NONE;
    struct inner_answer answer = {0};
    message->question.answer_bytes_max = TOOL_ANSWER_BYTES_MAX;
    enum status status = inner_ask(request, api, &message->question, &answer, &error);
    if (status == STATUS_NO_MEMORY) {
        return status;
    }
    if (status) {
        answer = (struct inner_answer){.code = 500, .body = text_of(error.message)};
    }
    open_message(json, message->id);
    json_key(json, TEXT("result"));
    json_object_open(json);
    write_tool_answer(json, &answer);
    json_object_close(json);
    json_object_close(json);
    return STATUS_OK;
}

static enum status answer_call(const struct http_request *request, struct api *api,
                               struct mcp_message *message, struct json_writer *json)
{
    struct arena *arena = request->arena;
    struct text detail;
    if (!message->tool) {
        detail =
            arena_format(arena, "There is no tool '%.*s'.", TEXT_ARGUMENTS(message->tool_name));
    } else if (message->missing.at) {
        detail =
            arena_format(arena, "The argument '%.*s' is needed.", TEXT_ARGUMENTS(message->missing));
    } else if (message->unknown.at) {
        detail =
            arena_format(arena, "There is no argument '%.*s'.", TEXT_ARGUMENTS(message->unknown));
    } else {
        return call_tool(request, api, message, json);
    }
    write_error(json, message->id, RPC_INVALID_PARAMETERS, detail);
    return STATUS_OK;
}

static enum status answer_message(const struct http_request *request, struct api *api,
                                  struct mcp_message *message, struct json_writer *json)
{
    struct text method = message->method;
    bool starts = text_equal(method, TEXT("initialize"));
    bool lists = text_equal(method, TEXT("tools/list"));
    if (text_equal(method, TEXT("tools/call"))) {
        return answer_call(request, api, message, json);
    }
    if (!starts && !lists && !text_equal(method, TEXT("ping"))) {
        write_error(
            json, message->id, RPC_METHOD_NOT_FOUND,
            arena_format(request->arena, "There is no method '%.*s'.", TEXT_ARGUMENTS(method)));
        return STATUS_OK;
    }
    open_message(json, message->id);
    json_key(json, TEXT("result"));
    json_object_open(json);
    if (starts) {
        write_initialized(json, message, api->version);
    }
    if (lists) {
        mcp_tools_write(json);
    }
    json_object_close(json);
    json_object_close(json);
    return STATUS_OK;
}

enum status handle_mcp(const struct http_request *request, struct http_response *response,
                       void *context, struct error *error)
{
    struct json_writer json = http_response_json(request, response);
    struct mcp_message message;
    enum status status = mcp_message_read(request->body, request->arena, &message, error);
    if (status == STATUS_INVALID) {
        response->code = 400;
        write_error(&json, TEXT_NONE, RPC_PARSE_ERROR, text_of(error->message));
        return buffer_status(&response->body);
    }
    if (status) {
        return status;
    }
    if (!message.id.at || !message.method.at) {
        /* A notification, or an answer to something we never ask: taken, and nothing to say. */
        response->code = 202;
        return STATUS_OK;
    }
    status = answer_message(request, context, &message, &json);
    return status ? status : buffer_status(&response->body);
}
