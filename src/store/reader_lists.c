/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of documents and references. */

#include <stdlib.h>

#include "reader.h"

static void read_entry(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_entries *entries = out;
    struct store_entry *entry = LIST_ADD(arena, entries);
    if (entry) {
        *entry = (struct store_entry){.key = column_integer(row, 0),
                                      .id = column_text(row, 1, arena),
                                      .kind = column_text(row, 2, arena),
                                      .title = column_text(row, 3, arena),
                                      .date = column_text(row, 4, arena)};
    }
}

enum status store_reader_list(struct store_reader *reader, struct text after, size_t limit,
                              struct arena *arena, struct store_entries *out, struct error *error)
{
    struct text from = after.at ? after : TEXT("");
    return rows_each(&reader->database, STATEMENT_LIST,
                     BOUNDS(BIND_TEXT(from), BIND_INTEGER((int64_t)limit)), read_entry,
                     (struct rows_target){arena, out}, error);
}

/* A neighbor and how much of the id it shares. */
struct neighbor {
    struct store_entry entry;
    size_t shared;
};

static size_t shared_start(struct text a, struct text b)
{
    size_t i = 0;
    while (i < a.length && i < b.length && a.at[i] == b.at[i]) {
        i++;
    }
    return i;
}

/* The longest common start first, then by id. */
static int compare_neighbors(const void *a, const void *b)
{
    const struct neighbor *left = a;
    const struct neighbor *right = b;
    if (left->shared != right->shared) {
        return left->shared > right->shared ? -1 : 1;
    }
    return text_compare(left->entry.id, right->entry.id);
}

enum status store_reader_nearest(struct store_reader *reader, struct text id, size_t limit,
                                 struct arena *arena, struct store_entries *out,
                                 struct error *error)
{
    struct store_entries around = {0};
    struct text near = text_slice(id, 0, STORE_ID_BYTES_MAX);
    struct bounds bounds =
        BOUNDS(BIND_TEXT(near.at ? near : TEXT("")), BIND_INTEGER((int64_t)limit));
    struct rows_target target = {arena, &around};
    enum status status =
        rows_each(&reader->database, STATEMENT_LIST_BACK, bounds, read_entry, target, error);
    status = status
                 ? status
                 : rows_each(&reader->database, STATEMENT_LIST, bounds, read_entry, target, error);
    if (status || around.count == 0) {
        return status;
    }
    struct neighbor *neighbors = arena_take(arena, around.count * sizeof(*neighbors));
    if (!neighbors) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a list");
    }
    for (size_t i = 0; i < around.count; i++) {
        neighbors[i] = (struct neighbor){around.items[i], shared_start(around.items[i].id, near)};
    }
    qsort(neighbors, around.count, sizeof(*neighbors), compare_neighbors);
    around.count = around.count < limit ? around.count : limit;
    for (size_t i = 0; i < around.count; i++) {
        around.items[i] = neighbors[i].entry;
    }
    *out = around;
    return STATUS_OK;
}

static void read_kind(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_kind_counts *counts = out;
    struct store_kind_count *count = LIST_ADD(arena, counts);
    if (count) {
        *count = (struct store_kind_count){column_text(row, 0, arena), column_integer(row, 1)};
    }
}

enum status store_reader_kinds(struct store_reader *reader, struct arena *arena,
                               struct store_kind_counts *out, struct error *error)
{
    return rows_each(&reader->database, STATEMENT_KINDS, BOUNDS_NONE, read_kind,
                     (struct rows_target){arena, out}, error);
}

static void read_reference(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_references *references = out;
    struct store_reference *reference = LIST_ADD(arena, references);
    if (reference) {
        *reference = (struct store_reference){.from_key = column_integer(row, 0),
                                              .from_id = column_text(row, 1, arena),
                                              .to_id = column_text(row, 2, arena),
                                              .held = column_integer(row, 3) != 0,
                                              .label = column_text(row, 4, arena),
                                              .raw = column_text(row, 5, arena),
                                              .kind = column_text(row, 6, arena),
                                              .year_inferred = column_integer(row, 7) != 0,
                                              .paragraph = column_integer(row, 8),
                                              .span = {.start = (size_t)column_integer(row, 9),
                                                       .end = (size_t)column_integer(row, 10)}};
    }
}

enum status store_reader_references(struct store_reader *reader,
                                    const struct store_reference_query *query, struct arena *arena,
                                    struct store_references *out, int64_t *total,
                                    struct error *error)
{
    static const struct {
        enum store_statement rows;
        enum store_statement count;
    } of[] = {
        [STORE_CITED] = {STATEMENT_REFERENCES_CITED, STATEMENT_REFERENCES_CITED_COUNT},
        [STORE_CITING] = {STATEMENT_REFERENCES_CITING, STATEMENT_REFERENCES_CITING_COUNT},
    };
    enum store_statement rows = query->id.at ? of[query->direction].rows : STATEMENT_REFERENCES_ALL;
    enum store_statement count =
        query->id.at ? of[query->direction].count : STATEMENT_REFERENCES_ALL_COUNT;
    enum status status =
        database_integer(&reader->database, count, BOUNDS(BIND_TEXT(query->id)), total, error);
    return status ? status
                  : rows_each(&reader->database, rows,
                              BOUNDS(BIND_TEXT(query->id), BIND_INTEGER((int64_t)query->limit),
                                     BIND_INTEGER((int64_t)query->offset)),
                              read_reference, (struct rows_target){arena, out}, error);
}

enum status store_reader_cited_by(struct store_reader *reader, struct text id, int64_t *count,
                                  struct error *error)
{
    return database_integer(&reader->database, STATEMENT_CITED_BY, BOUNDS(BIND_TEXT(id)), count,
                            error);
}

static void read_missing(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_missings *missings = out;
    struct store_missing *missing = LIST_ADD(arena, missings);
    if (missing) {
        *missing = (struct store_missing){column_text(row, 0, arena), column_integer(row, 1)};
    }
}

enum status store_reader_missing(struct store_reader *reader, struct store_page page,
                                 struct arena *arena, struct store_missings *out, int64_t *total,
                                 struct error *error)
{
    enum status status =
        database_integer(&reader->database, STATEMENT_MISSING_COUNT, BOUNDS_NONE, total, error);
    return status ? status
                  : rows_each(&reader->database, STATEMENT_MISSING,
                              BOUNDS(BIND_INTEGER((int64_t)page.limit),
                                     BIND_INTEGER((int64_t)page.offset)),
                              read_missing, (struct rows_target){arena, out}, error);
}
