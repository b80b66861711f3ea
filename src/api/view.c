/* SPDX-License-Identifier: Apache-2.0 */
#include "view.h"

static enum status read_document(void *context, int64_t key, struct arena *arena,
                                 struct document **out, struct error *error)
{
    return store_reader_document(context, key, STORE_PART_PARAGRAPHS, arena, out, error);
}

struct library *api_library(const struct api *api, const struct http_request *request)
{
    const struct api_key *key = request->caller;
    return key && key->view > 0 ? api->views[key->view - 1] : api->library;
}

bool view_open(struct view *view, struct api *api, const struct http_request *request,
               struct http_response *response)
{
    *view = (struct view){.generation = generation_take(api_library(api, request)),
                          .vocabulary = library_vocabulary(api->library),
                          .bar = api->bar,
                          .limits = api->limits};
    if (!view->generation) {
        http_response_field(request, response, HTTP_FIELD_RETRY_AFTER, TEXT(API_RETRY_SECONDS));
        (void)http_problem_say(request, response, HTTP_PROBLEM_UNAVAILABLE,
                               "The first load is still going on; /readyz says how far it is.");
        return false;
    }
    view->reader = generation_reader_take(view->generation);
    view->source = (struct search_source){.index = view->generation->index,
                                          .generation = view->generation->number,
                                          .read = read_document,
                                          .context = view->reader};
    response->generation = api_generation_tag(api, view->generation, request->arena);
    return true;
}

bool view_register(struct view *view, const struct http_request *request,
                   struct http_response *response)
{
    struct error error = ERROR_NONE;
    enum status status =
        generation_registry(view->generation, view->reader, &view->registry, &error);
    if (status == STATUS_UNAVAILABLE) {
        http_response_field(request, response, HTTP_FIELD_RETRY_AFTER, TEXT(API_RETRY_SECONDS));
    }
    if (status) {
        http_response_fail(request, response, status, &error);
    }
    return status == STATUS_OK;
}

bool view_know(struct view *view, const struct http_request *request,
               struct http_response *response)
{
    if (!view->registry && !view_register(view, request, response)) {
        return false;
    }
    view->known = (struct knowledge_source){view->registry, view->source.index};
    view->knowledge = knowledge_of(&view->known);
    view->source.knowledge = &view->knowledge;
    return true;
}

void view_close(struct view *view)
{
    if (view->reader) {
        generation_reader_release(view->generation, view->reader);
    }
    generation_release(view->generation);
    *view = (struct view){0};
}

void view_write_store(const struct view *view, struct json_writer *json)
{
    json_key(json, TEXT("store"));
    json_object_open(json);
    json_key_integer(json, TEXT("generation"), view->generation->number);
    json_key_integer(json, TEXT("documents"), view->generation->document_count);
    json_object_close(json);
}
