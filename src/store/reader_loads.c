/* SPDX-License-Identifier: Apache-2.0 */
/* What the store knows of its loads, and whether it agrees with itself. */

#include "reader.h"

static enum store_severity severity_at(sqlite3_stmt *row, int column)
{
    static const enum store_severity known[] = {STORE_REFUSED, STORE_REPLACED, STORE_REPAIRED,
                                                STORE_COPY};
    int64_t number = column_integer(row, column);
    return number >= 0 && number < (int64_t)(sizeof(known) / sizeof(known[0])) ? known[number]
                                                                               : STORE_REPAIRED;
}

static void read_report(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_reports *reports = out;
    struct store_report *report = LIST_ADD(arena, reports);
    if (report) {
        *report = (struct store_report){.path = column_text(row, 0, arena),
                                        .document_id = column_text(row, 1, arena),
                                        .severity = severity_at(row, 2),
                                        .code = column_text(row, 3, arena),
                                        .detail = column_text(row, 4, arena),
                                        .count = column_integer(row, 5)};
    }
}

enum status store_reader_reports(struct store_reader *reader, struct store_page page,
                                 struct arena *arena, struct store_reports *out, int64_t *total,
                                 struct error *error)
{
    enum status status =
        database_integer(&reader->database, STATEMENT_REPORTS_COUNT, BOUNDS_NONE, total, error);
    return status ? status
                  : rows_each(&reader->database, STATEMENT_REPORTS,
                              BOUNDS(BIND_INTEGER((int64_t)page.limit),
                                     BIND_INTEGER((int64_t)page.offset)),
                              read_report, (struct rows_target){arena, out}, error);
}

static void read_sum(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_report_sums *sums = out;
    struct store_report_sum *sum = LIST_ADD(arena, sums);
    if (sum) {
        *sum = (struct store_report_sum){.severity = severity_at(row, 0),
                                         .code = column_text(row, 1, arena),
                                         .files = column_integer(row, 2),
                                         .count = column_integer(row, 3),
                                         .path = column_text(row, 4, arena),
                                         .detail = column_text(row, 5, arena)};
    }
}

enum status store_reader_report_sums(struct store_reader *reader, struct arena *arena,
                                     struct store_report_sums *out, struct error *error)
{
    return rows_each(&reader->database, STATEMENT_REPORT_SUMS, BOUNDS_NONE, read_sum,
                     (struct rows_target){arena, out}, error);
}

enum status store_reader_files(struct store_reader *reader, struct store_page page,
                               struct arena *arena, struct store_files *out, struct error *error)
{
    return rows_files(&reader->database, STATEMENT_FILES,
                      BOUNDS(BIND_INTEGER((int64_t)page.limit), BIND_INTEGER((int64_t)page.offset)),
                      arena, out, error);
}

static void read_key(sqlite3_stmt *row, struct arena *arena, void *out)
{
    struct store_keys *keys = out;
    int64_t *key = LIST_ADD(arena, keys);
    if (key) {
        *key = column_integer(row, 0);
    }
}

enum status store_reader_file_documents(struct store_reader *reader, int64_t file_key,
                                        struct arena *arena, struct store_keys *out,
                                        struct error *error)
{
    return rows_each(&reader->database, STATEMENT_FILE_DOCUMENTS, BOUNDS(BIND_INTEGER(file_key)),
                     read_key, (struct rows_target){arena, out}, error);
}

enum status store_reader_roots(struct store_reader *reader, struct arena *arena,
                               struct store_roots *out, struct error *error)
{
    return rows_roots(&reader->database, arena, out, error);
}

static enum status check_pages(struct store_reader *reader, struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status =
        database_query(&reader->database, STATEMENT_CHECK_PAGES, BOUNDS_NONE, &row, error);
    status = status ? status : database_step(&reader->database, row, error);
    if (!status && !text_equal(column_blob(row, 0), TEXT("ok"))) {
        status =
            error_set(error, STATUS_CORRUPT, "the store's file is damaged (%.*s): load it anew",
                      TEXT_ARGUMENTS(column_blob(row, 0)));
    }
    database_finish(row);
    return status;
}

/* Each answers the first thing that is wrong. */
static const struct {
    enum store_statement statement;
    const char *fault;
} checks[] = {
    {STATEMENT_CHECK_FOREIGN, "a row points to one that is not there, in"},
    {STATEMENT_CHECK_UNNAMED, "a document has the wrong id:"},
    {STATEMENT_CHECK_BODILESS, "a document has no body:"},
    {STATEMENT_CHECK_BODIES, "there is no document for"},
    {STATEMENT_CHECK_HOMELESS, "a document is not in the file it names:"},
    {STATEMENT_CHECK_TOTALS, "the counts are wrong of"},
    {STATEMENT_CHECK_FILES, "a refused file has documents:"},
};

enum status store_reader_check(struct store_reader *reader, struct error *error)
{
    enum status status = check_pages(reader, error);
    for (size_t i = 0; !status && i < sizeof(checks) / sizeof(checks[0]); i++) {
        sqlite3_stmt *row = NULL;
        status = database_query(&reader->database, checks[i].statement, BOUNDS_NONE, &row, error);
        status = status ? status : database_step(&reader->database, row, error);
        if (!status) {
            status = error_set(error, STATUS_CORRUPT, "%s %.*s: load it anew", checks[i].fault,
                               TEXT_ARGUMENTS(column_blob(row, 0)));
        }
        database_finish(row);
        status = status == STATUS_NOT_FOUND ? STATUS_OK : status;
    }
    return status;
}
