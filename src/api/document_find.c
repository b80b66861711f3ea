/* SPDX-License-Identifier: Apache-2.0 */
#include "document_find.h"

#include "chancery/http/url.h"
#include "chancery/model/cable_id.h"

#include "item.h"

/* How many ids near to an unknown one are told. */
#define NEAREST_COUNT 5

/* The longest path that is redirected to. */
#define PATH_BYTES_MAX ((size_t)16 * 1024)

/* What stands in the path behind the id: "/text", "/paragraphs/3.json". */
static void add_rest(const struct http_request *request, struct buffer *path)
{
    struct text pattern = text_of(request->route->pattern);
    size_t close = text_find_char(pattern, '}');
    struct text rest = close == TEXT_NOT_FOUND ? TEXT("") : text_from(pattern, close + 1);
    struct text literal;
    while (text_take_until(&rest, '{', &literal)) {
        buffer_add(path, literal);
        (void)text_take_until(&rest, '}', &literal);
        http_url_add_segment(path, request->captures[1]);
    }
    buffer_add(path, rest);
    if (request->suffix.at) {
        buffer_add(path, TEXT("."));
        buffer_add(path, request->suffix);
    }
}

static void redirect(struct text id, const struct http_request *request,
                     struct http_response *response)
{
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add(&path, TEXT("/v1/documents/"));
    http_url_add_segment(&path, id);
    add_rest(request, &path);
    http_response_redirect(request, response, 308,
                           http_url_at(request, buffer_text(&path), NULL, 0));
}

static void add_member(struct http_problem *problem, struct arena *arena, struct text name,
                       const struct buffer *json)
{
    struct http_member *member = LIST_ADD(arena, &problem->members);
    if (member) {
        *member = (struct http_member){name, arena_text(arena, buffer_text(json))};
    }
}

static enum status add_nearest(struct http_problem *problem, const struct view *view,
                               struct text id, struct arena *arena, struct error *error)
{
    struct store_entries nearest = {0};
    enum status status =
        store_reader_nearest(view->reader, id, NEAREST_COUNT, arena, &nearest, error);
    if (status) {
        return status;
    }
    AUTO_BUFFER out = BUFFER_UP_TO(PATH_BYTES_MAX);
    struct json_writer json = json_writer_to(&out, false);
    json_list_open(&json);
    for (size_t i = 0; i < nearest.count; i++) {
        json_object_open(&json);
        json_key_text(&json, TEXT("id"), nearest.items[i].id);
        json_key_text(&json, TEXT("title"), nearest.items[i].title);
        json_key_text(&json, TEXT("href"), item_href(nearest.items[i].id, arena));
        json_object_close(&json);
    }
    json_list_close(&json);
    add_member(problem, arena, TEXT("nearest"), &out);
    return STATUS_OK;
}

static enum status add_cited_by(struct http_problem *problem, const struct view *view,
                                struct text id, struct arena *arena, struct error *error)
{
    int64_t count = 0;
    enum status status = store_reader_cited_by(view->reader, id, &count, error);
    if (status || count == 0) {
        return status;
    }
    AUTO_BUFFER out = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&out, "%lld", (long long)count);
    add_member(problem, arena, TEXT("cited_by"), &out);
    return STATUS_OK;
}

static void refuse(const struct view *view, struct text id, const struct http_request *request,
                   struct http_response *response)
{
    struct http_problem problem = {.kind = HTTP_PROBLEM_NOT_FOUND,
                                   .detail =
                                       arena_format(request->arena, "There is no document '%.*s'.",
                                                    TEXT_ARGUMENTS(request->captures[0]))};
    struct error error = ERROR_NONE;
    enum status status = add_nearest(&problem, view, id, request->arena, &error);
    status = status ? status : add_cited_by(&problem, view, id, request->arena, &error);
    if (status) {
        http_response_fail(request, response, status, &error);
        return;
    }
    (void)http_problem_answer(&problem, request, response);
}

static struct text lower_case(struct text id, struct arena *arena)
{
    char *lower = arena_copy(arena, id);
    for (size_t i = 0; lower && i < id.length; i++) {
        lower[i] = text_lower(lower[i]);
    }
    return lower ? (struct text){lower, id.length} : TEXT_NONE;
}

bool document_find(const struct view *view, const struct http_request *request,
                   struct http_response *response, int64_t *key)
{
    struct text id = request->captures[0];
    struct error error = ERROR_NONE;
    enum status status = store_reader_find(view->reader, id, key, &error);
    if (status == STATUS_OK) {
        return true;
    }
    struct text spellings[] = {cable_id_read(id, view->vocabulary, request->arena),
                               lower_case(id, request->arena)};
    for (size_t i = 0; i < COUNT_OF(spellings) && status == STATUS_NOT_FOUND; i++) {
        if (spellings[i].at && !text_equal(spellings[i], id)) {
            status = store_reader_find(view->reader, spellings[i], key, &error);
        }
        if (status == STATUS_OK) {
            redirect(spellings[i], request, response);
            return false;
        }
    }
    if (status != STATUS_NOT_FOUND) {
        http_response_fail(request, response, status, &error);
        return false;
    }
    refuse(view, spellings[0].at ? spellings[0] : id, request, response);
    return false;
}
