/* SPDX-License-Identifier: Apache-2.0 */
/* The writer's documents. */

#include "chancery/model/codec.h"

#include "writer.h"

static enum status put_body(struct database *database, int64_t key, const struct store_pack *pack,
                            struct error *error)
{
    return database_run(database, STATEMENT_BODY_PUT,
                        BOUNDS(BIND_INTEGER(key), BIND_BLOB(pack->source), BIND_BLOB(pack->model)),
                        error);
}

static enum status add_references(struct database *database, int64_t key,
                                  const struct references *references, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        status = database_run(database, STATEMENT_REFERENCE_ADD,
                              BOUNDS(BIND_INTEGER(key), BIND_INTEGER((int64_t)i + 1),
                                     BIND_TEXT(reference->id), BIND_TEXT(reference->label),
                                     BIND_TEXT(reference->raw), BIND_TEXT(reference->kind),
                                     BIND_INTEGER(reference->year_inferred),
                                     BIND_OPTIONAL(reference->paragraph),
                                     BIND_INTEGER((int64_t)reference->span.start),
                                     BIND_INTEGER((int64_t)reference->span.end)),
                              error);
    }
    return status;
}

static enum status add_warnings(struct database *database, int64_t key,
                                const struct store_pack_warnings *warnings, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < warnings->count; i++) {
        const struct store_pack_warning *warning = &warnings->items[i];
        status = database_run(database, STATEMENT_REPORT_ADD,
                              BOUNDS(BIND_OPTIONAL(INTEGER_NONE), BIND_INTEGER(key),
                                     BIND_INTEGER((int64_t)store_severity_of(warning->code)),
                                     BIND_TEXT(warning->code), BIND_TEXT(warning->detail),
                                     BIND_INTEGER(warning->count)),
                              error);
    }
    return status;
}

static enum status add_rows(struct database *database, int64_t key, const struct store_pack *pack,
                            struct error *error)
{
    enum status status = put_body(database, key, pack, error);
    status = status ? status : add_references(database, key, &pack->references, error);
    return status ? status : add_warnings(database, key, &pack->warnings, error);
}

/* A new text. Its id must wait where another text has the same. */
static enum status add_document(struct store_writer *writer, int64_t file_key,
                                const struct store_pack *pack, int64_t *key, struct error *error)
{
    struct database *database = &writer->database;
    int64_t found = 0;
    enum status status = database_integer(database, STATEMENT_DOCUMENT_RIVAL,
                                          BOUNDS(BIND_TEXT(pack->id)), &found, error);
    bool has_rival = status == STATUS_OK;
    status = status == STATUS_NOT_FOUND ? STATUS_OK : status;
    if (has_rival) {
        status = database_run(database, STATEMENT_UNSETTLE, BOUNDS(BIND_TEXT(pack->id)), error);
    }
    status =
        status
            ? status
            : database_integer(
                  database, STATEMENT_DOCUMENT_ADD,
                  BOUNDS(BIND_TEXT(has_rival ? TEXT_NONE : pack->id), BIND_TEXT(pack->id),
                         BIND_TEXT(pack->kind), BIND_TEXT(pack->title), BIND_TEXT(pack->date),
                         BIND_TEXT(pack->sha256), BIND_INTEGER(file_key), BIND_TEXT(pack->part),
                         BIND_INTEGER(pack->digest), BIND_INTEGER(CODEC_VERSION),
                         BIND_INTEGER(writer->next), BIND_INTEGER(pack->source_bytes),
                         BIND_OPTIONAL(pack->text_bytes), BIND_INTEGER((int64_t)pack->head_bytes),
                         BIND_INTEGER((int64_t)pack->paragraphs_bytes),
                         BIND_INTEGER((int64_t)pack->facts_bytes)),
                  key, error);
    return status ? status : add_rows(database, *key, pack, error);
}

/* The same text, read otherwise than before: a newer program or vocabulary. */
static enum status renew_document(struct store_writer *writer, int64_t key,
                                  const struct store_pack *pack, struct error *error)
{
    struct database *database = &writer->database;
    enum status status = database_run(
        database, STATEMENT_DOCUMENT_RENEW,
        BOUNDS(BIND_INTEGER(key), BIND_TEXT(pack->kind), BIND_TEXT(pack->title),
               BIND_TEXT(pack->date), BIND_INTEGER(pack->digest), BIND_INTEGER(CODEC_VERSION),
               BIND_INTEGER(writer->next), BIND_OPTIONAL(pack->text_bytes),
               BIND_INTEGER((int64_t)pack->head_bytes),
               BIND_INTEGER((int64_t)pack->paragraphs_bytes),
               BIND_INTEGER((int64_t)pack->facts_bytes)),
        error);
    struct bounds this = BOUNDS(BIND_INTEGER(key));
    status = status ? status : database_run(database, STATEMENT_REFERENCES_REMOVE, this, error);
    status =
        status ? status : database_run(database, STATEMENT_DOCUMENT_REPORTS_REMOVE, this, error);
    return status ? status : add_rows(database, key, pack, error);
}

/*
 * The key of the document with this id and text, and whether what was read in it still holds: the
 * first of several files decides, unless another program read them. STATUS_NOT_FOUND: none.
 */
static enum status find_same(struct store_writer *writer, const struct store_pack *pack,
                             int64_t *key, bool *is_current, struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status =
        database_query(&writer->database, STATEMENT_DOCUMENT_SAME,
                       BOUNDS(BIND_TEXT(pack->id), BIND_TEXT(pack->sha256)), &row, error);
    status = status ? status : database_step(&writer->database, row, error);
    if (!status) {
        *key = column_integer(row, 0);
        bool is_equal = column_integer(row, 1) == pack->digest;
        *is_current = column_integer(row, 2) == CODEC_VERSION && (is_equal || !writer->is_stale);
    }
    database_finish(row);
    return status;
}

enum status store_writer_document(struct store_writer *writer, int64_t file_key,
                                  const struct store_pack *pack, struct error *error)
{
    int64_t key = 0;
    bool is_current = false;
    writer->has_changed = true;
    enum status status = find_same(writer, pack, &key, &is_current, error);
    if (status == STATUS_NOT_FOUND) {
        status = add_document(writer, file_key, pack, &key, error);
    } else if (!status) {
        /* Which of its files comes first must be found out again. */
        status =
            database_run(&writer->database, STATEMENT_UNSETTLE, BOUNDS(BIND_TEXT(pack->id)), error);
        if (!status && !is_current) {
            status = renew_document(writer, key, pack, error);
        }
    }
    return status ? status
                  : database_run(
                        &writer->database, STATEMENT_OCCURRENCE_ADD,
                        BOUNDS(BIND_INTEGER(file_key), BIND_INTEGER(key), BIND_TEXT(pack->part)),
                        error);
}
