/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include <sqlite3.h>

#include "unit.h"

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"

#include "fts5.h"

/* More than the farthest NEAR of the queries. */
#define FILLING_WORDS 12

#define COLUMN_BYTES_MAX ((size_t)16 * 1024 * 1024)

enum stream {
    STREAM_EXACT,
    STREAM_STEM,
    STREAM_JOINED,
    STREAM_JOINED_STEM,
    STREAM_COUNT,
};

static const char *const field_names[INDEX_TEXT_FIELD_COUNT] = {"title", "body", "header"};
static const char stream_letters[STREAM_COUNT] = {'x', 's', 'j', 'k'};

struct fts5 {
    sqlite3 *database;
    sqlite3_stmt *insert;
    sqlite3_stmt *find;
    struct tokens *tokens;
    bool is_near_itself; /* what was printed has one word on both sides of a NEAR */
};

static void run(struct fts5 *fts5, const char *sql, sqlite3_stmt **statement)
{
    assert_int_equal(sqlite3_prepare_v2(fts5->database, sql, -1, statement, NULL), SQLITE_OK);
}

struct fts5 *fts5_new(void)
{
    struct fts5 *fts5 = calloc(1, sizeof(*fts5));
    assert_non_null(fts5);
    fts5->tokens = tokens_new();
    assert_non_null(fts5->tokens);
    assert_int_equal(sqlite3_open(":memory:", &fts5->database), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(fts5->database,
                     "CREATE VIRTUAL TABLE t USING fts5("
                     "title_x, title_s, title_j, title_k, body_x, body_s, body_j, body_k, "
                     "header_x, header_s, header_j, header_k, "
                     "tokenize = 'unicode61 remove_diacritics 0')",
                     NULL, NULL, NULL),
        SQLITE_OK);
    run(fts5,
        "INSERT INTO t(rowid, title_x, title_s, title_j, title_k, body_x, body_s, body_j, "
        "body_k, header_x, header_s, header_j, header_k) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        &fts5->insert);
    run(fts5, "SELECT rowid FROM t WHERE t MATCH ?", &fts5->find);
    return fts5;
}

void fts5_free(struct fts5 *fts5)
{
    if (fts5) {
        sqlite3_finalize(fts5->insert);
        sqlite3_finalize(fts5->find);
        sqlite3_close(fts5->database);
        tokens_free(fts5->tokens);
        free(fts5);
    }
}

struct columns {
    struct buffer texts[INDEX_TEXT_FIELD_COUNT][STREAM_COUNT];
};

static void add_word(struct buffer *column, struct text word)
{
    buffer_add(column, word);
    buffer_add(column, TEXT(" "));
}

static void fill(struct columns *columns, enum index_text_field field, size_t words)
{
    for (size_t i = 0; i < words; i++) {
        add_word(&columns->texts[field][STREAM_EXACT], TEXT("zzz"));
        add_word(&columns->texts[field][STREAM_STEM], TEXT("zzz"));
    }
}

static void read_columns(struct fts5 *fts5, const struct document *document,
                         struct columns *columns)
{
    struct index_walk walk = index_walk_over(fts5->tokens, document);
    struct index_word word;
    uint32_t paragraph = INDEX_NO_PARAGRAPH;
    while (index_walk_next(&walk, &word)) {
        if (word.starts_unit) {
            fill(columns, word.field, word.paragraph != paragraph ? FILLING_WORDS : 1);
            paragraph = word.paragraph;
        }
        bool joined = word.token.parts > 1;
        struct buffer *texts = columns->texts[word.field];
        struct text exact = word.token.exact;
        add_word(&texts[joined ? STREAM_JOINED : STREAM_EXACT], exact);
        add_word(&texts[joined ? STREAM_JOINED_STEM : STREAM_STEM],
                 tokens_stem(fts5->tokens, exact));
    }
}

void fts5_add(struct fts5 *fts5, const struct document *document, int64_t number)
{
    struct columns columns;
    for (size_t f = 0; f < INDEX_TEXT_FIELD_COUNT; f++) {
        for (size_t s = 0; s < STREAM_COUNT; s++) {
            columns.texts[f][s] = BUFFER_UP_TO(COLUMN_BYTES_MAX);
        }
    }
    read_columns(fts5, document, &columns);
    assert_int_equal(sqlite3_bind_int64(fts5->insert, 1, number), SQLITE_OK);
    int at = 2;
    for (size_t f = 0; f < INDEX_TEXT_FIELD_COUNT; f++) {
        for (size_t s = 0; s < STREAM_COUNT; s++) {
            struct text text = buffer_text(&columns.texts[f][s]);
            assert_int_equal(buffer_status(&columns.texts[f][s]), STATUS_OK);
            assert_int_equal(sqlite3_bind_text(fts5->insert, at++, text.at ? text.at : "",
                                               (int)text.length, SQLITE_TRANSIENT),
                             SQLITE_OK);
        }
    }
    assert_int_equal(sqlite3_step(fts5->insert), SQLITE_DONE);
    assert_int_equal(sqlite3_reset(fts5->insert), SQLITE_OK);
    for (size_t f = 0; f < INDEX_TEXT_FIELD_COUNT; f++) {
        for (size_t s = 0; s < STREAM_COUNT; s++) {
            buffer_clear(&columns.texts[f][s]);
        }
    }
}

/* "{title_x title_j body_x …} : " for the fields in in and two streams. */
static void print_columns(unsigned in, const enum stream *streams, size_t count, struct buffer *out)
{
    buffer_add(out, TEXT("{"));
    for (size_t f = 0; f < INDEX_TEXT_FIELD_COUNT; f++) {
        for (size_t s = 0; s < count && in >> f & 1; s++) {
            buffer_add_format(out, "%s_%c ", field_names[f], stream_letters[streams[s]]);
        }
    }
    buffer_add(out, TEXT("} : "));
}

static void print_term(struct fts5 *fts5, const struct query_node *node, unsigned in,
                       struct buffer *out)
{
    static const enum stream exact[] = {STREAM_EXACT, STREAM_JOINED};
    static const enum stream stems[] = {STREAM_STEM, STREAM_JOINED_STEM};
    bool by_form = node->exact || node->prefix;
    struct text form = by_form ? node->text : tokens_stem(fts5->tokens, node->text);
    print_columns(in, by_form ? exact : stems, 2, out);
    buffer_add_format(out, "\"%.*s\"%s", TEXT_ARGUMENTS(form), node->prefix ? " *" : "");
}

static void print_near(struct fts5 *fts5, const struct query_node *node, unsigned in,
                       struct buffer *out)
{
    static const enum stream stems[] = {STREAM_STEM};
    AUTO_BUFFER first = BUFFER_UP_TO(TOKENS_WORD_BYTES_MAX);
    print_columns(in, stems, 1, out);
    buffer_add(out, TEXT("NEAR("));
    for (size_t i = 0; i < node->children.count; i++) {
        struct text stem = tokens_stem(fts5->tokens, node->children.items[i]->text);
        buffer_add_format(out, "\"%.*s\" ", TEXT_ARGUMENTS(stem));
        fts5->is_near_itself =
            fts5->is_near_itself || (i > 0 && text_equal(stem, buffer_text(&first)));
        buffer_clear(&first);
        buffer_add(&first, stem);
    }
    buffer_add_format(out, ", %d)", (int)node->distance);
}

static void print_node(struct fts5 *fts5, const struct query_node *node, unsigned in,
                       struct buffer *out);

/* AND and OR, each pair in brackets; what is negated comes as NOT between two operands. */
static void print_group(struct fts5 *fts5, const struct query_node *node, unsigned in,
                        struct buffer *out)
{
    const struct query_nodes *children = &node->children;
    for (size_t i = 1; i < children->count; i++) {
        buffer_add(out, TEXT("("));
    }
    print_node(fts5, children->items[0], in, out);
    for (size_t i = 1; i < children->count; i++) {
        const struct query_node *child = children->items[i];
        bool is_not = child->kind == QUERY_NOT;
        buffer_add_format(out, " %s ", is_not ? "NOT" : node->kind == QUERY_AND ? "AND" : "OR");
        print_node(fts5, is_not ? child->children.items[0] : child, in, out);
        buffer_add(out, TEXT(")"));
    }
}

static void print_node(struct fts5 *fts5, const struct query_node *node, unsigned in,
                       struct buffer *out)
{
    static const enum stream exact[] = {STREAM_EXACT};
    if (node->kind == QUERY_TERM) {
        print_term(fts5, node, in, out);
    } else if (node->kind == QUERY_PHRASE) {
        print_columns(in, exact, 1, out);
        buffer_add_format(out, "\"%.*s\"", TEXT_ARGUMENTS(node->text));
    } else if (node->kind == QUERY_NEAR) {
        print_near(fts5, node, in, out);
    } else if (node->kind == QUERY_FIELD) {
        unsigned only =
            node->field == QUERY_FIELD_TITLE ? 1U << INDEX_TEXT_TITLE : 1U << INDEX_TEXT_BODY;
        print_node(fts5, node->children.items[0], only, out);
    } else {
        assert_true(node->kind == QUERY_AND || node->kind == QUERY_OR);
        print_group(fts5, node, in, out);
    }
}

struct text fts5_print(struct fts5 *fts5, const struct query_node *query, struct arena *arena)
{
    AUTO_BUFFER out = BUFFER_UP_TO(100000);
    fts5->is_near_itself = false;
    print_node(fts5, query, (1U << INDEX_TEXT_FIELD_COUNT) - 1, &out);
    assert_int_equal(buffer_status(&out), STATUS_OK);
    return fts5->is_near_itself ? TEXT_NONE : arena_text(arena, buffer_text(&out));
}

size_t fts5_find(struct fts5 *fts5, struct text printed, bool *found, size_t room)
{
    size_t count = 0;
    assert_int_equal(
        sqlite3_bind_text(fts5->find, 1, printed.at, (int)printed.length, SQLITE_TRANSIENT),
        SQLITE_OK);
    int step = sqlite3_step(fts5->find);
    for (; step == SQLITE_ROW; step = sqlite3_step(fts5->find)) {
        sqlite3_int64 number = sqlite3_column_int64(fts5->find, 0);
        assert_true(number >= 0 && (size_t)number < room && !found[number]);
        found[number] = true;
        count++;
    }
    assert_int_equal(step, SQLITE_DONE);
    assert_int_equal(sqlite3_reset(fts5->find), SQLITE_OK);
    return count;
}
