/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/api/record_json.h"
#include "chancery/search/query_parser.h"

#include "finding.h"
#include "handlers.h"
#include "item.h"
#include "paging.h"
#include "table_rows.h"

/* How many documents when nobody says. */
#define DOCUMENTS_DEFAULT 20

/* A document that an audit tells of. */
struct audited {
    uint32_t document; /* in the registry */
    struct registry_filing filing;
    size_t place; /* in the order of the request */
};

typedef enum status write_item(const struct view *view, const struct audited *item,
                               struct arena *arena, struct json_writer *json, struct error *error);

struct audit {
    LIST_OF(struct audited);
    write_item *write; /* what is told of each */
    size_t portions;   /* of all documents found, those that are well marked too */
    size_t above;
    size_t unmarked;
};

/* Documents in the order of the request that wants says of. */
static void list(const struct view *view, const struct finding *finding,
                 bool (*wants)(const struct registry_filing *filing,
                               const struct list_parameters *parameters),
                 struct arena *arena, struct audit *out)
{
    search_order(finding->hits);
    for (size_t i = 0; i < search_count(finding->hits); i++) {
        uint32_t number = search_hit_at(finding->hits, i).document;
        uint32_t document = view->registered.in_registry[number];
        struct registry_filing filing = registry_filing(view->registered.registry, document);
        struct audited *item = wants(&filing, &finding->parameters) ? LIST_ADD(arena, out) : NULL;
        out->portions += filing.portions;
        out->above += filing.above;
        out->unmarked += filing.unmarked;
        if (item) {
            *item = (struct audited){document, filing, i};
        }
    }
}

/* The document, and the keys that every audit tells of it. */
static enum status write_document(const struct view *view, uint32_t number, struct arena *arena,
                                  struct json_writer *json, struct document **out,
                                  struct error *error)
{
    enum status status = store_reader_document(
        view->reader, registry_document_key(view->registered.registry, number), STORE_PART_ALL,
        arena, out, error);
    if (status) {
        return status;
    }
    const struct document *document = *out;
    json_key_text(json, TEXT("document"), document->id);
    json_key_text(json, TEXT("href"), item_href(document->id, arena));
    json_key_text(json, TEXT("title"), document->title);
    json_key_text(json, TEXT("document_date"), document->date ? document->date->value : TEXT_NONE);
    json_key_text(json, TEXT("classification"),
                  document->cable ? document->cable->classification : TEXT_NONE);
    return STATUS_OK;
}

/* The portions that are above, or those without a mark, by their ids. */
static void write_portions(const struct document *document, bool above, struct json_writer *json)
{
    struct text classification = document->cable ? document->cable->classification : TEXT_NONE;
    json_key(json, above ? TEXT("above") : TEXT("unmarked"));
    json_list_open(json);
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        const struct paragraph *paragraph = &document->paragraphs.items[i];
        if (above ? registry_is_above(paragraph->mark, classification)
                  : paragraph->mark.length == 0) {
            json_object_open(json);
            json_key_text(json, TEXT("id"), paragraph->id);
            json_key_text(json, TEXT("mark"), paragraph->mark);
            json_object_close(json);
        }
    }
    json_list_close(json);
}

static enum status write_marks(const struct view *view, const struct audited *item,
                               struct arena *arena, struct json_writer *json, struct error *error)
{
    struct document *document = NULL;
    enum status status = write_document(view, item->document, arena, json, &document, error);
    if (!status) {
        json_key_integer(json, TEXT("portions"), item->filing.portions);
        write_portions(document, true, json);
        write_portions(document, false, json);
    }
    return status;
}

