/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads tables of tab-separated values: a line of column names, then one row a line. Lines that
 * begin with # and empty lines are passed over. Fields are taken as they stand, blanks at their
 * ends removed.
 *
 *     struct table table;
 *     status = table_read(bytes, columns, COUNT_OF(columns), arena, &table, error);
 *     table_get(&table, row, 0)
 */

#include "chancery/base/arena.h"
#include "chancery/base/list.h"
#include "chancery/base/status.h"

/* The most columns one table may have. */
#define TABLE_COLUMNS_MAX 16

struct table_row {
    struct text fields[TABLE_COLUMNS_MAX]; /* in the order of the names asked for */
    size_t line;                           /* of the file, from 1 */
};

struct table {
    LIST_OF(struct table_row);
};

/*
 * Read source, which must have exactly the columns named, in that order. Fields are borrowed from
 * source; rows live in arena. An empty field is a text of length 0.
 *
 * Errors:  STATUS_INVALID   the columns are not those, a row has another number of fields, or the
 *                           bytes are not UTF-8; the message says which line
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status table_read(struct text source, const char *const *columns, size_t count,
                                  struct arena *arena, struct table *out, struct error *error);
