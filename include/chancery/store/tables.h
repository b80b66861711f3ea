/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A database of plain tables, for other programs: what a store is exported to.
 *
 *     status = store_tables_create("out.db", &tables, error);
 *     status = store_tables_add(tables, &(struct store_table){"people", names, 2}, &people, error);
 *     status = store_tables_row(tables, people, cells, error);
 *     status = store_tables_finish(tables, error);
 *
 * It is not a store: a store has its own keys, compressed bodies and generations.
 *
 * Threads: one at a time.
 */

#include <stddef.h>
#include <stdint.h>

#include "chancery/base/status.h"
#include "chancery/base/text.h"

/* The most tables of one database, and the most columns of one table. */
#define STORE_TABLES_MAX  64
#define STORE_COLUMNS_MAX 64

struct store_tables;

/* What a table and its columns are to be called. Names may be any words; they are quoted. */
struct store_table {
    const char *name;
    const char *const *columns;
    size_t column_count; /* from 1 to STORE_COLUMNS_MAX */
};

struct store_cell {
    enum {
        STORE_CELL_NULL,
        STORE_CELL_TEXT,
        STORE_CELL_INTEGER,
    } kind;
    struct text text; /* borrowed during the call; TEXT_NONE is NULL */
    int64_t integer;
};

/*
 * Begin a new file at path.
 *
 * Errors:  STATUS_INVALID  there is a file already, which is left as it is
 *          STATUS_IO, STATUS_NO_MEMORY
 * Owns:    the caller finishes or drops *out.
 */
MUST_CHECK enum status store_tables_create(const char *path, struct store_tables **out,
                                           struct error *error);

/* Make a table; *key is what its rows are added by. */
MUST_CHECK enum status store_tables_add(struct store_tables *tables,
                                        const struct store_table *table, size_t *key,
                                        struct error *error);

/* Add a row to a table: a cell for each of its columns. STATUS_IO, STATUS_NO_MEMORY */
MUST_CHECK enum status store_tables_row(struct store_tables *tables, size_t key,
                                        const struct store_cell *cells, struct error *error);

/* Make the file whole and close it. Frees tables, whatever comes of it. */
MUST_CHECK enum status store_tables_finish(struct store_tables *tables, struct error *error);

/* Close and remove the file. NULL is allowed. */
void store_tables_drop(struct store_tables *tables);
