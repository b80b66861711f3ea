/* SPDX-License-Identifier: Apache-2.0 */
#include "item.h"

#include "chancery/api/record_json.h"
#include "chancery/http/url.h"
#include "chancery/search/passages.h"

/* The longest link to one document. */
#define HREF_BYTES_MAX ((size_t)64 * 1024)

/* The most that one cell of CSV holds. */
#define CELL_BYTES_MAX ((size_t)256 * 1024 * 1024)

/* What is known of one hit: its card, and what had to be read for the keys that are wanted. */
struct item {
    struct index_card card;
    struct search_passages passages;
    const struct document *document; /* NULL unless keys of the document are wanted */
};

struct text item_href(struct text id, struct arena *arena)
{
    AUTO_BUFFER href = BUFFER_UP_TO(HREF_BYTES_MAX);
    buffer_add(&href, TEXT("/v1/documents/"));
    http_url_add_segment(&href, id);
    return arena_text(arena, buffer_text(&href));
}

/* Where the reading room shows a paragraph, with the query lit up in it. */
static struct text passage_href(struct text id, struct text q, uint32_t paragraph,
                                struct arena *arena)
{
    AUTO_BUFFER href = BUFFER_UP_TO(HREF_BYTES_MAX);
    buffer_add(&href, TEXT("/read/"));
    http_url_add_segment(&href, id);
    if (q.length > 0) {
        buffer_add(&href, TEXT("?q="));
        http_url_add_value(&href, q);
    }
    buffer_add_format(&href, "#p%u", paragraph + 1);
    return arena_text(arena, buffer_text(&href));
}

