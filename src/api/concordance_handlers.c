/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/concordance.h"

#include "finding.h"
#include "handlers.h"
#include "item.h"
#include "paging.h"
#include "table_rows.h"

/* How many lines when nobody says. */
#define LINES_DEFAULT 100

static void write_line(const struct view *view, const struct concordance_line *line,
                       struct arena *arena, struct json_writer *json)
{
    struct index_card card = index_card(view->source.index, line->document);
    static const char *const fields[INDEX_TEXT_FIELD_COUNT] = {
        [INDEX_TEXT_TITLE] = "title", [INDEX_TEXT_BODY] = "body", [INDEX_TEXT_HEADER] = "header"};
    json_object_open(json);
    json_key_text(json, TEXT("document"), card.id);
    json_key_text(json, TEXT("href"), item_href(card.id, arena));
    json_key_text(json, TEXT("date"), card.date);
    json_key_text(json, TEXT("field"), text_of(fields[line->field]));
    json_key_text(json, TEXT("paragraph"), line->paragraph_id);
    json_key_text(json, TEXT("left"), line->left);
    json_key_text(json, TEXT("match"), line->match);
    json_key_text(json, TEXT("right"), line->right);
    json_object_close(json);
}

static const char *const columns[] = {"document", "href",  "date",  "field", "paragraph",
                                      "left",     "match", "right", NULL};

enum status handle_concordance(const struct http_request *request, struct http_response *response,
                               void *context, struct error *error)
{
    static const struct table_source rows = {handle_concordance, "items", LIST_LINES_MAX, columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    if (!finding_open(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    int64_t limit = finding.parameters.limit < 0 ? LINES_DEFAULT : finding.parameters.limit;
    struct concordance_request asked = {.context = (size_t)finding.parameters.context,
                                        .sort = (enum concordance_sort)finding.parameters.line_sort,
                                        .offset = (size_t)finding.parameters.offset,
                                        .limit = (size_t)limit};
    struct concordance lines;
    enum status status = search_concordance(finding.hits, &asked, request->arena, &lines, error);
    if (status == STATUS_UNAVAILABLE) {
        return finding_refuse(status, error, request, response);
    }
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)lines.total);
    json_key_integer(&json, TEXT("documents"), (int64_t)search_count(finding.hits));
    json_key_integer(&json, TEXT("sorted"), (int64_t)lines.sorted);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = 0; i < lines.count; i++) {
        write_line(&view, &lines.lines[i], request->arena, &json);
    }
    json_list_close(&json);
    struct paging paging =
        paging_by_offset(request, limit, (int64_t)asked.offset, (int64_t)lines.total);
    paging_write(&paging, request, response, &json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}
