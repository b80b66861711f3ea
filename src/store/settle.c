/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can be said only when all files are in: which of several texts keeps their id, which file
 * stands for a text that several hold, and which documents have no file any more. It follows from
 * the order of roots and paths alone, so every load of the same files comes to the same ids.
 *
 * Only ids that the load touched are looked at. While one is settled its documents have no id, so
 * that giving out new ones never meets an old one.
 */

#include <stdio.h>

#include "chancery/base/buffer.h"
#include "chancery/base/digest.h"

#include "rows.h"
#include "writer.h"

/* The most memory for the documents of one id that no file holds any more. */
#define LEFT_BYTES_MAX ((size_t)1024 * 1024 * 1024)

static enum status remove_document(struct store_writer *writer, int64_t key, struct text id,
                                   struct error *error)
{
    static const enum store_statement steps[] = {
        STATEMENT_REFERENCES_REMOVE,
        STATEMENT_DOCUMENT_REPORTS_REMOVE,
        STATEMENT_BODY_REMOVE,
        STATEMENT_DOCUMENT_REMOVE,
    };
    enum status status = STATUS_OK;
    if (id.at) {
        status = database_run(&writer->database, STATEMENT_DEPARTURE_ADD,
                              BOUNDS(BIND_INTEGER(key), BIND_TEXT(id), BIND_INTEGER(writer->next)),
                              error);
    }
    for (size_t i = 0; !status && i < sizeof(steps) / sizeof(steps[0]); i++) {
        status = database_run(&writer->database, steps[i], BOUNDS(BIND_INTEGER(key)), error);
    }
    return status;
}

static void read_left(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_entries *left = out;
    struct store_entry *entry = LIST_ADD(arena, left);
    if (entry) {
        *entry =
            (struct store_entry){.key = column_integer(row, 0), .id = column_text(row, 1, arena)};
    }
}

/* Listed first, since a row that is being read cannot be removed. */
static enum status remove_left(struct store_writer *writer, struct text base, struct error *error)
{
    AUTO_ARENA arena = arena_new(LEFT_BYTES_MAX);
    struct store_entries left = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to settle ids");
    }
    enum status status =
        rows_each(&writer->database, STATEMENT_UNSETTLED_LEFT, BOUNDS(BIND_TEXT(base)), read_left,
                  (struct rows_target){arena, &left}, error);
    for (size_t i = 0; i < left.count && !status; i++) {
        status = remove_document(writer, left.items[i].key, left.items[i].id, error);
    }
    return status;
}

/* Name the document that row is at, unless it was named by an earlier one of its files. */
static enum status name_document(struct store_writer *writer, struct text base, sqlite3_stmt *row,
                                 int64_t *ordinal, struct error *error)
{
    char name[STORE_ID_BYTES_MAX + 32];
    int length = *ordinal == 1 ? snprintf(name, sizeof(name), "%.*s", TEXT_ARGUMENTS(base))
                               : snprintf(name, sizeof(name), "%.*s~%lld", TEXT_ARGUMENTS(base),
                                          (long long)*ordinal);
    if (length < 0 || (size_t)length >= sizeof(name)) {
        return error_set(error, STATUS_CORRUPT, "an id over %zu bytes", STORE_ID_BYTES_MAX);
    }
    enum status status = database_run(
        &writer->database, STATEMENT_DOCUMENT_NAME,
        BOUNDS(BIND_INTEGER(column_integer(row, 0)),
               BIND_TEXT(((struct text){name, (size_t)length})), BIND_INTEGER(*ordinal),
               BIND_INTEGER(column_integer(row, 1)), BIND_TEXT(column_blob(row, 2))),
        error);
    *ordinal += sqlite3_changes(writer->database.handle);
    return status;
}

