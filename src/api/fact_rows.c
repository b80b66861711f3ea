/* SPDX-License-Identifier: Apache-2.0 */
#include "fact_rows.h"

#include <assert.h>

#include "chancery/api/record_json.h"
#include "chancery/base/array.h"

#include "event_sources.h"
#include "item.h"

/* How many documents are put in order at first; rows farther on have more of them ordered. */
#define FIRST_ORDERED ((size_t)64)

/* What one document may take while its rows are written. */
#define DOCUMENT_BYTES_MAX ((size_t)1024 * 1024 * 1024)

/* The longest cell of a table. */
#define CELL_BYTES_MAX ((size_t)16 * 1024 * 1024)

/* How far around a reference its sentence is looked for. */
#define SENTENCE_BYTES_MAX ((size_t)1000)

const struct fact_rows_table fact_rows_tables[FACT_ROWS_TABLE_COUNT] = {
    {"events", REGISTRY_EVENT, "events", QUERY_FIELD_EVENT},
    {"statements", REGISTRY_STATEMENT, "statements", QUERY_FIELD_SPEAKER},
    {"action-requests", REGISTRY_ACTION_REQUEST, "action_requests", QUERY_FIELD_COUNT},
    {"money", REGISTRY_MONEY, "money", QUERY_FIELD_COUNT},
    {"references", REGISTRY_REFERENCE, "references", QUERY_FIELD_COUNT},
};

static const struct field *list_field(const struct fact_rows_table *table)
{
    const struct field *field = record_field(&document_record, text_of(table->list));
    assert(field);
    return field;
}

const struct record *fact_rows_record(const struct fact_rows_table *table)
{
    return list_field(table)->record;
}

static bool fits(struct fact_rows_walk *walk, const struct registry_row *row)
{
    return row->confidence <= walk->bar && fact_words_fit(&walk->words, row->word) &&
           fact_words_fit(&walk->others, row->other);
}

/* Whether a row is the first of what it tells of that is met; from then on it is not. */
static bool is_new(struct fact_rows_walk *walk, const struct registry_row *row)
{
    const struct registry *registry = walk->view->registry;
    if (!walk->told) {
        return true;
    }
    unsigned char *told =
        &walk->told[registry_occasion_of(registry, registry_event_number(registry, row))];
    bool is_first = !*told;
    *told = 1;
    return is_first;
}

static struct registry_rows rows_of(const struct fact_rows_walk *walk, uint32_t document)
{
    const struct registry *registry = walk->view->registry;
    return registry_document_rows(registry, walk->table->kind, document);
}

struct numbers {
    LIST_OF(uint32_t);
};

/* Count the rows, and of the documents found keep those that have any, so that only these need be
 * put in order. */
static bool keep_telling(struct fact_rows_walk *walk, struct arena *arena)
{
    struct search_hits *hits = walk->finding->hits;
    struct numbers telling = {0};
    for (uint32_t document = search_next(hits, 0); document != INDEX_END;
         document = search_next(hits, document + 1)) {
        struct registry_rows rows = rows_of(walk, document);
        size_t count = 0;
        bool any = false;
        for (size_t k = 0; k < rows.count; k++) {
            bool is_fit = fits(walk, &rows.items[k]);
            any = any || is_fit;
            count += is_fit && is_new(walk, &rows.items[k]) ? 1 : 0;
        }
        uint32_t *number = any ? LIST_ADD(arena, &telling) : NULL;
        if (number) {
            *number = document;
        }
        walk->total += count;
    }
    search_keep(hits, telling.items, telling.count);
    return !arena_failed(arena);
}

