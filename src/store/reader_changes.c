/* SPDX-License-Identifier: Apache-2.0 */
/* What came, went and changed between two generations. */

#include "chancery/base/array.h"

#include "reader.h"

static const char *const change_names[] = {
    [STORE_ADDED] = "added",
    [STORE_CHANGED] = "changed",
    [STORE_REMOVED] = "removed",
};

struct text store_change_name(enum store_change_kind kind)
{
    return text_of(change_names[kind]);
}

static void read_change(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_changes *changes = out;
    struct store_change *change = LIST_ADD(arena, changes);
    if (change) {
        *change = (struct store_change){.change = (enum store_change_kind)column_integer(row, 0),
                                        .generation = column_integer(row, 1),
                                        .id = column_text(row, 2, arena),
                                        .kind = column_text(row, 3, arena),
                                        .title = column_text(row, 4, arena)};
    }
}

enum status store_reader_changes(struct store_reader *reader,
                                 const struct store_change_query *query, struct arena *arena,
                                 struct store_changes *out, int64_t *total, struct error *error)
{
    enum status status = database_integer(&reader->database, STATEMENT_CHANGES_COUNT,
                                          BOUNDS(BIND_INTEGER(query->since)), total, error);
    return status ? status
                  : rows_each(&reader->database, STATEMENT_CHANGES,
                              BOUNDS(BIND_INTEGER(query->since),
                                     BIND_INTEGER((int64_t)query->page.limit),
                                     BIND_INTEGER((int64_t)query->page.offset)),
                              read_change, (struct rows_target){arena, out}, error);
}
