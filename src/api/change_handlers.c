/* SPDX-License-Identifier: Apache-2.0 */
#include "change_handlers.h"

#include "item.h"
#include "list_parameters.h"
#include "paging.h"
#include "view.h"

struct asked {
    int64_t since;
    int64_t limit;
    int64_t offset;
};

static const struct http_parameter items[] = {
    {.name = "since",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, since),
     .least = 0,
     .most = INT64_MAX,
     .preset = "0",
     .summary = "The generation that is known already, as answers tell it in store.",
     .example = "1"},
    LIST_LIMIT_PARAMETER(struct asked, API_LIMIT_MAX, "20", "How many."),
    LIST_OFFSET_PARAMETER(struct asked, "How many to pass over."),
};
const struct http_parameters change_parameters = HTTP_PARAMETERS(items);

static void write_change(const struct store_change *change, struct arena *arena,
                         struct json_writer *json)
{
    bool is_held = change->change != STORE_REMOVED;
    json_object_open(json);
    json_key_text(json, TEXT("change"), store_change_name(change->change));
    json_key_integer(json, TEXT("generation"), change->generation);
    json_key_text(json, TEXT("id"), change->id);
    json_key_text(json, TEXT("kind"), change->kind);
    json_key_text(json, TEXT("title"), change->title);
    json_key_text(json, TEXT("href"), is_held ? item_href(change->id, arena) : TEXT_NONE);
    json_object_close(json);
}

enum status handle_changes(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    AUTO_VIEW view = {0};
    struct asked asked = {.limit = API_LIMIT_DEFAULT};
    struct store_changes changes = {0};
    int64_t total = 0;
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response)) {
        return STATUS_OK;
    }
    const struct store_change_query query = {.since = asked.since,
                                             .page = {(size_t)asked.offset, (size_t)asked.limit}};
    enum status status =
        store_reader_changes(view.reader, &query, request->arena, &changes, &total, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_integer(&json, TEXT("since"), asked.since);
    json_key_integer(&json, TEXT("total"), total);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = 0; i < changes.count; i++) {
        write_change(&changes.items[i], request->arena, &json);
    }
    json_list_close(&json);
    struct paging paging = paging_by_offset(request, asked.limit, asked.offset, total);
    paging_write(&paging, request, response, &json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}

/* GET tells how it stands; POST asks for a load, which then begins at once or after the present. */
enum status handle_reload(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    (void)error;
    const struct api *api = context;
    const struct api_key *key = request->caller;
    bool is_asked = request->method == HTTP_METHOD_POST;
    if (is_asked && key && !key->may_reload) {
        return http_problem_say(request, response, HTTP_PROBLEM_FORBIDDEN,
                                "This key may not have anything loaded.");
    }
    if (is_asked && !api->reload) {
        return http_problem_say(request, response, HTTP_PROBLEM_UNAVAILABLE,
                                "This server does not load.");
    }
    if (is_asked) {
        api->reload(api->reload_context);
        response->code = 202;
    }
    struct generation *generation = generation_take(api_library(api, request));
    struct ingest_progress progress = library_state(api_library(api, request));
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("status"), is_asked ? TEXT("accepted") : TEXT("ok"));
    json_key_text(&json, TEXT("phase"), text_of(ingest_phase_name(progress.phase)));
    json_key(&json, TEXT("generation"));
    if (generation) {
        json_write_integer(&json, generation->number);
    } else {
        json_write_null(&json);
    }
    json_object_close(&json);
    generation_release(generation);
    return STATUS_OK;
}
