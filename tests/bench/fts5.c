/* SPDX-License-Identifier: Apache-2.0 */
#include <sqlite3.h>
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/index/walk.h"

#include "measure.h"
#include "sides.h"

#define DOCUMENT_MEMORY_BYTES ((size_t)256 * 1024 * 1024)
#define COLUMN_BYTES_MAX      ((size_t)32 * 1024 * 1024)

/* Stands between units of text; no question has it. */
#define UNIT_END TEXT(" unitend ")

/* What FTS5 does well with: no journal, a large cache, one pass without merges, then optimized. */
static const char settings[] =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;"
    "PRAGMA mmap_size = 4294967296; PRAGMA temp_store = MEMORY;";

static const char schema[] =
    "CREATE TABLE docs (id INTEGER PRIMARY KEY, title TEXT, body TEXT, header TEXT);"
    "CREATE TABLE dates (id INTEGER PRIMARY KEY, day INTEGER, month INTEGER);"
    "CREATE TABLE facets (field INTEGER, id INTEGER, value INTEGER,"
    " PRIMARY KEY (field, id, value)) WITHOUT ROWID;"
    "CREATE TABLE tags (value INTEGER PRIMARY KEY, tag TEXT UNIQUE);"
    "CREATE VIRTUAL TABLE fts USING fts5 (title, body, header, content = 'docs',"
    " content_rowid = 'id', tokenize = 'unicode61');"
    "INSERT INTO fts (fts, rank) VALUES ('hashsize', 268435456);"
    "INSERT INTO fts (fts, rank) VALUES ('automerge', 0);"
    "INSERT INTO fts (fts, rank) VALUES ('rank', 'bm25(3.0, 1.0, 0.25)');"
    "BEGIN;";

static const char optimize[] = "INSERT INTO fts (fts) VALUES ('optimize'); COMMIT;";

/* The statements; parameters are ?1 match, ?2 and ?3 days, ?4 tag, ?5 field, ?6 count. */
enum sql {
    SQL_PUT_TEXT,
    SQL_PUT_WORDS,
    SQL_PUT_DATE,
    SQL_PUT_FACET,
    SQL_PUT_TAG,
    SQL_PAGE,
    SQL_PAGE_DATE,
    SQL_PAGE_TAG,
    SQL_SNIPPETS,
    SQL_FACET,
    SQL_HISTOGRAM,
    SQL_TOTAL,
    SQL_TOTAL_DATE,
    SQL_TOTAL_TAG,
    SQL_COUNT,
};

#define IN_DAYS \
    " AND EXISTS (SELECT 1 FROM dates WHERE dates.id = fts.rowid AND day BETWEEN ?2 AND ?3)"
#define WITH_TAG                                                                       \
    " AND EXISTS (SELECT 1 FROM facets WHERE field = 0 AND facets.id = fts.rowid AND " \
    "value = (SELECT value FROM tags WHERE tag = ?4))"
#define FOUND " FROM fts WHERE fts MATCH ?1"
#define BEST  " ORDER BY rank LIMIT ?6"

static const char *const statements[SQL_COUNT] = {
    [SQL_PUT_TEXT] = "INSERT INTO docs VALUES (?1, ?2, ?3, ?4)",
    [SQL_PUT_WORDS] = "INSERT INTO fts (rowid, title, body, header) VALUES (?1, ?2, ?3, ?4)",
    [SQL_PUT_DATE] = "INSERT INTO dates VALUES (?1, ?2, ?3)",
    [SQL_PUT_FACET] = "INSERT INTO facets VALUES (?1, ?2, ?3)",
    [SQL_PUT_TAG] = "INSERT INTO tags VALUES (?1, ?2)",
    [SQL_PAGE] = "SELECT rowid, rank" FOUND BEST,
    [SQL_PAGE_DATE] = "SELECT rowid, rank" FOUND IN_DAYS BEST,
    [SQL_PAGE_TAG] = "SELECT rowid, rank" FOUND WITH_TAG BEST,
    [SQL_SNIPPETS] = "SELECT rowid, rank, snippet(fts, -1, '[', ']', '...', 40)" FOUND BEST,
    [SQL_FACET] = "SELECT value, count(*) AS many FROM fts CROSS JOIN facets"
                  " ON field = ?5 AND facets.id = fts.rowid WHERE fts MATCH ?1"
                  " GROUP BY value ORDER BY many DESC",
    [SQL_HISTOGRAM] = "SELECT month, count(*) FROM fts CROSS JOIN dates ON dates.id = fts.rowid"
                      " WHERE fts MATCH ?1 AND month IS NOT NULL GROUP BY month",
    [SQL_TOTAL] = "SELECT count(*)" FOUND,
    [SQL_TOTAL_DATE] = "SELECT count(*)" FOUND IN_DAYS,
    [SQL_TOTAL_TAG] = "SELECT count(*)" FOUND WITH_TAG,
};

