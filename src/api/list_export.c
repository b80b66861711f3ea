/* SPDX-License-Identifier: Apache-2.0 */
#include "list_export.h"

#include "chancery/model/vocabulary.h"

#include "citation.h"
#include "geojson.h"

static enum status read_head(const struct list_export *export, const struct search_hit *hit,
                             struct arena *arena, struct document **out, struct error *error)
{
    const struct view *view = export->writer.view;
    return store_reader_document(view->reader,
                                 index_document_key(view->source.index, hit->document),
                                 STORE_PART_HEAD, arena, out, error);
}

void list_export_head(const struct list_export *export, struct buffer *out)
{
    struct csv_writer csv = {.out = out};
    if (export->format == HTTP_FORMAT_CSV && export->is_of_paragraphs) {
        item_write_passage_csv_head(&csv);
    } else if (export->format == HTTP_FORMAT_CSV) {
        item_write_csv_head(&export->writer, &csv);
    } else if (export->format == HTTP_FORMAT_CSL) {
        buffer_add(out, TEXT("["));
    } else if (export->format == HTTP_FORMAT_GEOJSON) {
        buffer_add(out, TEXT(GEOJSON_HEAD));
    }
}

void list_export_tail(const struct list_export *export, struct buffer *out)
{
    if (export->format == HTTP_FORMAT_CSL) {
        buffer_add(out, TEXT("]\n"));
    } else if (export->format == HTTP_FORMAT_GEOJSON) {
        buffer_add(out, TEXT(GEOJSON_TAIL));
    }
}

static enum status write_csv(const struct list_export *export, const struct search_hit *hit,
                             struct arena *arena, struct buffer *out, struct error *error)
{
    struct csv_writer csv = {.out = out, .raw = export->is_raw};
    return export->is_of_paragraphs
               ? item_write_passage_csv(&export->writer, hit, arena, &csv, error)
               : item_write_csv(&export->writer, hit, arena, &csv, error);
}

static enum status write_json(const struct list_export *export, const struct search_hit *hit,
                              struct arena *arena, struct json_writer *json, struct error *error)
{
    return export->is_of_paragraphs ? item_write_passage(&export->writer, hit, arena, json, error)
                                    : item_write_json(&export->writer, hit, arena, json, error);
}

static enum status write_citation(const struct list_export *export, const struct search_hit *hit,
                                  struct arena *arena, struct buffer *out, struct error *error)
{
    struct document *document = NULL;
    enum status status = read_head(export, hit, arena, &document, error);
    if (status) {
        return status;
    }
    if (export->format == HTTP_FORMAT_RIS) {
        citation_add_ris(out, document);
    } else if (export->format == HTTP_FORMAT_BIB) {
        citation_add_bibtex(out, document);
    } else {
        struct json_writer json = json_writer_to(out, false);
        buffer_add(out, export->written > 0 ? TEXT(",\n") : TEXT(""));
        citation_write_csl(&json, document);
    }
    return STATUS_OK;
}

/* Where a document was written: the station of a cable, the city of a dateline that has a post. */
static enum status find_place(const struct list_export *export, const struct search_hit *hit,
                              struct arena *arena, const struct vocabulary_station **out,
                              struct error *error)
{
    const struct view *view = export->writer.view;
    struct text place = index_card(view->source.index, hit->document).station;
    enum status status = STATUS_OK;
    if (!place.at) {
        struct document *document = NULL;
        status = read_head(export, hit, arena, &document, error);
        bool has_dateline = !status && document->news && document->news->dateline;
        place = has_dateline ? document->news->dateline->place : TEXT_NONE;
    }
    *out = place.length > 0 ? vocabulary_station(view->vocabulary, place) : NULL;
    return status;
}

static enum status write_feature(const struct list_export *export, const struct search_hit *hit,
                                 struct arena *arena, struct buffer *out, struct error *error)
{
    const struct vocabulary_station *place = NULL;
    enum status status = find_place(export, hit, arena, &place, error);
    if (status) {
        return status;
    }
    buffer_add(out, export->written > 0 ? TEXT(",\n") : TEXT(""));
    struct json_writer json = json_writer_to(out, false);
    json_object_open(&json);
    json_key_text(&json, TEXT("type"), TEXT("Feature"));
    json_key_text(&json, TEXT("id"),
                  index_card(export->writer.view->source.index, hit->document).id);
    json_key(&json, TEXT("geometry"));
    geojson_write_point(&json, place != NULL, place ? place->latitude : 0.0,
                        place ? place->longitude : 0.0);
    json_key(&json, TEXT("properties"));
    status = item_write_json(&export->writer, hit, arena, &json, error);
    json_object_close(&json);
    return status;
}

enum status list_export_row(struct list_export *export, const struct search_hit *hit,
                            struct arena *arena, struct buffer *out, struct error *error)
{
    enum status status = STATUS_OK;
    if (export->format == HTTP_FORMAT_CSV) {
        status = write_csv(export, hit, arena, out, error);
    } else if (export->format == HTTP_FORMAT_GEOJSON) {
        status = write_feature(export, hit, arena, out, error);
    } else if (export->format == HTTP_FORMAT_NDJSON) {
        struct json_writer json = json_writer_to(out, false);
        status = write_json(export, hit, arena, &json, error);
        buffer_add(out, TEXT("\n"));
    } else {
        status = write_citation(export, hit, arena, out, error);
    }
    export->written++;
    return status;
}
