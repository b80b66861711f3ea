/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/store/tables.h"

/* The longest statement that makes a table or adds a row to it. */
#define SQL_BYTES_MAX ((size_t)16384)

/* Whoever exports begins again when it fails, so nothing is kept to go back to. */
static const char settings[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;";

struct store_tables {
    sqlite3 *handle;
    char *path;
    sqlite3_stmt *adding[STORE_TABLES_MAX]; /* a row, by key of table */
    size_t columns[STORE_TABLES_MAX];
    size_t count;
};

static enum status failed(const struct store_tables *tables, enum status status,
                          struct error *error)
{
    const char *message = tables->handle ? sqlite3_errmsg(tables->handle) : "out of memory";
    return error_set(error, status, "cannot write %s: %s", tables->path, message);
}

static enum status run(const struct store_tables *tables, const char *sql, struct error *error)
{
    return sqlite3_exec(tables->handle, sql, NULL, NULL, NULL) == SQLITE_OK
               ? STATUS_OK
               : failed(tables, STATUS_IO, error);
}

/* Closes what is open; the file stays. */
static void release(struct store_tables *tables)
{
    for (size_t i = 0; i < tables->count; i++) {
        (void)sqlite3_finalize(tables->adding[i]);
    }
    (void)sqlite3_close(tables->handle);
    free(tables->path);
    free(tables);
}

/* Makes the file empty; none that is there already is touched. */
static enum status make_file(const char *path, struct error *error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) {
        return errno == EEXIST
                   ? error_set(error, STATUS_INVALID, "%s is there already", path)
                   : error_set(error, STATUS_IO, "cannot make %s: %s", path, strerror(errno));
    }
    (void)close(file);
    return STATUS_OK;
}

enum status store_tables_create(const char *path, struct store_tables **out, struct error *error)
{
    struct store_tables *tables = calloc(1, sizeof(*tables));
    char *copy = tables ? strdup(path) : NULL;
    *out = NULL;
    if (!copy) {
        free(tables);
        return error_set(error, STATUS_NO_MEMORY, "no memory for %s", path);
    }
    tables->path = copy;
    enum status status = make_file(path, error);
    if (status) {
        release(tables);
        return status;
    }
    if (sqlite3_open_v2(path, &tables->handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
        status = failed(tables, STATUS_IO, error);
    }
    status = status ? status : run(tables, settings, error);
    if (status) {
        store_tables_drop(tables);
        return status;
    }
    *out = tables;
    return STATUS_OK;
}

static void add_name(struct buffer *sql, const char *name)
{
    struct text rest = text_of(name);
    struct text piece;
    buffer_add(sql, TEXT("\""));
    while (text_take_until(&rest, '"', &piece)) {
        buffer_add(sql, piece);
        buffer_add(sql, TEXT("\"\""));
    }
    buffer_add(sql, rest);
    buffer_add(sql, TEXT("\""));
}

/* "CREATE TABLE "people" ("document", "name")" */
static void write_creation(struct buffer *sql, const struct store_table *table)
{
    buffer_add(sql, TEXT("CREATE TABLE "));
    add_name(sql, table->name);
    for (size_t i = 0; i < table->column_count; i++) {
        buffer_add(sql, i == 0 ? TEXT(" (") : TEXT(", "));
        add_name(sql, table->columns[i]);
    }
    buffer_add(sql, TEXT(")"));
}

/* "INSERT INTO "people" VALUES (?, ?)" */
static void write_insertion(struct buffer *sql, const struct store_table *table)
{
    buffer_add(sql, TEXT("INSERT INTO "));
    add_name(sql, table->name);
    for (size_t i = 0; i < table->column_count; i++) {
        buffer_add(sql, i == 0 ? TEXT(" VALUES (?") : TEXT(", ?"));
    }
    buffer_add(sql, TEXT(")"));
}

enum status store_tables_add(struct store_tables *tables, const struct store_table *table,
                             size_t *key, struct error *error)
{
    AUTO_BUFFER creation = BUFFER_UP_TO(SQL_BYTES_MAX);
    AUTO_BUFFER insertion = BUFFER_UP_TO(SQL_BYTES_MAX);
    if (tables->count == STORE_TABLES_MAX || table->column_count == 0 ||
        table->column_count > STORE_COLUMNS_MAX) {
        return error_set(error, STATUS_LIMIT, "%s has too many columns, or is one table too many",
                         table->name);
    }
    write_creation(&creation, table);
    write_insertion(&insertion, table);
    enum status status = buffer_status(&creation);
    status = status ? status : buffer_status(&insertion);
    if (status) {
        return error_set(error, status, "the names of table %s are too long", table->name);
    }
    status = run(tables, creation.bytes, error);
    if (status) {
        return status;
    }
    if (sqlite3_prepare_v2(tables->handle, insertion.bytes, -1, &tables->adding[tables->count],
                           NULL) != SQLITE_OK) {
        return failed(tables, STATUS_IO, error);
    }
    tables->columns[tables->count] = table->column_count;
    *key = tables->count++;
    return STATUS_OK;
}

static int bind_cell(sqlite3_stmt *statement, int at, const struct store_cell *cell)
{
    switch (cell->kind) {
    case STORE_CELL_NULL:
        break;
    case STORE_CELL_TEXT:
        return sqlite3_bind_text64(statement, at, cell->text.at, cell->text.length, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case STORE_CELL_INTEGER:
        return sqlite3_bind_int64(statement, at, cell->integer);
    }
    return sqlite3_bind_null(statement, at);
}

enum status store_tables_row(struct store_tables *tables, size_t key,
                             const struct store_cell *cells, struct error *error)
{
    sqlite3_stmt *statement = tables->adding[key];
    int code = SQLITE_OK;
    for (size_t i = 0; i < tables->columns[key] && code == SQLITE_OK; i++) {
        code = bind_cell(statement, (int)i + 1, &cells[i]);
    }
    code = code == SQLITE_OK ? sqlite3_step(statement) : code;
    enum status status = code == SQLITE_DONE ? STATUS_OK : failed(tables, STATUS_IO, error);
    (void)sqlite3_reset(statement);
    return status;
}

enum status store_tables_finish(struct store_tables *tables, struct error *error)
{
    enum status status = run(tables, "COMMIT", error);
    if (status) {
        store_tables_drop(tables);
    } else {
        release(tables);
    }
    return status;
}

void store_tables_drop(struct store_tables *tables)
{
    if (tables) {
        (void)unlink(tables->path);
        release(tables);
    }
}
