/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/clock.h"

#include "writer.h"

static enum status begin(struct store_writer *writer, struct error *error)
{
    struct database *database = &writer->database;
    int64_t version = 0;
    enum status status = database_run(database, STATEMENT_BEGIN_WRITE, BOUNDS_NONE, error);
    status =
        status ? status
               : database_integer(database, STATEMENT_SCHEMA_VERSION, BOUNDS_NONE, &version, error);
    status = status ? status : schema_apply(database->handle, version, error);
    status = status ? status : database_run(database, STATEMENT_UNSETTLED_MAKE, BOUNDS_NONE, error);
    sqlite3_stmt *row = NULL;
    status =
        status ? status : database_query(database, STATEMENT_GENERATION, BOUNDS_NONE, &row, error);
    status = status ? status : database_step(database, row, error);
    if (!status) {
        int64_t number = column_integer(row, 0);
        writer->next = number + 1;
        writer->is_stale = number > 0 && !text_equal(column_blob(row, 2), writer->reading);
        writer->has_changed = number == 0 || writer->is_stale;
    }
    database_finish(row);
    if (status == STATUS_NOT_FOUND) {
        return error_set(error, STATUS_CORRUPT, "the store has no generation: load it anew");
    }
    return status;
}

static enum status open_file(struct store_writer *writer, struct error *error)
{
    if (!building_is_needed(writer->path)) {
        return database_open(&writer->database, writer->path, DATABASE_CHANGE, error);
    }
    enum status status = building_begin(&writer->building, writer->path, error);
    if (status) {
        return status;
    }
    return database_open(&writer->database, writer->building.path, DATABASE_BUILD, error);
}

enum status store_writer_open(const char *path, struct text reading, struct store_writer **out,
                              struct error *error)
{
    struct store_writer *writer = calloc(1, sizeof(*writer));
    if (!writer) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to open the store");
    }
    writer->building.lock = -1;
    writer->arena = arena_new(WRITER_MEMORY_BYTES);
    if (writer->arena) {
        writer->path = arena_copy(writer->arena, text_of(path));
        writer->reading = arena_text(writer->arena, reading);
    }
    enum status status = STATUS_OK;
    if (!writer->path || arena_failed(writer->arena)) {
        status = error_set(error, STATUS_NO_MEMORY, "no memory to open the store");
    }
    status = status ? status : open_file(writer, error);
    status = status ? status : begin(writer, error);
    if (status) {
        (void)store_writer_close(writer);
        return status;
    }
    *out = writer;
    return STATUS_OK;
}

struct store_writer *store_writer_close(struct store_writer *writer)
{
    if (writer) {
        database_close(&writer->database);
        building_drop(&writer->building);
        (void)arena_free(writer->arena);
        free(writer);
    }
    return NULL;
}

bool store_writer_is_stale(const struct store_writer *writer)
{
    return writer->is_stale;
}

static enum status commit(struct store_writer *writer, struct error *error)
{
    enum status status = database_run(&writer->database, STATEMENT_COMMIT, BOUNDS_NONE, error);
    if (status || !writer->building.path) {
        return status;
    }
    status = database_run(&writer->database, STATEMENT_TO_WAL, BOUNDS_NONE, error);
    if (status) {
        return status;
    }
    database_close(&writer->database);
    return building_finish(&writer->building, writer->path, error);
}

enum status store_writer_publish(struct store_writer *writer, int64_t *generation,
                                 struct error *error)
{
    enum status status = STATUS_OK;
    if (writer->is_published) {
        return error_set(error, STATUS_INVALID, "a writer publishes once");
    }
    if (writer->has_changed) {
        struct text tag = TEXT_NONE;
        status = settle(writer, error);
        status = status ? status : content_tag(writer, &tag, error);
        status =
            status ? status
                   : database_run(&writer->database, STATEMENT_GENERATION_SET,
                                  BOUNDS(BIND_INTEGER(writer->next), BIND_TEXT(tag),
                                         BIND_TEXT(writer->reading), BIND_INTEGER(clock_now_utc())),
                                  error);
    }
    status = status ? status : commit(writer, error);
    if (status) {
        return status;
    }
    writer->is_published = true;
    *generation = writer->has_changed ? writer->next : writer->next - 1;
    return STATUS_OK;
}
