/* SPDX-License-Identifier: Apache-2.0 */
#include "store_handlers.h"

#include "chancery/base/clock.h"

#include "handlers.h"
#include "item.h"
#include "list_parameters.h"
#include "paging.h"

struct asked {
    int64_t limit;
    int64_t offset;
};

static const struct http_parameter items[] = {
    LIST_LIMIT_PARAMETER(struct asked, API_LIMIT_MAX, "20", "How many lines of the load report."),
    LIST_OFFSET_PARAMETER(struct asked, "How many lines of the load report to pass over."),
};
const struct http_parameters store_parameters = HTTP_PARAMETERS(items);

/* All that the answer tells, read before any of it is written. */
struct account {
    struct store_summary summary;
    struct store_kind_counts kinds;
    struct store_report_sums sums;
    struct store_reports reports;
    int64_t report_total;
};

static enum status read_account(const struct view *view, const struct asked *asked,
                                struct arena *arena, struct account *out, struct error *error)
{
    enum status status = store_reader_summary(view->reader, arena, &out->summary, error);
    if (!status) {
        status = store_reader_kinds(view->reader, arena, &out->kinds, error);
    }
    if (!status) {
        status = store_reader_report_sums(view->reader, arena, &out->sums, error);
    }
    if (!status) {
        struct store_page page = {(size_t)asked->offset, (size_t)asked->limit};
        status = store_reader_reports(view->reader, page, arena, &out->reports, &out->report_total,
                                      error);
    }
    return status;
}

static void write_documents(const struct account *account, struct json_writer *json)
{
    json_key(json, TEXT("documents"));
    json_object_open(json);
    json_key_integer(json, TEXT("total"), account->summary.document_count);
    json_key(json, TEXT("kinds"));
    json_list_open(json);
    for (size_t i = 0; i < account->kinds.count; i++) {
        json_object_open(json);
        json_key_text(json, TEXT("kind"), account->kinds.items[i].kind);
        json_key_integer(json, TEXT("count"), account->kinds.items[i].count);
        json_object_close(json);
    }
    json_list_close(json);
    json_object_close(json);
}

static void write_sums(const struct account *account, struct json_writer *json)
{
    json_key(json, TEXT("summary"));
    json_list_open(json);
    for (size_t i = 0; i < account->sums.count; i++) {
        const struct store_report_sum *sum = &account->sums.items[i];
        json_object_open(json);
        json_key_text(json, TEXT("severity"), store_severity_name(sum->severity));
        json_key_text(json, TEXT("code"), sum->code);
        json_key_integer(json, TEXT("files"), sum->files);
        json_key_integer(json, TEXT("count"), sum->count);
        json_key_text(json, TEXT("path"), sum->path);
        json_key_text(json, TEXT("detail"), sum->detail);
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_reports(const struct account *account, struct arena *arena,
                          struct json_writer *json)
{
    json_key(json, TEXT("items"));
    json_list_open(json);
    for (size_t i = 0; i < account->reports.count; i++) {
        const struct store_report *report = &account->reports.items[i];
        json_object_open(json);
        json_key_text(json, TEXT("path"), report->path);
        json_key_text(json, TEXT("document"), report->document_id);
        json_key_text(json, TEXT("href"),
                      report->document_id.at ? item_href(report->document_id, arena) : TEXT_NONE);
        json_key_text(json, TEXT("severity"), store_severity_name(report->severity));
        json_key_text(json, TEXT("code"), report->code);
        json_key_text(json, TEXT("detail"), report->detail);
        json_key_integer(json, TEXT("count"), report->count);
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_account(const struct account *account, const struct asked *asked,
                          const struct http_request *request, struct http_response *response)
{
    struct clock_stamp published = clock_stamp_of(account->summary.published_seconds);
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_integer(&json, TEXT("generation"), account->summary.generation);
    json_key_text(&json, TEXT("tag"), account->summary.tag);
    json_key_text(&json, TEXT("loaded"), text_of(published.text));
    write_documents(account, &json);
    json_key_integer(&json, TEXT("files"), account->summary.file_count);
    json_key_integer(&json, TEXT("bytes"), account->summary.source_bytes);
    json_key(&json, TEXT("report"));
    json_object_open(&json);
    json_key_integer(&json, TEXT("total"), account->report_total);
    write_sums(account, &json);
    write_reports(account, request->arena, &json);
    json_object_close(&json);
    struct paging paging =
        paging_by_offset(request, asked->limit, asked->offset, account->report_total);
    paging_write(&paging, request, response, &json);
    json_object_close(&json);
}

enum status handle_store(const struct http_request *request, struct http_response *response,
                         void *context, struct error *error)
{
    AUTO_VIEW view = {0};
    struct asked asked = {.limit = API_LIMIT_DEFAULT};
    struct account account = {.report_total = 0};
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response)) {
        return STATUS_OK;
    }
    enum status status = read_account(&view, &asked, request->arena, &account, error);
    if (!status) {
        write_account(&account, &asked, request, response);
    }
    return status;
}
