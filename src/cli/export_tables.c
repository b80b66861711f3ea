/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "chancery/api/record_json.h"

#include "export_tables.h"

/* The most JSON of all fields of one row. */
#define ROW_BYTES_MAX ((size_t)1024 * 1024 * 1024)

/* What the columns are called that have no field of their own. */
#define DOCUMENT_COLUMN "document"
#define TEXT_COLUMN     "text"
/* What is put behind the name of a span for its two columns. */
#define START_SUFFIX "_start"
#define END_SUFFIX   "_end"

/* The longest name of a column. */
#define NAME_BYTES_MAX 64

struct export_tables {
    struct store_tables *file;
    size_t documents;
    size_t lists[STORE_TABLES_MAX]; /* keys of tables, by place of the field in a document */
};

/* The columns of a table while it is made. */
struct columns {
    const char *names[STORE_COLUMNS_MAX]; /* each of them in its room */
    char rooms[STORE_COLUMNS_MAX][NAME_BYTES_MAX];
    size_t count;
};

/* A row while it is filled. Cells of JSON are pieces of json, by where they begin until it is
 * whole. */
struct row {
    struct store_cell cells[STORE_COLUMNS_MAX];
    size_t json_starts[STORE_COLUMNS_MAX]; /* one more than where; 0: the cell is no JSON */
    size_t count;
    struct buffer json;
    struct utf8_counter *counter; /* of the document's text */
};

static void add_column(struct columns *columns, const char *name, const char *suffix)
{
    assert(columns->count < STORE_COLUMNS_MAX);
    char *room = columns->rooms[columns->count];
    (void)snprintf(room, NAME_BYTES_MAX, "%s%s", name, suffix);
    columns->names[columns->count++] = room;
}

/* Whether all fields of record are single values, so that each can be a column by itself. */
static bool is_plain(const struct record *record)
{
    for (size_t i = 0; i < record->field_count; i++) {
        enum field_kind kind = record->fields[i].kind;
        if (kind == FIELD_SPAN || kind == FIELD_RECORD || kind == FIELD_RECORDS ||
            kind == FIELD_TEXTS) {
            return false;
        }
    }
    return true;
}

static void add_plain_columns(struct columns *columns, const struct field *field)
{
    char suffix[NAME_BYTES_MAX];
    for (size_t i = 0; i < field->record->field_count; i++) {
        (void)snprintf(suffix, sizeof(suffix), "_%s", field->record->fields[i].name);
        add_column(columns, field->name, suffix);
    }
}

static void add_columns(struct columns *columns, const struct record *record, bool is_document)
{
    for (size_t i = 0; i < record->field_count; i++) {
        const struct field *field = &record->fields[i];
        if (field->kind == FIELD_SPAN) {
            add_column(columns, field->name, START_SUFFIX);
            add_column(columns, field->name, END_SUFFIX);
        } else if (field->kind == FIELD_RECORD && is_plain(field->record)) {
            add_plain_columns(columns, field);
        } else if (!is_document || field->kind != FIELD_RECORDS) {
            add_column(columns, field->name, "");
        }
    }
}

static enum status make_table(struct export_tables *tables, const char *name,
                              const struct columns *columns, size_t *key, struct error *error)
{
    struct store_table table = {name, columns->names, columns->count};
    return store_tables_add(tables->file, &table, key, error);
}

static enum status make_tables(struct export_tables *tables, struct error *error)
{
    struct columns of_documents = {.count = 0};
    add_columns(&of_documents, &document_record, true);
    add_column(&of_documents, TEXT_COLUMN, "");
    enum status status = make_table(tables, "documents", &of_documents, &tables->documents, error);
    for (size_t i = 0; i < document_record.field_count && !status; i++) {
        const struct field *field = &document_record.fields[i];
        if (field->kind == FIELD_RECORDS) {
            struct columns columns = {.count = 0};
            add_column(&columns, DOCUMENT_COLUMN, "");
            add_columns(&columns, field->record, false);
            status = make_table(tables, field->name, &columns, &tables->lists[i], error);
        }
    }
    return status;
}

enum status export_tables_begin(const char *path, struct export_tables **out, struct error *error)
{
    static_assert(STORE_TABLES_MAX >= 64, "the fields of a document are a set of 64 bits");
    struct export_tables *tables = calloc(1, sizeof(*tables));
    *out = NULL;
    if (!tables) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for an export");
    }
    enum status status = store_tables_create(path, &tables->file, error);
    status = status ? status : make_tables(tables, error);
    if (status) {
        export_tables_drop(tables);
        return status;
    }
    *out = tables;
    return STATUS_OK;
}

static struct store_cell *add_cell(struct row *row)
{
    assert(row->count < STORE_COLUMNS_MAX);
    return &row->cells[row->count++];
}

static void add_text(struct row *row, struct text text)
{
    *add_cell(row) =
        (struct store_cell){.kind = text.at ? STORE_CELL_TEXT : STORE_CELL_NULL, .text = text};
}

