/* SPDX-License-Identifier: Apache-2.0 */
#include "event_sources.h"

#include "chancery/api/record_json.h"
#include "chancery/base/array.h"

#include "item.h"

/* What one document may take while its event is written. */
#define DOCUMENT_BYTES_MAX ((size_t)1024 * 1024 * 1024)

/* The longest list of ids. */
#define IDS_BYTES_MAX ((size_t)16 * 1024)

static struct registry_numbers events_of(const struct fact_rows_walk *walk,
                                         const struct registry_row *row)
{
    const struct registry *registry = walk->view->registry;
    uint32_t event = registry_event_number(registry, row);
    return registry_occasion(registry, registry_occasion_of(registry, event));
}

static void write_source(const struct fact_rows_walk *walk, const struct document *document,
                         const struct registry_row *row, struct arena *arena,
                         struct json_writer *json)
{
    static const char *const keys[] = {"kind",         "date",      "place",   "status",
                                       "participants", "paragraph", "evidence"};
    const struct event *event =
        row->item < document->events.count ? &document->events.items[row->item] : NULL;
    struct utf8_counter counter =
        utf8_counter_over(document->text, (enum utf8_unit)walk->finding->parameters.units);
    json_object_open(json);
    json_key_text(json, TEXT("document"), document->id);
    json_key_text(json, TEXT("href"), item_href(document->id, arena));
    json_key_text(json, TEXT("title"), document->title);
    json_key_text(json, TEXT("document_date"), document->date ? document->date->value : TEXT_NONE);
    for (size_t i = 0; event && i < COUNT_OF(keys); i++) {
        json_key(json, text_of(keys[i]));
        record_json_write_field(json, record_field(&event_record, text_of(keys[i])), event,
                                &counter);
    }
    json_object_close(json);
}

static enum status read_and_write(const struct fact_rows_walk *walk, const struct registry_row *row,
                                  struct arena *arena, struct json_writer *json,
                                  struct error *error)
{
    struct document *document = NULL;
    AUTO_ARENA scratch = arena_new(DOCUMENT_BYTES_MAX);
    int64_t key = registry_document_key(walk->view->registry, row->document);
    if (!scratch) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    enum status status =
        store_reader_document(walk->view->reader, key, STORE_PART_ALL, scratch, &document, error);
    if (!status) {
        write_source(walk, document, row, arena, json);
    }
    return status;
}

enum status event_sources_write(struct fact_rows_walk *walk, const struct registry_row *row,
                                struct arena *arena, struct json_writer *json, struct error *error)
{
    struct registry_numbers events = events_of(walk, row);
    enum status status = STATUS_OK;
    json_key(json, TEXT("sources"));
    json_list_open(json);
    for (size_t i = 0; !status && i < events.count && i < EVENT_SOURCES_MAX; i++) {
        const struct registry_row *event = registry_event(walk->view->registry, events.items[i]);
        if (event->document == row->document) {
            write_source(walk, walk->document, event, arena, json);
        } else {
            status = read_and_write(walk, event, arena, json, error);
        }
    }
    json_list_close(json);
    return status;
}

struct text event_sources_ids(const struct fact_rows_walk *walk, const struct registry_row *row,
                              struct arena *arena)
{
    AUTO_BUFFER out = BUFFER_UP_TO(IDS_BYTES_MAX);
    const struct registry *registry = walk->view->registry;
    struct registry_numbers events = events_of(walk, row);
    for (size_t i = 0; i < events.count && i < EVENT_SOURCES_MAX; i++) {
        uint32_t document = registry_event(registry, events.items[i])->document;
        csv_list_add(&out, i, registry_document_id(registry, document));
    }
    return arena_text(arena, buffer_text(&out));
}