struct fts5 {
    sqlite3 *database;
    sqlite3_stmt *statements[SQL_COUNT];
    int64_t build_us;
};

static enum status fail(const struct fts5 *fts5, struct error *error)
{
    return error_set(error, STATUS_IO, "FTS5: %s",
                     fts5->database ? sqlite3_errmsg(fts5->database) : "cannot open");
}

static enum status execute(const struct fts5 *fts5, const char *sql, struct error *error)
{
    return sqlite3_exec(fts5->database, sql, NULL, NULL, NULL) == SQLITE_OK ? STATUS_OK
                                                                            : fail(fts5, error);
}

/* Run a statement that answers nothing, its parameters being bound. */
static enum status put(const struct fts5 *fts5, enum sql sql, struct error *error)
{
    int result = sqlite3_step(fts5->statements[sql]);
    (void)sqlite3_reset(fts5->statements[sql]);
    return result == SQLITE_DONE ? STATUS_OK : fail(fts5, error);
}

static void bind_text(const struct fts5 *fts5, enum sql sql, int place, struct text text)
{
    (void)sqlite3_bind_text(fts5->statements[sql], place, text.length > 0 ? text.at : "",
                            (int)text.length, SQLITE_STATIC);
}

static void bind_integer(const struct fts5 *fts5, enum sql sql, int place, int64_t value)
{
    (void)sqlite3_bind_int64(fts5->statements[sql], place, value);
}

/* ---- building ------------------------------------------------------------------------------- */

struct columns {
    struct buffer fields[INDEX_TEXT_FIELD_COUNT];
};

static void collect(struct tokens *tokens, const struct document *document, struct columns *columns)
{
    struct index_walk walk = index_walk_over(tokens, document);
    struct index_word word;
    while (index_walk_next(&walk, &word)) {
        if (word.starts_unit) {
            buffer_add(&columns->fields[word.field], word.unit);
            buffer_add(&columns->fields[word.field], UNIT_END);
        }
    }
}

static enum status put_columns(struct fts5 *fts5, int64_t id, const struct columns *columns,
                               struct error *error)
{
    static const enum sql both[] = {SQL_PUT_TEXT, SQL_PUT_WORDS};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < COUNT_OF(both) && !status; i++) {
        bind_integer(fts5, both[i], 1, id);
        for (int field = 0; field < INDEX_TEXT_FIELD_COUNT; field++) {
            bind_text(fts5, both[i], field + 2, buffer_text(&columns->fields[field]));
        }
        int64_t start = measure_now_ns();
        status = put(fts5, both[i], error);
        fts5->build_us += both[i] == SQL_PUT_WORDS ? (measure_now_ns() - start) / 1000 : 0;
    }
    return status;
}

static enum status put_values(const struct fts5 *fts5, const struct index *index, uint32_t number,
                              struct error *error)
{
    struct index_date date = index_document_date(index, number);
    bind_integer(fts5, SQL_PUT_DATE, 1, number + 1);
    if (date.precision <= INDEX_PRECISION_MONTH) {
        struct calendar_date from = calendar_date_of(date.days.first_day);
        bind_integer(fts5, SQL_PUT_DATE, 2, date.days.first_day);
        bind_integer(fts5, SQL_PUT_DATE, 3, from.year * 12 + from.month);
    } else {
        (void)sqlite3_clear_bindings(fts5->statements[SQL_PUT_DATE]);
        bind_integer(fts5, SQL_PUT_DATE, 1, number + 1);
    }
    enum status status = put(fts5, SQL_PUT_DATE, error);
    for (size_t i = 0; i < SIDE_FACET_COUNT; i++) {
        struct index_numbers values = index_document_values(index, side_facets[i], number);
        for (size_t j = 0; j < values.count && !status; j++) {
            bind_integer(fts5, SQL_PUT_FACET, 1, (int64_t)i);
            bind_integer(fts5, SQL_PUT_FACET, 2, number + 1);
            bind_integer(fts5, SQL_PUT_FACET, 3, values.items[j]);
            status = put(fts5, SQL_PUT_FACET, error);
        }
    }
    return status;
}

