/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * One connection to a store's file, with its statements prepared once and kept.
 *
 *     status = database_query(database, STATEMENT_FIND, BIND({BIND_TEXT(id)}), &row, error);
 *     status = status ? status : database_step(database, row, error);
 *     ... column_integer(row, 0) ...
 *     database_finish(row);
 *
 * Threads: one at a time. What is bound is borrowed until database_finish.
 */

#include <sqlite3.h>

#include "chancery/base/arena.h"
#include "chancery/base/status.h"
#include "chancery/model/record.h"

#include "statements.h"

/* Says in a file's header that it is ours: "Chnc". */
#define DATABASE_APPLICATION_ID 0x43686e63
/* The number of the last step in schema.c. */
#define DATABASE_SCHEMA_VERSION 2
/* How long to wait for another program that holds the file. */
#define DATABASE_BUSY_MS 2000

enum database_mode {
    DATABASE_READ,   /* an existing store; nothing can be written */
    DATABASE_CHANGE, /* an existing store, perhaps of an older schema */
    DATABASE_BUILD,  /* a new file that nobody else sees, thrown away if it is not finished */
};

struct database {
    sqlite3 *handle;
    sqlite3_stmt *prepared[STATEMENT_COUNT];
};

/*
 * Errors:  STATUS_NOT_FOUND    no such file
 *          STATUS_INVALID      not a store, or of a newer program
 *          STATUS_UNAVAILABLE, STATUS_CORRUPT, STATUS_IO, STATUS_NO_MEMORY
 */
MUST_CHECK enum status database_open(struct database *database, const char *path,
                                     enum database_mode mode, struct error *error);
void database_close(struct database *database);

/* Apply the steps of the schema behind the one numbered from, which is 0 for a new file. */
MUST_CHECK enum status schema_apply(sqlite3 *handle, int64_t from, struct error *error);

/* What went wrong last, as a status and a message. doing is what was being done. */
enum status database_failed(const struct database *database, const char *doing,
                            struct error *error);

/* A value to bind. A text without bytes is bound as NULL, as is INTEGER_NONE where allowed. */
struct bound {
    enum {
        BOUND_TEXT,
        BOUND_BLOB,
        BOUND_INTEGER,
        BOUND_OPTIONAL, /* an integer that INTEGER_NONE makes NULL */
    } kind;
    struct text text;
    int64_t integer;
};

#define BIND_TEXT(value)     ((struct bound){BOUND_TEXT, (value), 0})
#define BIND_BLOB(value)     ((struct bound){BOUND_BLOB, (value), 0})
#define BIND_INTEGER(value)  ((struct bound){BOUND_INTEGER, TEXT_NONE, (value)})
#define BIND_OPTIONAL(value) ((struct bound){BOUND_OPTIONAL, TEXT_NONE, (value)})

/* The values of one statement in the order of its ?1, ?2 … */
struct bounds {
    const struct bound *values;
    size_t count;
};

#define BOUNDS_NONE ((struct bounds){NULL, 0})
#define BOUNDS(...)                                       \
    ((struct bounds){(const struct bound[]){__VA_ARGS__}, \
                     sizeof((const struct bound[]){__VA_ARGS__}) / sizeof(struct bound)})

/* Begin a statement that answers rows. Finish *row, whatever comes of it, even on an error. */
MUST_CHECK enum status database_query(struct database *database, enum store_statement statement,
                                      struct bounds bounds, sqlite3_stmt **row,
                                      struct error *error);

/* Go to the next row. STATUS_NOT_FOUND, without a message, after the last. */
MUST_CHECK enum status database_step(struct database *database, sqlite3_stmt *row,
                                     struct error *error);

/* Leave a statement ready for its next use. NULL is allowed. */
void database_finish(sqlite3_stmt *row);

/* Run a statement that answers nothing. */
MUST_CHECK enum status database_run(struct database *database, enum store_statement statement,
                                    struct bounds bounds, struct error *error);

/* Run a statement and set *out to the first column of its first row. STATUS_NOT_FOUND: no row. */
MUST_CHECK enum status database_integer(struct database *database, enum store_statement statement,
                                        struct bounds bounds, int64_t *out, struct error *error);

/* A copy in arena; TEXT_NONE for NULL and when the arena has no more. */
struct text column_text(sqlite3_stmt *row, int column, struct arena *arena);
/* Borrowed until the next step. */
struct text column_blob(sqlite3_stmt *row, int column);
/* INTEGER_NONE for NULL. */
int64_t column_integer(sqlite3_stmt *row, int column);
