/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/api/record_json.h"
#include "chancery/base/array.h"
#include "chancery/base/csv_writer.h"

#include "export_text.h"

/* The index of OpenSearch that a bulk request names. */
#define BULK_INDEX TEXT("documents")

static void write_line(struct buffer *out, const struct document *document)
{
    struct json_writer json = json_writer_to(out, false);
    record_json_write_whole(&json, document);
    buffer_add(out, TEXT("\n"));
}

/* {"index":{"_index":"documents","_id":"07SEOUL487"}}, and the document on the line below. */
static void write_bulk(struct buffer *out, const struct document *document)
{
    struct json_writer json = json_writer_to(out, false);
    json_object_open(&json);
    json_key(&json, TEXT("index"));
    json_object_open(&json);
    json_key_text(&json, TEXT("_index"), BULK_INDEX);
    json_key_text(&json, TEXT("_id"), document->id);
    json_object_close(&json);
    json_object_close(&json);
    buffer_add(out, TEXT("\n"));
    write_line(out, document);
}

static const char *const columns[] = {
    "id",   "kind", "title", "date", "language", "station", "classification",
    "tags", "path", "part",  "text",
};

static void write_columns(struct buffer *out)
{
    struct csv_writer csv = {.out = out};
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        csv_cell(&csv, text_of(columns[i]));
    }
    csv_row_end(&csv);
}

static void write_tags(struct csv_writer *csv, const struct cable_tags *tags, size_t limit)
{
    AUTO_BUFFER joined = BUFFER_UP_TO(limit);
    for (size_t i = 0; i < tags->count; i++) {
        csv_list_add(&joined, i, tags->items[i].tag);
    }
    csv_cell(csv, buffer_text(&joined));
}

/* In the order of columns. */
static void write_row(struct buffer *out, const struct document *document)
{
    static const struct cable no_cable;
    static const struct document_source no_source;
    const struct cable *cable = document->cable ? document->cable : &no_cable;
    const struct document_source *source = document->source ? document->source : &no_source;
    struct csv_writer csv = {.out = out};
    csv_cell(&csv, document->id);
    csv_cell(&csv, document->kind);
    csv_cell(&csv, document->title);
    csv_cell(&csv, document->date ? document->date->value : TEXT_NONE);
    csv_cell(&csv, document->language);
    csv_cell(&csv, cable->station);
    csv_cell(&csv, cable->classification);
    write_tags(&csv, &cable->tags, out->limit);
    csv_cell(&csv, source->path);
    csv_cell(&csv, source->part);
    csv_cell(&csv, document->text);
    csv_row_end(&csv);
}

static const struct export_text forms[] = {
    {"ndjson", NULL, write_line},
    {"opensearch-bulk", NULL, write_bulk},
    {"csv", write_columns, write_row},
};

const struct export_text *export_text_find(struct text name)
{
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        if (text_equal(text_of(forms[i].name), name)) {
            return &forms[i];
        }
    }
    return NULL;
}