static enum status put_document(struct fts5 *fts5, const struct ours *ours, struct tokens *tokens,
                                uint32_t number, struct error *error)
{
    AUTO_ARENA arena = arena_new(DOCUMENT_MEMORY_BYTES);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    const struct index *index = ours->source.index;
    struct document *document;
    enum status status = store_reader_document(ours->reader, index_document_key(index, number),
                                               STORE_PART_ALL, arena, &document, error);
    if (status) {
        return status;
    }
    struct columns columns;
    for (size_t i = 0; i < INDEX_TEXT_FIELD_COUNT; i++) {
        columns.fields[i] = BUFFER_UP_TO(COLUMN_BYTES_MAX);
    }
    collect(tokens, document, &columns);
    status = put_columns(fts5, (int64_t)number + 1, &columns, error);
    for (size_t i = 0; i < INDEX_TEXT_FIELD_COUNT; i++) {
        buffer_clear(&columns.fields[i]);
    }
    return status ? status : put_values(fts5, index, number, error);
}

static enum status put_tags(const struct fts5 *fts5, const struct index *index, struct error *error)
{
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < index_value_count(index, QUERY_FIELD_TAG) && !status; i++) {
        bind_integer(fts5, SQL_PUT_TAG, 1, i);
        bind_text(fts5, SQL_PUT_TAG, 2, index_value_text(index, QUERY_FIELD_TAG, i));
        status = put(fts5, SQL_PUT_TAG, error);
    }
    return status;
}

static enum status fill(struct fts5 *fts5, const struct ours *ours, struct error *error)
{
    AUTO_TOKENS tokens = tokens_new();
    if (!tokens) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for words");
    }
    const struct index *index = ours->source.index;
    enum status status = put_tags(fts5, index, error);
    for (uint32_t i = 0; i < index_document_count(index) && !status; i++) {
        status = put_document(fts5, ours, tokens, i, error);
    }
    int64_t start = measure_now_ns();
    status = status ? status : execute(fts5, optimize, error);
    fts5->build_us += (measure_now_ns() - start) / 1000;
    return status;
}

static enum status open_at(struct fts5 *fts5, const char *path, bool is_new, struct error *error)
{
    if (sqlite3_open(path, &fts5->database) != SQLITE_OK) {
        return fail(fts5, error);
    }
    enum status status = execute(fts5, settings, error);
    status = status || !is_new ? status : execute(fts5, schema, error);
    for (size_t i = 0; i < SQL_COUNT && !status; i++) {
        int result =
            sqlite3_prepare_v2(fts5->database, statements[i], -1, &fts5->statements[i], NULL);
        status = result == SQLITE_OK ? STATUS_OK : fail(fts5, error);
    }
    return status;
}

/* Open a table, and fill it when there is something to fill it with. */
static enum status begin(const char *path, const struct ours *ours, struct fts5 **out,
                         struct error *error)
{
    struct fts5 *fts5 = calloc(1, sizeof(*fts5));
    if (!fts5) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for FTS5");
    }
    enum status status = open_at(fts5, path, ours != NULL, error);
    status = status || !ours ? status : fill(fts5, ours, error);
    if (status) {
        fts5_close(fts5);
        return status;
    }
    *out = fts5;
    return STATUS_OK;
}

enum status fts5_build(const char *path, const struct ours *ours, struct fts5 **out,
                       struct error *error)
{
    return begin(path, ours, out, error);
}

enum status fts5_open(const char *path, struct fts5 **out, struct error *error)
{
    return begin(path, NULL, out, error);
}

