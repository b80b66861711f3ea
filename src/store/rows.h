/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Lists of rows that readers and the writer both answer. All live in arena. */

#include "chancery/store/store.h"

#include "database.h"

MUST_CHECK enum status rows_roots(struct database *database, struct arena *arena,
                                  struct store_roots *out, struct error *error);

/* statement answers key, root, path, bytes, mtime_ns, sha256, state and reason. */
MUST_CHECK enum status rows_files(struct database *database, enum store_statement statement,
                                  struct bounds bounds, struct arena *arena,
                                  struct store_files *out, struct error *error);

/* Where rows go: the list at out, in arena. */
struct rows_target {
    struct arena *arena;
    void *out;
};

/* Reads the row it is at into the list at out. */
typedef void rows_read(sqlite3_stmt *row, struct arena *arena, void *out);

/* Run a statement and have every row read. */
MUST_CHECK enum status rows_each(struct database *database, enum store_statement statement,
                                 struct bounds bounds, rows_read *read, struct rows_target target,
                                 struct error *error);
