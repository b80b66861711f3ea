/* SPDX-License-Identifier: Apache-2.0 */
/* Documents out of the store: unpacked, decoded, and given what only the store knows of them. */

#include "chancery/model/codec.h"

#include "parts.h"
#include "reader.h"

/* The memory for one document while all are walked, per byte unpacked and at least. */
#define WALK_MEMORY_FACTOR    ((size_t)40)
#define WALK_MEMORY_BYTES_MIN ((size_t)4 * 1024 * 1024)

/* The columns of a stored document, in the order of STORED in statements.c. */
enum column {
    COLUMN_KEY,
    COLUMN_BASE,
    COLUMN_ORDINAL,
    COLUMN_CODEC,
    COLUMN_SOURCE_BYTES,
    COLUMN_TEXT_BYTES,
    COLUMN_HEAD_BYTES,
    COLUMN_PARAGRAPHS_BYTES,
    COLUMN_FACTS_BYTES,
    COLUMN_PATH,
    COLUMN_PART,
    COLUMN_MODEL,
    COLUMN_SOURCE,
};

static enum status damaged(struct error *error)
{
    return error_set(error, STATUS_CORRUPT, "a stored document is damaged: load it anew");
}

/* The size of something stored; 0 when it cannot be right. */
static size_t size_at(sqlite3_stmt *row, enum column column)
{
    int64_t size = column_integer(row, (int)column);
    return size < 0 || size > (int64_t)STORE_DOCUMENT_BYTES_MAX ? 0 : (size_t)size;
}

/* Unpack size bytes, which were packed behind prefix. */
static enum status unpack(struct store_reader *reader, struct text packed, struct text prefix,
                          struct arena *arena, struct text *out, struct error *error)
{
    unsigned long long size = ZSTD_getFrameContentSize(packed.at, packed.length);
    if (!packed.at || size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR ||
        size > STORE_DOCUMENT_BYTES_MAX) {
        return damaged(error);
    }
    char *plain = arena_take(arena, (size_t)size + 1);
    if (!plain) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document of %llu bytes", size);
    }
    (void)ZSTD_DCtx_reset(reader->decompressor, ZSTD_reset_session_and_parameters);
    (void)ZSTD_DCtx_refPrefix(reader->decompressor, prefix.at, prefix.length);
    size_t got =
        ZSTD_decompressDCtx(reader->decompressor, plain, (size_t)size, packed.at, packed.length);
    if (ZSTD_isError(got) || got != size) {
        return damaged(error);
    }
    *out = (struct text){plain, (size_t)size};
    return STATUS_OK;
}

/* Unpack the model of the document that row is at. */
static enum status unpack_model(struct store_reader *reader, sqlite3_stmt *row, struct arena *arena,
                                struct text *out, struct error *error)
{
    struct text model = TEXT_NONE;
    enum status status =
        unpack(reader, column_blob(row, COLUMN_MODEL), TEXT_NONE, arena, &model, error);
    size_t size = size_at(row, COLUMN_HEAD_BYTES) + size_at(row, COLUMN_PARAGRAPHS_BYTES) +
                  size_at(row, COLUMN_FACTS_BYTES);
    if (!status && model.length != size) {
        return damaged(error);
    }
    *out = model;
    return status;
}

/* Unpack bytes and text of the document that row is at; they are one where they do not differ. */
static enum status unpack_source(struct store_reader *reader, sqlite3_stmt *row, struct text model,
                                 struct arena *arena, struct text out[2], struct error *error)
{
    struct text source = TEXT_NONE;
    enum status status =
        unpack(reader, column_blob(row, COLUMN_SOURCE), model, arena, &source, error);
    if (status) {
        return status;
    }
    size_t bytes = size_at(row, COLUMN_SOURCE_BYTES);
    bool is_same = column_integer(row, COLUMN_TEXT_BYTES) == INTEGER_NONE;
    if (source.length != bytes + size_at(row, COLUMN_TEXT_BYTES)) {
        return damaged(error);
    }
    out[0] = text_slice(source, 0, bytes);
    out[1] = is_same ? out[0] : text_from(source, bytes);
    return STATUS_OK;
}

static enum status decode_model(sqlite3_stmt *row, struct text model, enum store_part part,
                                struct arena *arena, struct document *out, struct error *error)
{
    size_t head = size_at(row, COLUMN_HEAD_BYTES);
    size_t paragraphs = size_at(row, COLUMN_PARAGRAPHS_BYTES);
    struct parts parts = parts_of_document();
    enum status status = codec_decode(&parts.head, text_slice(model, 0, head), arena, out, error);
    if (!status && part != STORE_PART_HEAD) {
        status =
            codec_decode(&parts.paragraphs, text_slice(model, head, paragraphs), arena, out, error);
    }
    if (!status && part >= STORE_PART_FACTS) {
        status = codec_decode(&parts.facts, text_from(model, head + paragraphs), arena, out, error);
    }
    return status == STATUS_CORRUPT ? damaged(error) : status;
}

/* Another text has the id that was read in this one, so it is called by another. */
static void rename_document(struct document *document, struct text base, int64_t ordinal,
                            struct arena *arena)
{
    document->id = arena_format(arena, "%.*s~%lld", TEXT_ARGUMENTS(base), (long long)ordinal);
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        document->paragraphs.items[i].id =
            arena_format(arena, "%.*s/p%zu", TEXT_ARGUMENTS(document->id), i + 1);
    }
    document_warn(document, arena, "id_shared",
                  arena_format(arena, "Another text has the id %.*s; this one is %.*s.",
                               TEXT_ARGUMENTS(base), TEXT_ARGUMENTS(document->id)),
                  (struct span){0});
}

