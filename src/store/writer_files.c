/* SPDX-License-Identifier: Apache-2.0 */
/* The writer's folders and files. */

#include "rows.h"
#include "writer.h"

enum status store_writer_root(struct store_writer *writer, struct text path, int64_t position,
                              int64_t *root_key, struct error *error)
{
    struct database *database = &writer->database;
    enum status status = database_run(database, STATEMENT_ROOT_ADD,
                                      BOUNDS(BIND_TEXT(path), BIND_INTEGER(position)), error);
    sqlite3_stmt *row = NULL;
    status = status ? status
                    : database_query(database, STATEMENT_ROOT_FIND, BOUNDS(BIND_TEXT(path)), &row,
                                     error);
    status = status ? status : database_step(database, row, error);
    int64_t key = status ? 0 : column_integer(row, 0);
    bool has_moved = !status && column_integer(row, 1) != position;
    database_finish(row);
    if (has_moved) {
        /* Which text of several comes first hangs on the order of the roots. */
        writer->has_changed = true;
        status = database_run(database, STATEMENT_ROOT_MOVE,
                              BOUNDS(BIND_INTEGER(key), BIND_INTEGER(position)), error);
        status =
            status ? status : database_run(database, STATEMENT_UNSETTLE_SHARED, BOUNDS_NONE, error);
    }
    int64_t *named = status ? NULL : LIST_ADD(writer->arena, &writer->roots);
    if (status || !named) {
        return status ? status : error_set(error, STATUS_NO_MEMORY, "no memory for a root");
    }
    *named = *root_key = key;
    return STATUS_OK;
}

static bool is_named(const struct store_writer *writer, int64_t root_key)
{
    for (size_t i = 0; i < writer->roots.count; i++) {
        if (writer->roots.items[i] == root_key) {
            return true;
        }
    }
    return false;
}

static enum status drop_root(struct store_writer *writer, int64_t root_key, struct error *error)
{
    enum status status = STATUS_OK;
    while (!status) {
        int64_t file_key = 0;
        status = database_integer(&writer->database, STATEMENT_ROOT_FILE_FIRST,
                                  BOUNDS(BIND_INTEGER(root_key)), &file_key, error);
        status = status ? status : store_writer_remove_file(writer, file_key, error);
    }
    if (status != STATUS_NOT_FOUND) {
        return status;
    }
    writer->has_changed = true;
    return database_run(&writer->database, STATEMENT_ROOT_REMOVE, BOUNDS(BIND_INTEGER(root_key)),
                        error);
}

enum status store_writer_drop_other_roots(struct store_writer *writer, struct error *error)
{
    AUTO_ARENA arena = arena_new(WRITER_MEMORY_BYTES);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the roots");
    }
    struct store_roots roots = {0};
    enum status status = rows_roots(&writer->database, arena, &roots, error);
    for (size_t i = 0; !status && i < roots.count; i++) {
        if (!is_named(writer, roots.items[i].key)) {
            status = drop_root(writer, roots.items[i].key, error);
        }
    }
    return status;
}

enum status store_writer_files(struct store_writer *writer, int64_t root_key, struct arena *arena,
                               struct store_files *out, struct error *error)
{
    return rows_files(&writer->database, STATEMENT_ROOT_FILES, BOUNDS(BIND_INTEGER(root_key)),
                      arena, out, error);
}

/* What came from a file goes; documents that no other file holds are dropped when it settles. */
static enum status clear_file(struct store_writer *writer, int64_t file_key, struct error *error)
{
    static const enum store_statement steps[] = {
        STATEMENT_FILE_OCCURRENCES_UNSETTLE,
        STATEMENT_FILE_OCCURRENCES_REMOVE,
        STATEMENT_FILE_REPORTS_REMOVE,
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < sizeof(steps) / sizeof(steps[0]); i++) {
        status = database_run(&writer->database, steps[i], BOUNDS(BIND_INTEGER(file_key)), error);
    }
    writer->has_changed = true;
    return status;
}

enum status store_writer_file(struct store_writer *writer, struct store_file *file,
                              struct error *error)
{
    int64_t key = 0;
    enum status status = database_integer(
        &writer->database, STATEMENT_FILE_PUT,
        BOUNDS(BIND_INTEGER(file->root_key), BIND_TEXT(file->path), BIND_INTEGER(file->bytes),
               BIND_INTEGER(file->mtime_ns), BIND_TEXT(file->sha256),
               BIND_INTEGER((int64_t)file->state), BIND_TEXT(file->reason)),
        &key, error);
    status = status ? status : clear_file(writer, key, error);
    if (!status) {
        file->key = key;
    }
    return status;
}

enum status store_writer_remove_file(struct store_writer *writer, int64_t file_key,
                                     struct error *error)
{
    enum status status = clear_file(writer, file_key, error);
    return status ? status
                  : database_run(&writer->database, STATEMENT_FILE_REMOVE,
                                 BOUNDS(BIND_INTEGER(file_key)), error);
}

enum status store_writer_touch_file(struct store_writer *writer, int64_t file_key, int64_t mtime_ns,
                                    struct error *error)
{
    return database_run(&writer->database, STATEMENT_FILE_TOUCH,
                        BOUNDS(BIND_INTEGER(file_key), BIND_INTEGER(mtime_ns)), error);
}

enum status store_writer_report(struct store_writer *writer, int64_t file_key,
                                const struct store_report *line, struct error *error)
{
    writer->has_changed = true;
    return database_run(&writer->database, STATEMENT_REPORT_ADD,
                        BOUNDS(BIND_INTEGER(file_key), BIND_OPTIONAL(INTEGER_NONE),
                               BIND_INTEGER((int64_t)line->severity), BIND_TEXT(line->code),
                               BIND_TEXT(line->detail), BIND_INTEGER(line->count)),
                        error);
}
