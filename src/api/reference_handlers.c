/* SPDX-License-Identifier: Apache-2.0 */
#include "reference_handlers.h"

#include "chancery/base/utf8.h"

#include "handlers.h"
#include "item.h"
#include "paging.h"

struct asked {
    struct text document;
    size_t direction; /* enum store_direction */
    int64_t limit;
    int64_t offset;
    size_t units; /* enum utf8_unit */
};

/* In the order of enum store_direction: what the document cites, what cites it. */
static const char *const direction_words[] = {"out", "in", NULL};
static const char *const unit_words[] = {"utf16", "codepoint", "byte", NULL};

static const struct http_parameter items[] = {
    {.name = "document",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct asked, document),
     .most = 256,
     .summary = "Only references of this document, by its canonical id.",
     .example = "08OSLO312"},
    {.name = "direction",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct asked, direction),
     .words = direction_words,
     .preset = "out",
     .summary = "What the document cites, or what cites it."},
    {.name = "limit",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, limit),
     .least = 0,
     .most = API_LIMIT_MAX,
     .preset = "20",
     .summary = "How many."},
    {.name = "offset",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, offset),
     .least = 0,
     .most = INT32_MAX,
     .preset = "0",
     .summary = "How many to pass over."},
    {.name = "units",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct asked, units),
     .words = unit_words,
     .preset = "utf16",
     .summary = "What spans are counted in."},
};
const struct http_parameters reference_parameters = HTTP_PARAMETERS(items);

/* Counts in the text of the document that was asked about last. */
struct counting {
    const struct view *view;
    int64_t key;
    struct utf8_counter counter;
};

static enum status count_in(struct counting *counting, int64_t key, enum utf8_unit unit,
                            struct arena *arena, struct error *error)
{
    struct document *document = NULL;
    if (counting->key == key) {
        return STATUS_OK;
    }
    enum status status =
        store_reader_document(counting->view->reader, key, STORE_PART_ALL, arena, &document, error);
    if (!status) {
        counting->key = key;
        counting->counter = utf8_counter_over(document->text, unit);
    }
    return status;
}

static void write_span(struct json_writer *json, struct span span, struct utf8_counter *counter)
{
    json_key(json, TEXT("span"));
    if (span.end == 0) {
        json_null(json);
        return;
    }
    json_list_open(json);
    json_integer(json, (int64_t)utf8_counter_at(counter, span.start));
    json_integer(json, (int64_t)utf8_counter_at(counter, span.end));
    json_list_close(json);
}

static void write_reference(const struct store_reference *reference, struct counting *counting,
                            struct arena *arena, struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("document"), reference->from_id);
    json_key_text(json, TEXT("href"), item_href(reference->from_id, arena));
    json_key_text(json, TEXT("label"), reference->label);
    json_key_text(json, TEXT("raw"), reference->raw);
    json_key_text(json, TEXT("kind"), reference->kind);
    json_key_text(json, TEXT("id"), reference->to_id);
    json_key_bool(json, TEXT("year_inferred"), reference->year_inferred);
    json_key_bool(json, TEXT("held"), reference->held);
    json_key(json, TEXT("paragraph"));
    if (reference->paragraph == INTEGER_NONE) {
        json_null(json);
    } else {
        json_integer(json, reference->paragraph);
    }
    write_span(json, reference->span, &counting->counter);
    json_object_close(json);
}

static enum status write_all(const struct view *view, const struct store_references *references,
                             enum utf8_unit unit, const struct http_request *request,
                             struct json_writer *json, struct error *error)
{
    struct counting counting = {.view = view, .key = -1};
    json_key(json, TEXT("items"));
    json_list_open(json);
    for (size_t i = 0; i < references->count; i++) {
        const struct store_reference *reference = &references->items[i];
        enum status status = count_in(&counting, reference->from_key, unit, request->arena, error);
        if (status) {
            return status;
        }
        write_reference(reference, &counting, request->arena, json);
    }
    json_list_close(json);
    return STATUS_OK;
}

enum status handle_references(const struct http_request *request, struct http_response *response,
                              void *context, struct error *error)
{
    AUTO_VIEW view = {0};
    struct asked asked = {.limit = API_LIMIT_DEFAULT};
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response)) {
        return STATUS_OK;
    }
    struct store_reference_query query = {.id = asked.document,
                                          .direction = (enum store_direction)asked.direction,
                                          .offset = (size_t)asked.offset,
                                          .limit = (size_t)asked.limit};
    struct store_references references = {0};
    int64_t total = 0;
    enum status status =
        store_reader_references(view.reader, &query, request->arena, &references, &total, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_integer(&json, TEXT("total"), total);
    status = write_all(&view, &references, (enum utf8_unit)asked.units, request, &json, error);
    struct paging paging = paging_by_offset(request, asked.limit, asked.offset, total);
    paging_write(&paging, request, response, &json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return status;
}
