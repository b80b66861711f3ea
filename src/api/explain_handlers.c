/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/explain.h"

#include "finding.h"
#include "handlers.h"
#include "item.h"
#include "paging.h"

/* The longest part of a query that is shown. */
#define PART_BYTES_MAX ((size_t)64 * 1024)

/* How many hits are explained when nobody says, and at most. */
#define EXPLAINED_DEFAULT 10
#define EXPLAINED_MAX     100

static void write_query_part(const struct query_node *query, struct text key, struct arena *arena,
                             struct json_writer *json)
{
    AUTO_BUFFER printed = BUFFER_UP_TO(PART_BYTES_MAX);
    if (query) {
        query_print(query, &printed);
    }
    json_key_text(json, key, query ? arena_text(arena, buffer_text(&printed)) : TEXT_NONE);
}

static void write_if_counted(struct text key, int64_t value, struct json_writer *json)
{
    if (value != INTEGER_NONE) {
        json_key_integer(json, key, value);
    }
}

/* Nested no deeper than queries are. */
static void write_node(const struct explain_node *node, struct arena *arena,
                       struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("kind"), text_of(node->kind));
    write_query_part(node->query, TEXT("query"), arena, json);
    write_if_counted(TEXT("words"), node->words, json);
    write_if_counted(TEXT("documents"), node->found, json);
    write_if_counted(TEXT("values"), node->values, json);
    if (node->children.count > 0) {
        json_key(json, TEXT("children"));
        json_list_open(json);
        for (size_t i = 0; i < node->children.count; i++) {
            write_node(node->children.items[i], arena, json);
        }
        json_list_close(json);
    }
    json_object_close(json);
}

static enum status write_hit(struct finding *finding, const struct view *view,
                             const struct search_hit *hit, struct arena *arena,
                             struct json_writer *json, struct error *error)
{
    struct explain_parts parts = {0};
    enum status status = search_explain_hit(finding->hits, hit, arena, &parts, error);
    struct text id = index_card(view->source.index, hit->document).id;
    json_object_open(json);
    json_key_text(json, TEXT("id"), id);
    json_key_text(json, TEXT("href"), item_href(id, arena));
    json_key(json, TEXT("score"));
    json_write_real(json, (double)hit->score);
    json_key_integer(json, TEXT("length"),
                     index_document_length(view->source.index, hit->document));
    json_key(json, TEXT("parts"));
    json_list_open(json);
    for (size_t i = 0; i < parts.count; i++) {
        json_object_open(json);
        write_query_part(parts.items[i].query, TEXT("query"), arena, json);
        json_key(json, TEXT("score"));
        json_write_real(json, (double)parts.items[i].score);
        json_object_close(json);
    }
    json_list_close(json);
    json_object_close(json);
    return status;
}

static enum status write_hits(struct finding *finding, const struct view *view,
                              const struct http_request *request, struct http_response *response,
                              struct json_writer *json, struct error *error)
{
    int64_t limit = finding->parameters.limit < 0 ? EXPLAINED_DEFAULT : finding->parameters.limit;
    limit = limit < EXPLAINED_MAX ? limit : EXPLAINED_MAX;
    finding->request.offset = (size_t)finding->parameters.offset;
    finding->request.limit = (size_t)limit;
    finding->request.cursor = finding->parameters.cursor;
    struct search_page page;
    enum status status = search_page(finding->hits, request->arena, &page, error);
    json_key(json, TEXT("items"));
    json_list_open(json);
    for (size_t i = 0; !status && i < page.count; i++) {
        status = write_hit(finding, view, &page.items[i], request->arena, json, error);
    }
    json_list_close(json);
    if (!status) {
        struct paging paging = paging_by_cursor(request, limit, (int64_t)page.offset,
                                                page.next_cursor, page.prev_cursor);
        paging_write(&paging, request, response, json);
    }
    return status;
}

enum status handle_explain(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    AUTO_VIEW view = {0};
    struct finding finding;
    if (!finding_open(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    struct explain_node *plan = NULL;
    enum status status = search_explain(finding.hits, &plan, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)search_count(finding.hits));
    json_key(&json, TEXT("plan"));
    if (plan) {
        write_node(plan, request->arena, &json);
    } else {
        json_write_null(&json);
    }
    status = write_hits(&finding, &view, request, response, &json, error);
    view_write_store(&view, &json);
    json_object_close(&json);
    return status == STATUS_INVALID ? finding_refuse(status, error, request, response) : status;
}