static void write_segments(const struct search_segments *segments, struct json_writer *json)
{
    json_list_open(json);
    for (size_t i = 0; i < segments->count; i++) {
        json_object_open(json);
        json_key_text(json, TEXT("text"), segments->items[i].text);
        if (segments->items[i].is_match) {
            json_key_bool(json, TEXT("match"), true);
        }
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_integer_or_null(struct json_writer *json, struct text key, int64_t value)
{
    json_key(json, key);
    if (value == INTEGER_NONE) {
        json_write_null(json);
    } else {
        json_write_integer(json, value);
    }
}

/* The keys that a passage has wherever it is shown. */
static void write_passage_keys(const struct item_writer *writer, const struct item *item,
                               const struct search_passage *passage, struct arena *arena,
                               struct json_writer *json)
{
    const struct paragraph *paragraph =
        &item->passages.document->paragraphs.items[passage->paragraph];
    write_integer_or_null(json, TEXT("number"), paragraph->number);
    json_key_text(json, TEXT("mark"), paragraph->mark);
    json_key_text(json, TEXT("voice"), paragraph->voice);
    json_key_text(
        json, TEXT("href"),
        passage_href(item->card.id, writer->finding->parameters.q, passage->paragraph, arena));
    json_key(json, TEXT("text"));
    write_segments(&passage->segments, json);
}

static void write_passages(const struct item_writer *writer, const struct item *item,
                           struct arena *arena, struct json_writer *json)
{
    json_list_open(json);
    for (size_t i = 0; i < item->passages.count; i++) {
        const struct search_passage *passage = &item->passages.items[i];
        json_object_open(json);
        json_key_text(json, TEXT("id"),
                      item->passages.document->paragraphs.items[passage->paragraph].id);
        write_passage_keys(writer, item, passage, arena, json);
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_date(const struct index_card *card, struct json_writer *json)
{
    if (!card->date.at) {
        json_write_null(json);
        return;
    }
    json_object_open(json);
    json_key_text(json, TEXT("value"), card->date);
    json_key_text(json, TEXT("precision"), card->date_precision);
    json_key_text(json, TEXT("from"), card->date_from);
    json_object_close(json);
}

static struct text tag_text(const struct item_writer *writer, struct index_numbers tags, size_t i)
{
    return index_value_text(writer->view->source.index, QUERY_FIELD_TAG, tags.items[i]);
}

static struct index_numbers tags_of(const struct item_writer *writer, const struct search_hit *hit)
{
    return index_document_values(writer->view->source.index, QUERY_FIELD_TAG, hit->document);
}

static void write_tags(const struct item_writer *writer, const struct search_hit *hit,
                       struct json_writer *json)
{
    struct index_numbers tags = tags_of(writer, hit);
    json_list_open(json);
    for (size_t i = 0; i < tags.count; i++) {
        json_write_text(json, tag_text(writer, tags, i));
    }
    json_list_close(json);
}

static int64_t matches_of(const struct item_writer *writer, const struct item *item,
                          const struct search_hit *hit)
{
    return (int64_t)(item->passages.document ? item->passages.matches
                                             : search_matches(writer->finding->hits, hit));
}

static void write_own_key(const struct item_writer *writer, const struct search_hit *hit,
                          const struct item *item, enum item_key key, struct arena *arena,
                          struct json_writer *json)
{
    switch (key) {
    case ITEM_ID:
        json_write_text(json, item->card.id);
        break;
    case ITEM_KIND:
        json_write_text(json, item->card.kind);
        break;
    case ITEM_HREF:
        json_write_text(json, item_href(item->card.id, arena));
        break;
    case ITEM_TITLE:
        json_write_text(json, item->card.title);
        break;
    case ITEM_DATE:
        write_date(&item->card, json);
        break;
    case ITEM_STATION:
        json_write_text(json, item->card.station);
        break;
    case ITEM_CLASSIFICATION:
        json_write_text(json, item->card.classification);
        break;
    case ITEM_TAGS:
        write_tags(writer, hit, json);
        break;
    case ITEM_SCORE:
        json_write_real(json, (double)hit->score);
        break;
    case ITEM_MATCHES:
        json_write_integer(json, matches_of(writer, item, hit));
        break;
    case ITEM_PASSAGES:
        write_passages(writer, item, arena, json);
        break;
    case ITEM_OWN_COUNT:
        json_write_null(json);
        break;
    }
}

static enum status read_item(const struct item_writer *writer, const struct search_hit *hit,
                             struct arena *arena, struct item *item, struct error *error)
{
    const struct search_source *source = &writer->view->source;
    *item = (struct item){.card = index_card(source->index, hit->document)};
    enum status status = STATUS_OK;
    if (item_keys_have(&writer->keys, ITEM_PASSAGES) || hit->paragraph != INDEX_NO_PARAGRAPH) {
        struct search_passages_request wanted = {.limit =
                                                     (size_t)writer->finding->parameters.passages};
        status =
            search_passages(writer->finding->hits, hit, &wanted, arena, &item->passages, error);
    }
    if (!status && item_keys_need_document(&writer->keys)) {
        struct document *document = NULL;
        status = store_reader_document(writer->view->reader,
                                       index_document_key(source->index, hit->document),
                                       STORE_PART_ALL, arena, &document, error);
        if (!status) {
            facts_keep(document,
                       list_confidence(writer->finding->parameters.confidence, writer->view->bar));
        }
        item->document = document;
    }
    return status;
}

enum status item_write_json(const struct item_writer *writer, const struct search_hit *hit,
                            struct arena *arena, struct json_writer *json, struct error *error)
{
    struct item item;
    enum status status = read_item(writer, hit, arena, &item, error);
    if (status) {
        return status;
    }
    struct utf8_counter counter =
        utf8_counter_over(item.document ? item.document->text : TEXT(""),
                          (enum utf8_unit)writer->finding->parameters.units);
    json_object_open(json);
    for (size_t i = 0; i < writer->keys.count; i++) {
        size_t key = writer->keys.items[i];
        json_key(json, text_of(item_key_words[key]));
        if (key < ITEM_OWN_COUNT) {
            write_own_key(writer, hit, &item, (enum item_key)key, arena, json);
        } else {
            record_json_write_field(json, item_key_field(key), item.document, &counter);
        }
    }
    if (writer->has_copies) {
        json_key_integer(json, TEXT("copies"), writer->copies);
    }
    json_object_close(json);
    return STATUS_OK;
}

/* The item of a paragraph that was found, and the paragraph. */
static enum status read_passage(const struct item_writer *writer, const struct search_hit *hit,
                                struct arena *arena, struct item *item,
                                const struct paragraph **paragraph, struct error *error)
{
    enum status status = read_item(writer, hit, arena, item, error);
    if (status) {
        return status;
    }
    const struct document *document = item->passages.document;
    if (!document || hit->paragraph >= document->paragraphs.count) {
        (void)error_set(error, STATUS_CORRUPT, "the index has a paragraph that the store lacks");
        return STATUS_CORRUPT; /* spelled out, so that compilers see that *paragraph is set */
    }
    *paragraph = &document->paragraphs.items[hit->paragraph];
    return STATUS_OK;
}

enum status item_write_passage(const struct item_writer *writer, const struct search_hit *hit,
                               struct arena *arena, struct json_writer *json, struct error *error)
{
    struct item item;
    const struct paragraph *paragraph = NULL;
    enum status status = read_passage(writer, hit, arena, &item, &paragraph, error);
    if (status || !paragraph) {
        return status;
    }
    json_object_open(json);
    json_key_text(json, TEXT("id"), paragraph->id);
    json_key_text(json, TEXT("document"), item.card.id);
    json_key_text(json, TEXT("kind"), item.card.kind);
    json_key_text(json, TEXT("title"), item.card.title);
    json_key(json, TEXT("date"));
    write_date(&item.card, json);
    json_key_text(json, TEXT("station"), item.card.station);
    json_key_text(json, TEXT("classification"), item.card.classification);
    json_key(json, TEXT("score"));
    json_write_real(json, (double)hit->score);
    json_key_integer(json, TEXT("matches"), (int64_t)item.passages.matches);
    if (item.passages.count > 0) {
        write_passage_keys(writer, &item, &item.passages.items[0], arena, json);
    }
    json_object_close(json);
    return STATUS_OK;
}

void item_write_passage_csv_head(struct csv_writer *csv)
{
    static const char *const columns[] = {"id",   "document", "date",  "station",
                                          "mark", "number",   "voice", "text"};
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        csv_cell(csv, text_of(columns[i]));
    }
    csv_row_end(csv);
}

enum status item_write_passage_csv(const struct item_writer *writer, const struct search_hit *hit,
                                   struct arena *arena, struct csv_writer *csv, struct error *error)
{
    struct item item;
    const struct paragraph *paragraph = NULL;
    enum status status = read_passage(writer, hit, arena, &item, &paragraph, error);
    if (status || !paragraph) {
        return status;
    }
    csv_cell(csv, paragraph->id);
    csv_cell(csv, item.card.id);
    csv_cell(csv, item.card.date);
    csv_cell(csv, item.card.station);
    csv_cell(csv, paragraph->mark);
    csv_cell(csv, paragraph->number == INTEGER_NONE
                      ? TEXT_NONE
                      : arena_format(arena, "%lld", (long long)paragraph->number));
    csv_cell(csv, paragraph->voice);
    csv_cell(csv, paragraph->text);
    csv_row_end(csv);
    return STATUS_OK;
}

void item_write_csv_head(const struct item_writer *writer, struct csv_writer *csv)
{
    for (size_t i = 0; i < writer->keys.count; i++) {
        csv_cell(csv, text_of(item_key_words[writer->keys.items[i]]));
    }
    if (writer->has_copies) {
        csv_cell(csv, TEXT("copies"));
    }
    csv_row_end(csv);
}

static struct text tags_cell(const struct item_writer *writer, const struct search_hit *hit,
                             struct arena *arena)
{
    struct index_numbers tags = tags_of(writer, hit);
    AUTO_BUFFER joined = BUFFER_UP_TO(HREF_BYTES_MAX);
    for (size_t i = 0; i < tags.count; i++) {
        buffer_add(&joined, i > 0 ? TEXT(" ") : TEXT(""));
        buffer_add(&joined, tag_text(writer, tags, i));
    }
    return arena_text(arena, buffer_text(&joined));
}

/* The text of a key as a cell has it: words as they are, what has parts as JSON. */
static struct text own_cell(const struct item_writer *writer, const struct search_hit *hit,
                            const struct item *item, enum item_key key, struct arena *arena)
{
    switch (key) {
    case ITEM_ID:
        return item->card.id;
    case ITEM_KIND:
        return item->card.kind;
    case ITEM_HREF:
        return item_href(item->card.id, arena);
    case ITEM_TITLE:
        return item->card.title;
    case ITEM_DATE:
        return item->card.date;
    case ITEM_STATION:
        return item->card.station;
    case ITEM_CLASSIFICATION:
        return item->card.classification;
    case ITEM_TAGS:
        return tags_cell(writer, hit, arena);
    case ITEM_SCORE:
        return arena_format(arena, "%.6g", (double)hit->score);
    case ITEM_MATCHES:
        return arena_format(arena, "%lld", (long long)matches_of(writer, item, hit));
    case ITEM_PASSAGES:
    case ITEM_OWN_COUNT:
        break;
    }
    AUTO_BUFFER out = BUFFER_UP_TO(CELL_BYTES_MAX);
    struct json_writer json = json_writer_to(&out, false);
    write_own_key(writer, hit, item, key, arena, &json);
    return arena_text(arena, buffer_text(&out));
}

static struct text document_cell(const struct field *field, const struct document *document,
                                 enum utf8_unit unit, struct arena *arena)
{
    if (!document) {
        return TEXT_NONE;
    }
    if (field->kind == FIELD_TEXT) {
        return field_text(field, document);
    }
    AUTO_BUFFER out = BUFFER_UP_TO(CELL_BYTES_MAX);
    struct json_writer json = json_writer_to(&out, false);
    struct utf8_counter counter = utf8_counter_over(document->text, unit);
    record_json_write_field(&json, field, document, &counter);
    return arena_text(arena, buffer_text(&out));
}

enum status item_write_csv(const struct item_writer *writer, const struct search_hit *hit,
                           struct arena *arena, struct csv_writer *csv, struct error *error)
{
    struct item item;
    enum status status = read_item(writer, hit, arena, &item, error);
    if (status) {
        return status;
    }
    for (size_t i = 0; i < writer->keys.count; i++) {
        size_t key = writer->keys.items[i];
        csv_cell(csv,
                 key < ITEM_OWN_COUNT
                     ? own_cell(writer, hit, &item, (enum item_key)key, arena)
                     : document_cell(item_key_field(key), item.document,
                                     (enum utf8_unit)writer->finding->parameters.units, arena));
    }
    if (writer->has_copies) {
        csv_cell(csv, arena_format(arena, "%u", writer->copies));
    }
    csv_row_end(csv);
    return STATUS_OK;
}