enum status fact_rows_begin(struct fact_rows_walk *walk, struct arena *arena, struct error *error)
{
    const struct list_parameters *parameters = &walk->finding->parameters;
    const struct registry *registry = walk->view->registry;
    enum query_field field = walk->table->field;
    bool is_ready = fact_words_of_runs(&parameters->row_others, registry, arena, &walk->others) &&
                    (field == QUERY_FIELD_COUNT
                         ? fact_words_of_runs(&parameters->row_words, registry, arena, &walk->words)
                         : fact_words_of_filters(&walk->finding->request.filters, field, walk->view,
                                                 arena, &walk->words));
    if (!is_ready) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the rows");
    }
    walk->bar = list_confidence(parameters->confidence, walk->view->bar);
    walk->total = 0;
    size_t occasions = registry_occasion_count(registry);
    if (walk->table->kind == REGISTRY_EVENT) {
        walk->told = arena_take(arena, occasions + 1);
        is_ready = walk->told != NULL;
    }
    if (!is_ready) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the rows");
    }
    if (!keep_telling(walk, arena) || walk->words.has_failed) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the rows");
    }
    if (walk->told) {
        memset(walk->told, 0, occasions);
    }
    return STATUS_OK;
}

void fact_rows_end(struct fact_rows_walk *walk)
{
    walk->arena = arena_free(walk->arena);
}

bool fact_rows_next(struct fact_rows_walk *walk, const struct registry_row **out)
{
    struct search_hits *hits = walk->finding->hits;
    while (walk->hit < search_count(hits)) {
        if (walk->hit >= walk->ordered) {
            walk->ordered = walk->ordered * 4 + FIRST_ORDERED;
            search_order_first(hits, walk->ordered);
        }
        struct registry_rows rows = rows_of(walk, search_hit_at(hits, walk->hit).document);
        while (walk->item < rows.count) {
            const struct registry_row *row = &rows.items[walk->item++];
            if (fits(walk, row) && is_new(walk, row)) {
                *out = row;
                return true;
            }
        }
        walk->hit++;
        walk->item = 0;
    }
    return false;
}