/* What belongs to the file or hangs on the other documents, and so is not in the model. */
static enum status add_keys(sqlite3_stmt *row, struct arena *arena, struct document *document,
                            struct error *error)
{
    if (!document->source || !document->id.at) {
        return damaged(error);
    }
    document->source->path = column_text(row, COLUMN_PATH, arena);
    document->source->part = column_text(row, COLUMN_PART, arena);
    int64_t ordinal = column_integer(row, COLUMN_ORDINAL);
    if (ordinal > 1) {
        rename_document(document, document->id, ordinal, arena);
    }
    return STATUS_OK;
}

static enum status add_held(struct store_reader *reader, struct document *document,
                            struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < document->references.count; i++) {
        struct reference *reference = &document->references.items[i];
        int64_t key = 0;
        if (!reference->id.at) {
            continue;
        }
        status = database_integer(&reader->database, STATEMENT_FIND,
                                  BOUNDS(BIND_TEXT(reference->id)), &key, error);
        reference->held = status == STATUS_OK;
        status = status == STATUS_NOT_FOUND ? STATUS_OK : status;
    }
    return status;
}

static enum status read_document(struct store_reader *reader, sqlite3_stmt *row,
                                 enum store_part part, struct arena *arena,
                                 struct document *document, struct error *error)
{
    if (column_integer(row, COLUMN_CODEC) != CODEC_VERSION) {
        return error_set(error, STATUS_INVALID,
                         "the store was written by another version: load it anew");
    }
    struct text model = TEXT_NONE;
    struct text sources[2];
    enum status status = unpack_model(reader, row, arena, &model, error);
    status = status ? status : decode_model(row, model, part, arena, document, error);
    if (!status && part == STORE_PART_ALL) {
        status = unpack_source(reader, row, model, arena, sources, error);
        document->text = status ? TEXT_NONE : sources[1];
    }
    status = status ? status : add_keys(row, arena, document, error);
    if (!status && part == STORE_PART_ALL) {
        status = add_held(reader, document, error);
    }
    if (!status && arena_failed(arena)) {
        status = error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    return status;
}

enum status store_reader_document(struct store_reader *reader, int64_t key, enum store_part part,
                                  struct arena *arena, struct document **out, struct error *error)
{
    struct document *document = arena_take(arena, sizeof(*document));
    if (!document) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    sqlite3_stmt *row = NULL;
    enum status status = database_query(
        &reader->database, part == STORE_PART_ALL ? STATEMENT_DOCUMENT_WHOLE : STATEMENT_DOCUMENT,
        BOUNDS(BIND_INTEGER(key)), &row, error);
    status = status ? status : database_step(&reader->database, row, error);
    if (status == STATUS_NOT_FOUND) {
        status = error_set(error, status, "no document has the key %lld", (long long)key);
    }
    status = status ? status : read_document(reader, row, part, arena, document, error);
    database_finish(row);
    if (!status) {
        *out = document;
    }
    return status;
}

enum status store_reader_document_by_id(struct store_reader *reader, struct text id,
                                        enum store_part part, struct arena *arena,
                                        struct document **out, struct error *error)
{
    int64_t key = 0;
    enum status status = store_reader_find(reader, id, &key, error);
    return status ? status : store_reader_document(reader, key, part, arena, out, error);
}

enum status store_reader_source(struct store_reader *reader, int64_t key, struct arena *arena,
                                struct text *out, struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status = database_query(&reader->database, STATEMENT_DOCUMENT_WHOLE,
                                        BOUNDS(BIND_INTEGER(key)), &row, error);
    status = status ? status : database_step(&reader->database, row, error);
    if (status == STATUS_NOT_FOUND) {
        status = error_set(error, status, "no document has the key %lld", (long long)key);
    }
    struct text model = TEXT_NONE;
    struct text sources[2] = {TEXT_NONE, TEXT_NONE};
    status = status ? status : unpack_model(reader, row, arena, &model, error);
    status = status ? status : unpack_source(reader, row, model, arena, sources, error);
    database_finish(row);
    if (!status) {
        *out = sources[0];
    }
    return status;
}

static enum status sink_row(struct store_reader *reader, sqlite3_stmt *row, enum store_part part,
                            store_document_sink *sink, void *context, struct error *error)
{
    size_t model = size_at(row, COLUMN_HEAD_BYTES) + size_at(row, COLUMN_PARAGRAPHS_BYTES) +
                   size_at(row, COLUMN_FACTS_BYTES);
    size_t source = size_at(row, COLUMN_SOURCE_BYTES) + size_at(row, COLUMN_TEXT_BYTES);
    AUTO_ARENA arena = arena_new(WALK_MEMORY_BYTES_MIN + (model + source) * WALK_MEMORY_FACTOR);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    struct document document = {0};
    enum status status = read_document(reader, row, part, arena, &document, error);
    return status ? status : sink(column_integer(row, COLUMN_KEY), &document, context, error);
}

enum status store_reader_each(struct store_reader *reader, struct store_walk walk,
                              store_document_sink *sink, void *context, struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status = STATUS_OK;
    enum status step = database_query(
        &reader->database, walk.part == STORE_PART_ALL ? STATEMENT_EACH_WHOLE : STATEMENT_EACH,
        BOUNDS(BIND_INTEGER(walk.after), BIND_INTEGER(walk.count)), &row, error);
    step = step ? step : database_step(&reader->database, row, error);
    while (!step && !status) {
        status = sink_row(reader, row, walk.part, sink, context, error);
        step = status ? STATUS_NOT_FOUND : database_step(&reader->database, row, error);
    }
    database_finish(row);
    return step == STATUS_NOT_FOUND ? status : step;
}
