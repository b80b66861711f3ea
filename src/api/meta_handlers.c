/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/ingest/progress.h"

#include "handlers.h"
#include "routes.h"
#include "view.h"

/* What takes a POST alone cannot be followed. */
static bool is_linked(const struct http_route *route)
{
    return route->methods & HTTP_ROUTE_GET && !(route->traits & HTTP_ROUTE_HIDDEN);
}

static struct text method_names(const struct http_route *route)
{
    return route->methods & HTTP_ROUTE_POST ? TEXT("GET, POST") : TEXT("GET");
}

static void write_formats(const struct http_route *route, struct json_writer *json)
{
    json_key(json, TEXT("formats"));
    json_list_open(json);
    for (unsigned i = 0; i < HTTP_FORMAT_COUNT; i++) {
        bool has = http_route_formats(route) >> i & 1 && !(route->traits & HTTP_ROUTE_BYTES);
        if (has) {
            json_write_text(json, http_format_name((enum http_format)i));
        }
    }
    json_list_close(json);
}

static void write_resource(const struct http_route *route, struct arena *arena,
                           struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("path"), http_route_template(route, arena));
    json_key_text(json, TEXT("methods"), method_names(route));
    json_key_text(json, TEXT("summary"), text_of(route->summary));
    json_key_text(json, TEXT("example"), text_of(route->example));
    write_formats(route, json);
    json_object_close(json);
}

enum status handle_index(const struct http_request *request, struct http_response *response,
                         void *context, struct error *error)
{
    (void)context;
    (void)error;
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("description"), TEXT("/v1/openapi.json"));
    json_key(&json, TEXT("resources"));
    json_list_open(&json);
    for (size_t i = 0; i < api_route_count; i++) {
        if (!is_linked(&api_routes[i])) {
            continue;
        }
        write_resource(&api_routes[i], request->arena, &json);
    }
    json_list_close(&json);
    json_object_close(&json);
    return STATUS_OK;
}

/* All that is put into a page here is ours: nothing of it has to be escaped. */
static void write_page(struct http_response *response)
{
    struct buffer *out = &response->body;
    response->content_policy = TEXT("default-src 'none'; base-uri 'none'; form-action 'none'; "
                                    "frame-ancestors 'none'");
    buffer_add(out, TEXT("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                         "<title>Chancery</title>\n<main>\n<h1>Chancery</h1>\n"
                         "<p>Each of these links is an example of one resource.</p>\n<ul>\n"));
    for (size_t i = 0; i < api_route_count; i++) {
        if (!is_linked(&api_routes[i])) {
            continue;
        }
        buffer_add_format(out, "<li><a href=\"%s\">%s</a>: %s</li>\n", api_routes[i].example,
                          api_routes[i].pattern, api_routes[i].summary);
    }
    buffer_add(out, TEXT("</ul>\n</main>\n"));
}

enum status handle_root(const struct http_request *request, struct http_response *response,
                        void *context, struct error *error)
{
    const struct api *api = context;
    if (request->format == HTTP_FORMAT_HTML && api->page.at) {
        response->fixed = api->page;
        response->content_policy = api->page_policy;
        return STATUS_OK;
    }
    if (request->format == HTTP_FORMAT_HTML) {
        write_page(response);
        return STATUS_OK;
    }
    return handle_index(request, response, context, error);
}

enum status handle_health(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    (void)context;
    (void)error;
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("status"), TEXT("ok"));
    json_object_close(&json);
    return STATUS_OK;
}

static void write_progress(const struct ingest_progress *progress, struct json_writer *json)
{
    int64_t left = ingest_progress_seconds_left(progress);
    json_key_text(json, TEXT("phase"), text_of(ingest_phase_name(progress->phase)));
    json_key_integer(json, TEXT("done"), progress->files_done);
    json_key_integer(json, TEXT("total"), progress->files_total);
    json_key(json, TEXT("seconds_left"));
    if (left < 0) {
        json_write_null(json);
    } else {
        json_write_integer(json, left);
    }
}

/* Whether every library has something to answer from. */
static bool is_ready(const struct api *api)
{
    bool ready = true;
    for (size_t i = 0; i <= API_CEILINGS_MAX && ready; i++) {
        struct library *library = i < API_CEILINGS_MAX ? api->views[i] : api->library;
        struct generation *generation = library ? generation_take(library) : NULL;
        ready = !library || generation;
        generation_release(generation);
    }
    return ready;
}

enum status handle_ready(const struct http_request *request, struct http_response *response,
                         void *context, struct error *error)
{
    (void)error;
    const struct api *api = context;
    /* Those who send no key hear whether there is something, and not how much. */
    bool is_known = request->caller || !api->keys || api->keys->count == 0;
    struct library *library = api_library(api, request);
    struct generation *generation = generation_take(library);
    bool ready = is_ready(api);
    struct ingest_progress progress =
        is_known ? library_state(library) : (struct ingest_progress){0};
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("status"), ready ? TEXT("ready") : TEXT("loading"));
    json_key(&json, TEXT("generation"));
    if (generation && is_known) {
        json_write_integer(&json, generation->number);
    } else {
        json_write_null(&json);
    }
    if (!ready) {
        response->code = 503;
        http_response_field(request, response, HTTP_FIELD_RETRY_AFTER, TEXT(API_RETRY_SECONDS));
    }
    write_progress(&progress, &json);
    json_object_close(&json);
    generation_release(generation);
    return STATUS_OK;
}

enum status handle_version(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    (void)error;
    const struct api *api = context;
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("name"), TEXT(API_PROGRAM_NAME));
    json_key_text(&json, TEXT("version"), text_of(api->version));
    json_key_text(&json, TEXT("api"), TEXT("v1"));
    json_object_close(&json);
    return STATUS_OK;
}

static void write_anchor(const char *code, struct buffer *out)
{
    for (; *code; code++) {
        buffer_add(out, *code == '_' ? TEXT("-") : (struct text){code, 1});
    }
}

static void write_problems_page(struct http_response *response)
{
    struct buffer *out = &response->body;
    buffer_add(out, TEXT("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                         "<title>Problems</title>\n<main>\n<h1>Problems</h1>\n<dl>\n"));
    for (unsigned i = 0; i < HTTP_PROBLEM_COUNT; i++) {
        const struct http_problem_entry *entry = http_problem_entry((enum http_problem_kind)i);
        buffer_add(out, TEXT("<dt id=\""));
        write_anchor(entry->code, out);
        buffer_add_format(out, "\">%s</dt>\n<dd>%u %s</dd>\n", entry->code, entry->status,
                          entry->title);
    }
    buffer_add(out, TEXT("</dl>\n</main>\n"));
}

enum status handle_problems(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    (void)context;
    (void)error;
    if (request->format == HTTP_FORMAT_HTML) {
        write_problems_page(response);
        return STATUS_OK;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (unsigned i = 0; i < HTTP_PROBLEM_COUNT; i++) {
        const struct http_problem_entry *entry = http_problem_entry((enum http_problem_kind)i);
        json_object_open(&json);
        json_key_text(&json, TEXT("code"), text_of(entry->code));
        json_key_text(&json, TEXT("title"), text_of(entry->title));
        json_key_integer(&json, TEXT("status"), entry->status);
        json_object_close(&json);
    }
    json_list_close(&json);
    json_object_close(&json);
    return STATUS_OK;
}
