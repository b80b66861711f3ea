/* SPDX-License-Identifier: Apache-2.0 */
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
};

typedef enum status write_item(const struct view *view, const struct audited *item,
                               struct arena *arena, struct json_writer *json, struct error *error);

/* Documents by number in the index, first to last as they are told. */
struct audit {
    LIST_OF(uint32_t);
    write_item *write; /* what is told of each */
    size_t portions;   /* of all documents found, those that are well marked too */
    size_t above;
    size_t unmarked;
};

static void add(struct audit *audit, uint32_t number, struct arena *arena)
{
    uint32_t *item = LIST_ADD(arena, audit);
    if (item) {
        *item = number;
    }
}

/* Documents with portions that are badly marked, in the order of the index. */
static void list_badly_marked(const struct view *view, const struct finding *finding,
                              struct arena *arena, struct audit *out)
{
    for (uint32_t number = search_next(finding->hits, 0); number != INDEX_END;
         number = search_next(finding->hits, number + 1)) {
        struct registry_filing filing = registry_filing(view->registry, number);
        out->portions += filing.portions;
        out->above += filing.above;
        out->unmarked += filing.unmarked;
        if (filing.above > 0 || filing.unmarked > 0) {
            add(out, number, arena);
        }
    }
}

/* Only these are put in the order of the request, and only as far as the page goes. */
static void put_in_order(const struct finding *finding, struct audit *audit)
{
    size_t limit =
        finding->parameters.limit < 0 ? DOCUMENTS_DEFAULT : (size_t)finding->parameters.limit;
    size_t end = (size_t)finding->parameters.offset + limit;
    search_keep(finding->hits, audit->items, audit->count);
    search_order_first(finding->hits, end);
    for (size_t i = 0; i < audit->count && i < end; i++) {
        audit->items[i] = search_hit_at(finding->hits, i).document;
    }
}

/* Those found that are dated for declassification, and before the day that is asked for, if one
 * is; the earliest first. */
static void list_due(const struct view *view, const struct finding *finding, struct arena *arena,
                     struct audit *out)
{
    const struct registry *registry = view->registry;
    struct registry_numbers due = registry_due(registry);
    struct query_dates before;
    struct text wanted = finding->parameters.before;
    bool has_end = wanted.at && query_dates_read(wanted, &before);
    for (size_t i = 0; i < due.count; i++) {
        uint32_t number = due.items[i];
        if (has_end &&
            registry_filing(registry, number).declassify_day >= before.interval.first_day) {
            break;
        }
        if (search_next(finding->hits, number) == number) {
            add(out, number, arena);
        }
    }
}

/* The document, and the keys that every audit tells of it. */
static enum status write_document(const struct view *view, uint32_t number, struct arena *arena,
                                  struct json_writer *json, struct document **out,
                                  struct error *error)
{
    enum status status =
        store_reader_document(view->reader, registry_document_key(view->registry, number),
                              STORE_PART_ALL, arena, out, error);
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
        uint32_t document = audit->items[i];
        struct audited item = {document, registry_filing(view->registry, document)};
        json_object_open(json);
        status = audit->write(view, &item, request->arena, json, error);
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

static const char *const mark_columns[] = {"document",      "href",           "title",
                                           "document_date", "classification", "portions",
                                           "above",         "unmarked",       NULL};

enum status handle_markings(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    static const struct table_source rows = {handle_markings, "items", LIST_LINES_MAX,
                                             mark_columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    struct audit audit = {0};
    if (!finding_open_registered(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    list_badly_marked(&view, &finding, request->arena, &audit);
    put_in_order(&finding, &audit);
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

static const char *const declassify_columns[] = {
    "document", "href", "title", "document_date", "classification", "declassify", NULL};

enum status handle_declassification(const struct http_request *request,
                                    struct http_response *response, void *context,
                                    struct error *error)
{
    static const struct table_source rows = {handle_declassification, "items", LIST_LINES_MAX,
                                             declassify_columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    struct audit audit = {0};
    if (!finding_open_registered(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    list_due(&view, &finding, request->arena, &audit);
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)audit.count);
    audit.write = write_declassify;
    enum status status = write_items(&view, &finding, &audit, request, &json, error);
    write_end(&view, &finding, audit.count, request, response, &json);
    return status;
}