static enum status settle_base(struct store_writer *writer, struct text base, struct error *error)
{
    enum status status = remove_left(writer, base, error);
    status = status ? status
                    : database_run(&writer->database, STATEMENT_DOCUMENT_UNNAME,
                                   BOUNDS(BIND_TEXT(base)), error);
    if (status) {
        return status;
    }
    int64_t ordinal = 1;
    sqlite3_stmt *row = NULL;
    /* The rows are sorted before the first is answered, so naming does not disturb them. */
    status = database_query(&writer->database, STATEMENT_UNSETTLED_ORDER, BOUNDS(BIND_TEXT(base)),
                            &row, error);
    status = status ? status : database_step(&writer->database, row, error);
    while (!status) {
        status = name_document(writer, base, row, &ordinal, error);
        status = status ? status : database_step(&writer->database, row, error);
    }
    database_finish(row);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* Set *base to the unsettled id behind it, to the first when it is empty. */
static enum status next_base(struct store_writer *writer, struct buffer *base, struct error *error)
{
    sqlite3_stmt *row = NULL;
    struct text after = base->length > 0 ? buffer_text(base) : TEXT("");
    enum status status = database_query(&writer->database, STATEMENT_UNSETTLED_NEXT,
                                        BOUNDS(BIND_TEXT(after)), &row, error);
    status = status ? status : database_step(&writer->database, row, error);
    if (!status) {
        AUTO_BUFFER next = BUFFER_UP_TO(STORE_ID_BYTES_MAX);
        buffer_add(&next, column_blob(row, 0));
        status = buffer_status(&next);
        struct buffer old = *base;
        *base = next;
        next = old;
    }
    database_finish(row);
    return status;
}

enum status settle(struct store_writer *writer, struct error *error)
{
    static const enum store_statement reports[] = {
        STATEMENT_SHARED_REPORTS_REMOVE,
        STATEMENT_ID_SHARED_REPORT,
        STATEMENT_SAME_TEXT_REPORT,
    };
    AUTO_BUFFER base = BUFFER_UP_TO(STORE_ID_BYTES_MAX);
    enum status status = next_base(writer, &base, error);
    while (!status) {
        status = settle_base(writer, buffer_text(&base), error);
        status = status ? status : next_base(writer, &base, error);
    }
    status = status == STATUS_NOT_FOUND ? STATUS_OK : status;
    for (size_t i = 0; !status && i < sizeof(reports) / sizeof(reports[0]); i++) {
        status = database_run(&writer->database, reports[i], BOUNDS_NONE, error);
    }
    return status;
}

/* Each row's digest goes into the next one's, so that order counts too. */
static enum status digest_rows(struct store_writer *writer, enum store_statement statement,
                               uint64_t *digest, struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status = database_query(&writer->database, statement, BOUNDS_NONE, &row, error);
    status = status ? status : database_step(&writer->database, row, error);
    while (!status) {
        AUTO_BUFFER line = BUFFER_UP_TO(STORE_DOCUMENT_BYTES_MAX);
        buffer_add_format(&line, "%016llx", (unsigned long long)*digest);
        for (int i = 0; i < sqlite3_column_count(row); i++) {
            struct text value = column_blob(row, i);
            buffer_add_format(&line, ":%lld:", value.at ? (long long)value.length : -1LL);
            buffer_add(&line, value);
        }
        status = buffer_status(&line);
        *digest = digest_fast(buffer_text(&line));
        status = status ? status : database_step(&writer->database, row, error);
    }
    database_finish(row);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status content_tag(struct store_writer *writer, struct text *out, struct error *error)
{
    uint64_t digest = digest_fast(writer->reading);
    enum status status = digest_rows(writer, STATEMENT_TAG_DOCUMENTS, &digest, error);
    status = status ? status : digest_rows(writer, STATEMENT_TAG_FILES, &digest, error);
    if (status) {
        return status;
    }
    *out = arena_format(writer->arena, "%016llx", (unsigned long long)digest);
    return out->at ? STATUS_OK : error_set(error, STATUS_NO_MEMORY, "no memory for a tag");
}
