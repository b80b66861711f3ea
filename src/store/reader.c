/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/buffer.h"
#include "chancery/base/digest.h"

#include "reader.h"

/* A transaction sees one state of the file from its first read on. */
static enum status pin(struct store_reader *reader, struct error *error)
{
    int64_t number = 0;
    enum status status = database_run(&reader->database, STATEMENT_BEGIN_READ, BOUNDS_NONE, error);
    status = status ? status
                    : database_integer(&reader->database, STATEMENT_GENERATION, BOUNDS_NONE,
                                       &number, error);
    if (status == STATUS_NOT_FOUND) {
        return error_set(error, STATUS_CORRUPT, "the store has no generation: load it anew");
    }
    return status;
}

enum status store_reader_open(const char *path, struct store_reader **out, struct error *error)
{
    struct store_reader *reader = calloc(1, sizeof(*reader));
    if (!reader) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to open the store");
    }
    reader->decompressor = ZSTD_createDCtx();
    enum status status = STATUS_OK;
    if (!reader->decompressor) {
        status = error_set(error, STATUS_NO_MEMORY, "no memory to open the store");
    }
    status = status ? status : database_open(&reader->database, path, DATABASE_READ, error);
    status = status ? status : pin(reader, error);
    if (status) {
        (void)store_reader_close(reader);
        return status;
    }
    *out = reader;
    return STATUS_OK;
}

struct store_reader *store_reader_close(struct store_reader *reader)
{
    if (reader) {
        database_close(&reader->database);
        (void)ZSTD_freeDCtx(reader->decompressor);
        free(reader);
    }
    return NULL;
}

static enum status read_generation(struct store_reader *reader, struct arena *arena,
                                   struct store_summary *summary, struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status =
        database_query(&reader->database, STATEMENT_GENERATION, BOUNDS_NONE, &row, error);
    status = status ? status : database_step(&reader->database, row, error);
    if (!status) {
        summary->generation = column_integer(row, 0);
        summary->tag = column_text(row, 1, arena);
        summary->reading = column_text(row, 2, arena);
        summary->published_seconds = column_integer(row, 3);
        summary->document_count = column_integer(row, 4);
        summary->file_count = column_integer(row, 5);
        summary->source_bytes = column_integer(row, 6);
    }
    database_finish(row);
    return status;
}

enum status store_reader_summary(struct store_reader *reader, struct arena *arena,
                                 struct store_summary *out, struct error *error)
{
    struct store_summary summary = {0};
    enum status status = read_generation(reader, arena, &summary, error);
    if (status) {
        return status;
    }
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the store's summary");
    }
    *out = summary;
    return STATUS_OK;
}

enum status store_reader_find(struct store_reader *reader, struct text id, int64_t *key,
                              struct error *error)
{
    enum status status = id.length > STORE_ID_BYTES_MAX
                             ? STATUS_NOT_FOUND
                             : database_integer(&reader->database, STATEMENT_FIND,
                                                BOUNDS(BIND_TEXT(id)), key, error);
    return status == STATUS_NOT_FOUND
               ? error_set(error, status, "no document %.*s",
                           TEXT_ARGUMENTS(text_slice(id, 0, STORE_ID_BYTES_MAX)))
               : status;
}

/* What stands in the columns of a row from the second on, each with its length, as one digest. */
static uint64_t digest_row(sqlite3_stmt *row, struct buffer *line)
{
    buffer_clear(line);
    for (int i = 1; i < sqlite3_column_count(row); i++) {
        struct text value = column_blob(row, i);
        buffer_add_format(line, ":%lld:", value.at ? (long long)value.length : -1LL);
        buffer_add(line, value);
    }
    return digest_fast(buffer_text(line));
}

enum status store_reader_versions(struct store_reader *reader, struct arena *arena,
                                  struct store_versions *out, struct error *error)
{
    AUTO_BUFFER line = BUFFER_UP_TO(STORE_DOCUMENT_BYTES_MAX);
    struct store_versions versions = {0};
    sqlite3_stmt *row = NULL;
    enum status status =
        database_query(&reader->database, STATEMENT_VERSIONS, BOUNDS_NONE, &row, error);
    status = status ? status : database_step(&reader->database, row, error);
    while (!status) {
        struct store_version *item = LIST_ADD(arena, &versions);
        if (item) {
            *item = (struct store_version){column_integer(row, 0), digest_row(row, &line)};
        }
        status = item ? buffer_status(&line) : STATUS_NO_MEMORY;
        status = status ? error_set(error, status, "no memory for the versions of documents")
                        : database_step(&reader->database, row, error);
    }
    database_finish(row);
    if (status && status != STATUS_NOT_FOUND) {
        return status;
    }
    *out = versions;
    return STATUS_OK;
}

enum status store_reader_digest(struct store_reader *reader, int64_t key, int64_t *out,
                                struct error *error)
{
    enum status status = database_integer(&reader->database, STATEMENT_DIGEST,
                                          BOUNDS(BIND_INTEGER(key)), out, error);
    return status == STATUS_NOT_FOUND
               ? error_set(error, status, "no document has the key %lld", (long long)key)
               : status;
}