struct fts5 *fts5_close(struct fts5 *fts5)
{
    if (fts5) {
        for (size_t i = 0; i < SQL_COUNT; i++) {
            (void)sqlite3_finalize(fts5->statements[i]);
        }
        (void)sqlite3_close(fts5->database);
        free(fts5);
    }
    return NULL;
}

int64_t fts5_build_us(const struct fts5 *fts5)
{
    return fts5->build_us;
}

/* ---- answering ------------------------------------------------------------------------------ */

static void bind_question(const struct fts5 *fts5, enum sql sql, const struct question *question)
{
    bind_text(fts5, sql, 1, question->match);
    if (question->class == QUESTION_TERM_DATE) {
        bind_integer(fts5, sql, 2, question->days.first_day);
        bind_integer(fts5, sql, 3, question->days.last_day);
    } else if (question->class == QUESTION_TERM_TAG) {
        bind_text(fts5, sql, 4, question->tag);
    }
}

/* Step through all rows; with an answer, count the second column of each under the first. */
static enum status run(const struct fts5 *fts5, enum sql sql, struct side_answer *out,
                       struct error *error)
{
    sqlite3_stmt *statement = fts5->statements[sql];
    int result = sqlite3_step(statement);
    while (result == SQLITE_ROW) {
        if (out) {
            side_answer_count(out, (uint64_t)sqlite3_column_int64(statement, 0),
                              sqlite3_column_int64(statement, 1));
        }
        result = sqlite3_step(statement);
    }
    (void)sqlite3_reset(statement);
    return result == SQLITE_DONE ? STATUS_OK : fail(fts5, error);
}

/* Values are numbered differently by the two sides, so the place in the ranking stands for them. */
static enum status run_facet(const struct fts5 *fts5, size_t field, const struct question *question,
                             struct side_answer *out, struct error *error)
{
    sqlite3_stmt *statement = fts5->statements[SQL_FACET];
    bind_question(fts5, SQL_FACET, question);
    bind_integer(fts5, SQL_FACET, 5, (int64_t)field);
    size_t distinct = 0;
    int result = sqlite3_step(statement);
    while (result == SQLITE_ROW) {
        if (distinct < SIDE_PAGE_COUNT) {
            side_answer_count(out, field * SIDE_PAGE_COUNT + distinct,
                              sqlite3_column_int64(statement, 1));
        }
        distinct++;
        result = sqlite3_step(statement);
    }
    (void)sqlite3_reset(statement);
    side_answer_count(out, 1000 + field, (int64_t)distinct);
    return result == SQLITE_DONE ? STATUS_OK : fail(fts5, error);
}

static enum sql page_sql(enum question_class class)
{
    return class == QUESTION_TERM_DATE  ? SQL_PAGE_DATE
           : class == QUESTION_TERM_TAG ? SQL_PAGE_TAG
           : class == QUESTION_SNIPPETS ? SQL_SNIPPETS
                                        : SQL_PAGE;
}

enum status fts5_answer(struct fts5 *fts5, const struct question *question, struct side_answer *out,
                        struct error *error)
{
    *out = (struct side_answer){0};
    if (question->class == QUESTION_HISTOGRAM) {
        bind_question(fts5, SQL_HISTOGRAM, question);
        return run(fts5, SQL_HISTOGRAM, out, error);
    }
    enum sql sql = page_sql(question->class);
    bind_question(fts5, sql, question);
    bind_integer(fts5, sql, 6, SIDE_PAGE_COUNT);
    enum status status = run(fts5, sql, NULL, error);
    for (size_t i = 0; i < SIDE_FACET_COUNT && question->class == QUESTION_FACETS && !status; i++) {
        status = run_facet(fts5, i, question, out, error);
    }
    return status;
}

enum status fts5_total(struct fts5 *fts5, const struct question *question, int64_t *out,
                       struct error *error)
{
    enum sql sql = question->class == QUESTION_TERM_DATE  ? SQL_TOTAL_DATE
                   : question->class == QUESTION_TERM_TAG ? SQL_TOTAL_TAG
                                                          : SQL_TOTAL;
    sqlite3_stmt *statement = fts5->statements[sql];
    bind_question(fts5, sql, question);
    int result = sqlite3_step(statement);
    *out = result == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    (void)sqlite3_reset(statement);
    return result == SQLITE_ROW ? STATUS_OK : fail(fts5, error);
}