static void add_integer(struct row *row, int64_t integer, bool is_known)
{
    *add_cell(row) = (struct store_cell){.kind = is_known ? STORE_CELL_INTEGER : STORE_CELL_NULL,
                                         .integer = integer};
}

static void add_span(struct row *row, struct span span)
{
    bool is_known = span.start != 0 || span.end != 0;
    add_integer(row, is_known ? (int64_t)utf8_counter_at(row->counter, span.start) : 0, is_known);
    add_integer(row, is_known ? (int64_t)utf8_counter_at(row->counter, span.end) : 0, is_known);
}

static void add_json(struct row *row, const struct field *field, const void *value)
{
    struct json_writer json = json_writer_to(&row->json, false);
    row->json_starts[row->count] = row->json.length + 1;
    add_text(row, TEXT(""));
    record_json_write_field(&json, field, value, row->counter);
}

static void add_field(struct row *row, const struct field *field, const void *value);

/* A plain record as its columns, which are all NULL when there is none; another as JSON. */
static void add_record(struct row *row, const struct field *field, const void *value)
{
    const struct record *record = field->record;
    const void *inner = field_record(field, value);
    if (!is_plain(record)) {
        if (inner) {
            add_json(row, field, value);
        } else {
            add_text(row, TEXT_NONE);
        }
        return;
    }
    for (size_t i = 0; i < record->field_count; i++) {
        if (inner) {
            add_field(row, &record->fields[i], inner);
        } else {
            add_text(row, TEXT_NONE);
        }
    }
}

static void add_field(struct row *row, const struct field *field, const void *value)
{
    switch (field->kind) {
    case FIELD_TEXT:
        add_text(row, field_text(field, value));
        break;
    case FIELD_INTEGER:
        add_integer(row, field_integer(field, value), field_integer(field, value) != INTEGER_NONE);
        break;
    case FIELD_FLAG:
        add_integer(row, field_flag(field, value), true);
        break;
    case FIELD_ANSWER:
        add_integer(row, field_answer(field, value) == ANSWER_YES,
                    field_answer(field, value) != ANSWER_UNKNOWN);
        break;
    case FIELD_CONFIDENCE:
        add_text(row, confidence_name(field_confidence(field, value)));
        break;
    case FIELD_SPAN:
        add_span(row, field_span(field, value));
        break;
    case FIELD_RECORD:
        add_record(row, field, value);
        break;
    case FIELD_RECORDS:
    case FIELD_TEXTS:
        add_json(row, field, value);
        break;
    }
}

/* What add_columns has made columns of. */
static void add_fields(struct row *row, const struct record *record, const void *value,
                       bool is_document)
{
    for (size_t i = 0; i < record->field_count; i++) {
        if (!is_document || record->fields[i].kind != FIELD_RECORDS) {
            add_field(row, &record->fields[i], value);
        }
    }
}

/* The buffer has stopped moving, so the cells of JSON can be told where they are. */
static enum status put_row(struct export_tables *tables, size_t key, struct row *row,
                           struct error *error)
{
    enum status status = buffer_status(&row->json);
    size_t end = row->json.length;
    if (status) {
        buffer_clear(&row->json);
        return error_set(error, status, "no memory for a row");
    }
    for (size_t i = row->count; i-- > 0;) {
        if (row->json_starts[i] > 0) {
            size_t start = row->json_starts[i] - 1;
            row->cells[i].text = text_slice(buffer_text(&row->json), start, end);
            end = start;
        }
    }
    status = store_tables_row(tables->file, key, row->cells, error);
    buffer_clear(&row->json);
    return status;
}

static enum status put_list(struct export_tables *tables, size_t place,
                            const struct document *document, struct utf8_counter *counter,
                            struct error *error)
{
    const struct field *field = &document_record.fields[place];
    struct list list = field_list(field, document);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < list.count && !status; i++) {
        struct row row = {.counter = counter, .json = BUFFER_UP_TO(ROW_BYTES_MAX)};
        add_text(&row, document->id);
        add_fields(&row, field->record, field_item(field, &list, i), false);
        status = put_row(tables, tables->lists[place], &row, error);
    }
    return status;
}

enum status export_tables_add(struct export_tables *tables, const struct document *document,
                              struct error *error)
{
    struct utf8_counter counter = utf8_counter_over(document->text, UTF8_UNIT_CODEPOINT);
    struct row row = {.counter = &counter, .json = BUFFER_UP_TO(ROW_BYTES_MAX)};
    add_fields(&row, &document_record, document, true);
    add_text(&row, document->text);
    enum status status = put_row(tables, tables->documents, &row, error);
    for (size_t i = 0; i < document_record.field_count && !status; i++) {
        if (document_record.fields[i].kind == FIELD_RECORDS) {
            status = put_list(tables, i, document, &counter, error);
        }
    }
    return status;
}

enum status export_tables_finish(struct export_tables *tables, struct error *error)
{
    enum status status = store_tables_finish(tables->file, error);
    free(tables);
    return status;
}

void export_tables_drop(struct export_tables *tables)
{
    if (tables) {
        store_tables_drop(tables->file);
        free(tables);
    }
}