enum status fact_rows_read(struct fact_rows_walk *walk, const struct registry_row *row,
                           struct error *error)
{
    struct document *document = NULL;
    if (walk->arena && walk->document_hit == walk->hit) {
        return STATUS_OK;
    }
    walk->arena = arena_free(walk->arena);
    walk->arena = arena_new(DOCUMENT_BYTES_MAX);
    if (!walk->arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    int64_t key = registry_document_key(walk->view->registry, row->document);
    enum status status = store_reader_document(walk->view->reader, key, STORE_PART_ALL, walk->arena,
                                               &document, error);
    if (!status) {
        walk->document = document;
        walk->document_hit = walk->hit;
        walk->counter =
            utf8_counter_over(document->text, (enum utf8_unit)walk->finding->parameters.units);
    }
    return status;
}

const void *fact_rows_value(const struct fact_rows_walk *walk, const struct registry_row *row)
{
    const struct field *field = list_field(walk->table);
    struct list list = field_list(field, walk->document);
    return row->item < list.count ? field_item(field, &list, row->item) : NULL;
}

/* A sentence ends at a point and a blank, or at an empty line. */
static bool is_end(struct text text, size_t at)
{
    bool is_mark = text.at[at] == '.' || text.at[at] == '?' || text.at[at] == '!';
    bool is_empty_line = text.at[at] == '\n' && at + 1 < text.length && text.at[at + 1] == '\n';
    return is_empty_line || (is_mark && at + 1 < text.length && text_is_blank(text.at[at + 1]));
}

static bool is_inside_character(struct text text, size_t at)
{
    return at < text.length && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

/* From the sentence's beginning to its end, each not too far away, never half a character. */
static struct text cut_sentence(struct text text, struct span span)
{
    size_t start = span.start;
    size_t end = span.end;
    while (start > 0 && span.start - start < SENTENCE_BYTES_MAX && !is_end(text, start - 1)) {
        start--;
    }
    while (end < text.length && end - span.end < SENTENCE_BYTES_MAX && !is_end(text, end)) {
        end++;
    }
    while (is_inside_character(text, start)) {
        start++;
    }
    while (is_inside_character(text, end)) {
        end--;
    }
    end += end < text.length && text.at[end] != '\n' ? 1 : 0;
    return text_slice(text, start, end - start);
}

struct text fact_rows_sentence(const struct document *document, const struct reference *reference,
                               struct arena *arena)
{
    struct text text = document->text;
    struct span span = reference->span;
    size_t place = (size_t)reference->paragraph - 1;
    if (reference->paragraph < 1 || place >= document->paragraphs.count || span.end == 0 ||
        span.end > text.length) {
        return TEXT_NONE;
    }
    /* The number and mark of a paragraph are no part of its first sentence. */
    struct span inside = document->paragraphs.items[place].span;
    if (inside.start <= span.start && span.end <= inside.end && inside.end <= text.length) {
        text = text_slice(text, inside.start, inside.end - inside.start);
        span = (struct span){span.start - inside.start, span.end - inside.start};
    }
    struct text sentence = cut_sentence(text, span);
    char *words = arena_copy(arena, sentence);
    size_t length = 0;
    for (size_t i = 0; words && i < sentence.length; i++) {
        bool is_blank = text_is_blank(words[i]);
        if (!is_blank || (length > 0 && words[length - 1] != ' ')) {
            words[length++] = is_blank ? ' ' : words[i];
        }
    }
    return words ? text_trim((struct text){words, length}) : TEXT_NONE;
}

static struct text document_date(const struct document *document)
{
    return document->date ? document->date->value : TEXT_NONE;
}

enum status fact_rows_write_json(struct fact_rows_walk *walk, const struct registry_row *row,
                                 struct arena *arena, struct json_writer *json, struct error *error)
{
    enum status status = STATUS_OK;
    const struct record *record = fact_rows_record(walk->table);
    const void *value = fact_rows_value(walk, row);
    const struct document *document = walk->document;
    json_object_open(json);
    json_key_text(json, TEXT("document"), document->id);
    json_key_text(json, TEXT("href"), item_href(document->id, arena));
    json_key_text(json, TEXT("title"), document->title);
    json_key_text(json, TEXT("document_date"), document_date(document));
    for (size_t i = 0; value && i < record->field_count; i++) {
        json_key(json, text_of(record->fields[i].name));
        record_json_write_field(json, &record->fields[i], value, &walk->counter);
    }
    if (walk->table->kind == REGISTRY_EVENT) {
        status = event_sources_write(walk, row, arena, json, error);
    }
    if (walk->table->kind == REGISTRY_REFERENCE && value) {
        const struct reference *reference = value;
        json_key_text(json, TEXT("sentence"), fact_rows_sentence(document, reference, arena));
    }
    json_object_close(json);
    return status;
}

void fact_rows_write_csv_head(const struct fact_rows_walk *walk, struct csv_writer *csv)
{
    const struct record *record = fact_rows_record(walk->table);
    csv_cell(csv, TEXT("document"));
    csv_cell(csv, TEXT("title"));
    csv_cell(csv, TEXT("document_date"));
    for (size_t i = 0; i < record->field_count; i++) {
        csv_cell(csv, text_of(record->fields[i].name));
    }
    if (walk->table->kind == REGISTRY_EVENT) {
        csv_cell(csv, TEXT("sources"));
    }
    csv_row_end(csv);
}

/* Texts as they are, lists of texts with a semicolon between, all else as JSON has it. */
static struct text cell_of(const struct field *field, const void *value,
                           struct utf8_counter *counter, struct arena *arena)
{
    if (field->kind == FIELD_TEXT) {
        return field_text(field, value);
    }
    if (field->kind == FIELD_CONFIDENCE) {
        return confidence_name(field_confidence(field, value));
    }
    AUTO_BUFFER out = BUFFER_UP_TO(CELL_BYTES_MAX);
    if (field->kind == FIELD_TEXTS) {
        struct list list = field_list(field, value);
        for (size_t i = 0; i < list.count; i++) {
            csv_list_add(&out, i, *(const struct text *)field_item(field, &list, i));
        }
        return arena_text(arena, buffer_text(&out));
    }
    struct json_writer json = json_writer_to(&out, false);
    record_json_write_field(&json, field, value, counter);
    struct text written = buffer_text(&out);
    return text_equal(written, TEXT("null")) ? TEXT_NONE : arena_text(arena, written);
}

void fact_rows_write_csv(struct fact_rows_walk *walk, const struct registry_row *row,
                         struct arena *arena, struct csv_writer *csv)
{
    const struct record *record = fact_rows_record(walk->table);
    const void *value = fact_rows_value(walk, row);
    csv_cell(csv, walk->document->id);
    csv_cell(csv, walk->document->title);
    csv_cell(csv, document_date(walk->document));
    for (size_t i = 0; value && i < record->field_count; i++) {
        csv_cell(csv, cell_of(&record->fields[i], value, &walk->counter, arena));
    }
    if (walk->table->kind == REGISTRY_EVENT) {
        csv_cell(csv, event_sources_ids(walk, row, arena));
    }
    csv_row_end(csv);
}

/* A content line with its special characters escaped, folded at 75 bytes. RFC 5545, 3.1, 3.3.11. */
static void write_line(struct buffer *out, struct text name, struct text value)
{
    size_t column = name.length + 1;
    buffer_add(out, name);
    buffer_add(out, TEXT(":"));
    for (size_t i = 0; i < value.length; i++) {
        char c = value.at[i];
        bool is_special = c == ',' || c == ';' || c == '\\';
        bool is_middle = ((unsigned char)c & 0xC0) == 0x80;
        if (column > 70 && !is_middle) {
            buffer_add(out, TEXT("\r\n "));
            column = 1;
        }
        buffer_add(out, is_special ? TEXT("\\") : TEXT(""));
        buffer_add(out, text_is_blank(c) ? TEXT(" ") : text_slice(value, i, 1));
        column += is_special ? 2 : 1;
    }
    buffer_add(out, TEXT("\r\n"));
}

void fact_rows_write_ics(struct fact_rows_walk *walk, const struct registry_row *row,
                         struct buffer *out)
{
    const struct event *event = fact_rows_value(walk, row);
    if (!event || !event->date || event->date->value.length < 10) {
        return;
    }
    AUTO_BUFFER summary = BUFFER_UP_TO((size_t)64 * 1024);
    AUTO_BUFFER uid = BUFFER_UP_TO((size_t)4 * 1024);
    struct text day = event->date->value;
    buffer_add(&summary, event->kind);
    for (size_t i = 0; i < event->participants.count; i++) {
        buffer_add(&summary, i > 0 ? TEXT(", ") : TEXT(": "));
        buffer_add(&summary, event->participants.items[i]);
    }
    buffer_add_format(&uid, "%.*s/event/%u", TEXT_ARGUMENTS(walk->document->id), row->item + 1);
    buffer_add(out, TEXT("BEGIN:VEVENT\r\n"));
    write_line(out, TEXT("UID"), buffer_text(&uid));
    /* When the text says nothing of the time of day, the calendar is told the day. */
    buffer_add_format(out, "DTSTAMP:%.4s%.2s%.2sT000000Z\r\n", day.at, day.at + 5, day.at + 8);
    buffer_add_format(out, "DTSTART;VALUE=DATE:%.4s%.2s%.2s\r\n", day.at, day.at + 5, day.at + 8);
    write_line(out, TEXT("SUMMARY"), buffer_text(&summary));
    if (event->place.length > 0) {
        write_line(out, TEXT("LOCATION"), event->place);
    }
    write_line(out, TEXT("DESCRIPTION"), event_sources_ids(walk, row, walk->arena));
    if (text_equal(event->status, TEXT("cancelled"))) {
        buffer_add(out, TEXT("STATUS:CANCELLED\r\n"));
    }
    buffer_add(out, TEXT("END:VEVENT\r\n"));
}