static enum status write_declassify(const struct view *view, const struct audited *item,
                                    struct arena *arena, struct json_writer *json,
                                    struct error *error)
{
    struct document *document = NULL;
    enum status status = write_document(view, item->document, arena, json, &document, error);
    if (!status) {
        struct utf8_counter counter = utf8_counter_over(document->text, UTF8_UNIT_UTF16);
        const struct field *field = record_field(&cable_record, TEXT("declassify"));
        json_key(json, TEXT("declassify"));
        if (document->cable && field) {
            record_json_write_field(json, field, document->cable, &counter);
        } else {
            json_write_null(json);
        }
    }
    return status;
}

static enum status write_items(const struct view *view, const struct finding *finding,
                               const struct audit *audit, const struct http_request *request,
                               struct json_writer *json, struct error *error)
{
    size_t offset = (size_t)finding->parameters.offset;
    size_t limit =
        finding->parameters.limit < 0 ? DOCUMENTS_DEFAULT : (size_t)finding->parameters.limit;
    enum status status = STATUS_OK;
    json_key(json, TEXT("items"));
    json_list_open(json);
    for (size_t i = offset; !status && i < audit->count && i - offset < limit; i++) {
        json_object_open(json);
        status = audit->write(view, &audit->items[i], request->arena, json, error);
        json_object_close(json);
    }
    json_list_close(json);
    return status;
}

static void write_end(const struct view *view, const struct finding *finding, size_t total,
                      const struct http_request *request, struct http_response *response,
                      struct json_writer *json)
{
    int64_t limit = finding->parameters.limit < 0 ? DOCUMENTS_DEFAULT : finding->parameters.limit;
    struct paging paging =
        paging_by_offset(request, limit, finding->parameters.offset, (int64_t)total);
    paging_write(&paging, request, response, json);
    view_write_store(view, json);
    json_object_close(json);
}

static bool is_badly_marked(const struct registry_filing *filing,
                            const struct list_parameters *parameters)
{
    (void)parameters;
    return filing->above > 0 || filing->unmarked > 0;
}

enum status handle_markings(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    static const struct table_source rows = {handle_markings, "items", LIST_LINES_MAX};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    struct audit audit = {0};
    if (!finding_open_registered(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    list(&view, &finding, is_badly_marked, request->arena, &audit);
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)audit.count);
    json_key_integer(&json, TEXT("portions"), (int64_t)audit.portions);
    json_key_integer(&json, TEXT("above"), (int64_t)audit.above);
    json_key_integer(&json, TEXT("unmarked"), (int64_t)audit.unmarked);
    audit.write = write_marks;
    enum status status = write_items(&view, &finding, &audit, request, &json, error);
    write_end(&view, &finding, audit.count, request, response, &json);
    return status;
}

/* Dated for declassification, and before the day that is asked for, if one is. */
static bool is_due(const struct registry_filing *filing, const struct list_parameters *parameters)
{
    struct query_dates before;
    if (filing->declassify_day == INT64_MIN) {
        return false;
    }
    return !parameters->before.at || !query_dates_read(parameters->before, &before) ||
           filing->declassify_day < before.interval.first_day;
}

static int compare_by_day(const void *a, const void *b)
{
    const struct audited *one = a;
    const struct audited *other = b;
    if (one->filing.declassify_day != other->filing.declassify_day) {
        return one->filing.declassify_day < other->filing.declassify_day ? -1 : 1;
    }
    return one->place < other->place ? -1 : one->place > other->place;
}

enum status handle_declassification(const struct http_request *request,
                                    struct http_response *response, void *context,
                                    struct error *error)
{
    static const struct table_source rows = {handle_declassification, "items", LIST_LINES_MAX};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    struct audit audit = {0};
    if (!finding_open_registered(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    list(&view, &finding, is_due, request->arena, &audit);
    if (audit.count > 1) {
        qsort(audit.items, audit.count, sizeof(*audit.items), compare_by_day);
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)audit.count);
    audit.write = write_declassify;
    enum status status = write_items(&view, &finding, &audit, request, &json, error);
    write_end(&view, &finding, audit.count, request, response, &json);
    return status;
}
