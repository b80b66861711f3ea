/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"

enum status rows_each(struct database *database, enum store_statement statement,
                      struct bounds bounds, rows_read *read, struct rows_target target,
                      struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status = database_query(database, statement, bounds, &row, error);
    status = status ? status : database_step(database, row, error);
    while (!status && !arena_failed(target.arena)) {
        read(row, target.arena, target.out);
        status = database_step(database, row, error);
    }
    database_finish(row);
    if (status && status != STATUS_NOT_FOUND) {
        return status;
    }
    if (arena_failed(target.arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a list");
    }
    return STATUS_OK;
}

static void read_root(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_roots *roots = out;
    struct store_root *root = LIST_ADD(arena, roots);
    if (root) {
        *root = (struct store_root){.key = column_integer(row, 0),
                                    .path = column_text(row, 1, arena),
                                    .position = column_integer(row, 2)};
    }
}

enum status rows_roots(struct database *database, struct arena *arena, struct store_roots *out,
                       struct error *error)
{
    return rows_each(database, STATEMENT_ROOTS, BOUNDS_NONE, read_root,
                     (struct rows_target){arena, out}, error);
}

static void read_file(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_files *files = out;
    struct store_file *file = LIST_ADD(arena, files);
    if (file) {
        *file = (struct store_file){.key = column_integer(row, 0),
                                    .root_key = column_integer(row, 1),
                                    .path = column_text(row, 2, arena),
                                    .bytes = column_integer(row, 3),
                                    .mtime_ns = column_integer(row, 4),
                                    .sha256 = column_text(row, 5, arena),
                                    .state = column_integer(row, 6) == STORE_FILE_READ
                                                 ? STORE_FILE_READ
                                                 : STORE_FILE_REFUSED,
                                    .reason = column_text(row, 7, arena)};
    }
}

enum status rows_files(struct database *database, enum store_statement statement,
                       struct bounds bounds, struct arena *arena, struct store_files *out,
                       struct error *error)
{
    return rows_each(database, statement, bounds, read_file, (struct rows_target){arena, out},
                     error);
}
