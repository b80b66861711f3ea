/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables, one document a row: the archive of cables, which has eight columns and no names above
 * them, and tables whose first row names its columns.
 */
#include <stdio.h>

#include "cable_text.h"
#include "encoding.h"
#include "form_entries.h"
#include "keys.h"
#include "rows.h"

/* How much of a table is looked at for a row's end at first; twice as much each time after. */
#define ROW_BYTES_FIRST ((size_t)64 * 1024)

/* The memory for the names of columns. */
#define NAMES_BYTES_MAX ((size_t)64 * 1024)

/* The columns of the archive of cables. */
static const enum key cable_columns[] = {
    KEY_NONE,           KEY_DATE,       KEY_ID,     KEY_ORIGIN,
    KEY_CLASSIFICATION, KEY_REFERENCES, KEY_HEADER, KEY_TEXT,
};
#define CABLE_COLUMNS (sizeof(cable_columns) / sizeof(cable_columns[0]))

struct table {
    struct form_file *file;
    struct rows_dialect dialect;
    enum key columns[ROW_FIELDS_MAX];
    size_t column_count;
    int64_t row; /* from 1 */
};

/* Take the names of columns off the front of *text. False when they are not usual ones. */
static bool read_names(struct table *table, struct text text, size_t *length)
{
    struct rows_scan scan = {0};
    struct row row;
    bool has_text = false;
    bool has_other = false;
    AUTO_ARENA arena = arena_new(NAMES_BYTES_MAX);
    *length = rows_find_end(text, true, &table->dialect, &scan);
    text = text_slice(text, 0, *length);
    text_take_start(&text, TEXT("\xEF\xBB\xBF"));
    rows_split(text, &table->dialect, &row);
    for (size_t i = 0; arena && i < row.count; i++) {
        table->columns[i] = key_of(rows_value(row.fields[i], &table->dialect, arena));
        has_text = has_text || table->columns[i] == KEY_TEXT;
        has_other = has_other || (table->columns[i] != KEY_NONE && table->columns[i] != KEY_TEXT);
    }
    table->column_count = row.count;
    return has_text && has_other;
}

/* Find out dialect and columns; *length is how many bytes name them. */
static bool read_layout(struct table *table, struct text head, size_t *length)
{
    *length = 0;
    if (!rows_dialect_of(head, &table->dialect)) {
        return false;
    }
    if (!table->dialect.is_cable_row) {
        return read_names(table, head, length);
    }
    memcpy(table->columns, cable_columns, sizeof(cable_columns));
    table->column_count = CABLE_COLUMNS;
    return true;
}

bool form_rows_detect(struct text head)
{
    struct table table = {0};
    size_t length = 0;
    return read_layout(&table, head, &length);
}

/* Make the window show the next row: its length, 0 at the end of the file. */
static enum status find_row(struct table *table, size_t *length, struct error *error)
{
    struct source *source = &table->file->source;
    struct rows_scan scan = {0};
    size_t want = ROW_BYTES_FIRST;
    enum status status = source_fill(source, want, error);
    *length = TEXT_NOT_FOUND;
    while (!status && *length == TEXT_NOT_FOUND) {
        *length = rows_find_end(source->window, source->is_whole, &table->dialect, &scan);
        want = source->window.length * 2;
        want = want < PARSE_DOCUMENT_BYTES_MAX ? want : PARSE_DOCUMENT_BYTES_MAX + 1;
        if (*length == TEXT_NOT_FOUND && source->window.length > PARSE_DOCUMENT_BYTES_MAX) {
            *length = source->window.length; /* the row is too long: passed over in pieces */
        } else if (*length == TEXT_NOT_FOUND) {
            status = source_fill(source, want, error);
        }
    }
    return status;
}

static void tell_of_row(const struct table *table, const char *code, const char *what)
{
    char detail[128];
    (void)snprintf(detail, sizeof(detail), "Row %lld %s.", (long long)table->row, what);
    form_fault(table->file, code, text_of(detail));
}

static void read_fields(const struct table *table, struct part *part, struct keyed *keyed)
{
    struct row row;
    rows_split(part->text, &table->dialect, &row);
    for (size_t i = 0; i < row.count && i < table->column_count; i++) {
        struct text value = rows_value(row.fields[i], &table->dialect, part->arena);
        keyed_set(keyed, table->columns[i], value, part->arena);
    }
}

static enum status read_row(const struct table *table, struct text bytes, struct error *error)
{
    struct part part;
    struct keyed keyed = {0};
    enum status status = part_begin(table->file, bytes, &part, error);
    if (status == STATUS_LIMIT) {
        tell_of_row(table, "row_too_large", "is larger than a document may be");
        return STATUS_OK;
    }
    status = status ? status : part_decode(&part, error);
    if (status) {
        part_drop(&part);
        return status;
    }
    read_fields(table, &part, &keyed);
    if (keyed.text.length == 0 && keyed.header.length == 0) {
        tell_of_row(table, "row_without_text", "has no text");
        part_drop(&part);
        return STATUS_OK;
    }
    part.hints = keyed.hints;
    part.text = cable_text_join(keyed.header, keyed.text, part.arena, &part.hints);
    part.name = arena_format(part.arena, "%lld", (long long)table->row);
    return part_end(table->file, &part, error);
}

enum status form_rows_read(struct form_file *file, struct error *error)
{
    struct table table = {.file = file};
    size_t length = 0;
    (void)read_layout(&table, text_slice(file->source.window, 0, FORM_DETECTION_BYTES), &length);
    source_skip(&file->source, length);
    enum status status = find_row(&table, &length, error);
    while (!status && length > 0) {
        struct text bytes = text_slice(file->source.window, 0, length);
        if (text_trim(bytes).length > 0) {
            table.row++;
            status = read_row(&table, bytes, error);
        }
        source_skip(&file->source, length);
        status = status ? status : find_row(&table, &length, error);
    }
    return status;
}
