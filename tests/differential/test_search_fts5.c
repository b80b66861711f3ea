/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "temporary.h"
#include "unit.h"

#include "chancery/base/buffer.h"
#include "chancery/base/file.h"
#include "chancery/index/builder.h"
#include "chancery/index/file.h"
#include "chancery/model/vocabulary.h"
#include "chancery/parsing/parse.h"
#include "chancery/search/search.h"

#include "fts5.h"
#include "generated.h"

/*
 * Both engines hold the same documents and are asked the same queries; hit sets and counts must
 * be equal. Queries use every operator that FTS5 has.
 */

enum {
    GENERATED_DOCUMENTS = 400,
    GENERATED_QUERIES = 600,
    SAMPLE_QUERIES = 300,
    ROOM = 1000
};

#define SAMPLE_BYTES_MAX ((size_t)1024 * 1024)

static const char *samples_folder;
static const char *vocabulary_folder;

/* The two engines. */
struct engines {
    struct fts5 *fts5;
    struct index_builder *builder;
    struct index *built;
    struct index *index; /* the same, read from a file */
    struct arena *arena;
    struct texts words; /* of all documents, as they follow one another */
    size_t count;
    size_t hits; /* in all answers so far; a test of nothing would have none */
};

static void engines_start(struct engines *engines)
{
    *engines = (struct engines){
        .fts5 = fts5_new(), .builder = index_builder_new(), .arena = arena_new((size_t)1 << 28)};
    assert_non_null(engines->builder);
    assert_non_null(engines->arena);
}

static void engines_stop(struct engines *engines)
{
    fts5_free(engines->fts5);
    index_builder_free(engines->builder);
    index_free(engines->built);
    index_free(engines->index);
    arena_free(engines->arena);
}

static void engines_add(struct engines *engines, const struct document *document)
{
    struct error error = ERROR_NONE;
    int64_t number = (int64_t)engines->count++;
    fts5_add(engines->fts5, document, number);
    assert_int_equal(index_builder_add(engines->builder, document, number, &error), STATUS_OK);
}

static void engines_freeze(struct engines *engines)
{
    struct error error = ERROR_NONE;
    const char *path = temporary_path("engines.index");
    assert_int_equal(index_builder_freeze(engines->builder, &engines->built, &error), STATUS_OK);
    assert_int_equal(index_save(engines->built, path, TEXT("engines"), &error), STATUS_OK);
    assert_int_equal(index_open(path, TEXT("engines"), &engines->index, &error), STATUS_OK);
    assert_int_equal(index_document_count(engines->index), engines->count);
}

/* The index that was never in a file must answer with the same hits and scores. */
static void compare_built(const struct engines *engines, const struct search_request *request,
                          struct search_hits *found, struct arena *arena)
{
    struct search_source source = {.index = engines->built};
    struct search_hits *hits = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(search_find(&source, request, arena, &hits, &error), STATUS_OK);
    assert_int_equal(search_count(hits), search_count(found));
    for (size_t i = 0; i < search_count(hits); i++) {
        struct search_hit a = search_hit_at(hits, i);
        struct search_hit b = search_hit_at(found, i);
        assert_int_equal(a.document, b.document);
        assert_memory_equal(&a.score, &b.score, sizeof(a.score));
    }
}

/* Ask both. False when FTS5 means something else by the query. */
static bool compare(struct engines *engines, const struct query_node *query)
{
    AUTO_ARENA arena = arena_new((size_t)1 << 26);
    bool found[ROOM] = {false};
    struct text printed = fts5_print(engines->fts5, query, arena);
    if (!printed.at) {
        return false;
    }
    size_t count = fts5_find(engines->fts5, printed, found, ROOM);
    struct search_source source = {.index = engines->index};
    struct search_request request = {.query = query};
    struct search_hits *hits = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(search_find(&source, &request, arena, &hits, &error), STATUS_OK);
    for (size_t i = 0; i < search_count(hits); i++) {
        int64_t number = index_document_key(engines->index, search_hit_at(hits, i).document);
        if (!found[number]) {
            fail_msg("document %d is not FTS5's answer to %s", (int)number, printed.at);
        }
    }
    if (search_count(hits) != count) {
        fail_msg("%zu, not %zu, for %s", search_count(hits), count, printed.at);
    }
    compare_built(engines, &request, hits, arena);
    engines->hits += count;
    return true;
}

static void agrees_with_fts5_on_generated_documents(void **state)
{
    struct engines engines;
    (void)state;
    engines_start(&engines);
    struct generated made = generated_make(2026, GENERATED_DOCUMENTS, engines.arena);
    for (size_t i = 0; i < made.count; i++) {
        engines_add(&engines, made.documents[i].document);
    }
    engines_freeze(&engines);
    struct generated_dice dice = {.state = 11};
    for (int asked = 0; asked < GENERATED_QUERIES;) {
        asked += compare(&engines, generated_query(&dice, GENERATED_FTS5, 3, engines.arena));
    }
    assert_true(engines.hits > GENERATED_QUERIES);
    print_message("%d queries, %zu hits\n", GENERATED_QUERIES, engines.hits);
    engines_stop(&engines);
}

static bool is_plain(struct text word)
{
    for (size_t i = 0; i < word.length; i++) {
        if (!text_is_letter(word.at[i])) {
            return false;
        }
    }
    return word.length > 0;
}

/* Remember the words of a document for queries. */
static void note_words(struct engines *engines, const struct document *document)
{
    AUTO_TOKENS tokens = tokens_new();
    assert_non_null(tokens);
    struct index_walk walk = index_walk_over(tokens, document);
    struct index_word word;
    while (index_walk_next(&walk, &word)) {
        if (word.token.parts == 1 && is_plain(word.token.exact)) {
            texts_add(engines->arena, &engines->words,
                      arena_text(engines->arena, word.token.exact));
        }
    }
}

static enum status take_sample(struct document *document, struct arena *arena, struct text bytes,
                               void *context, struct error *error)
{
    struct engines *engines = context;
    (void)arena;
    (void)bytes;
    (void)error;
    engines_add(engines, document);
    note_words(engines, document);
    return STATUS_OK;
}

static void add_sample(struct engines *engines, const char *name,
                       const struct vocabulary *vocabulary)
{
    AUTO_BUFFER bytes = BUFFER_UP_TO(SAMPLE_BYTES_MAX);
    struct error error = ERROR_NONE;
    struct text path = arena_format(engines->arena, "%s/%s", samples_folder, name);
    struct parse_options options = {.vocabulary = vocabulary, .path = text_of(name)};
    assert_int_equal(file_read(path.at, &bytes, &error), STATUS_OK);
    assert_int_equal(parse_bytes(buffer_text(&bytes), &options, take_sample, engines, &error),
                     STATUS_OK);
}

static void agrees_with_fts5_on_the_samples(void **state)
{
    struct engines engines;
    struct vocabulary *vocabulary = NULL;
    struct error error = ERROR_NONE;
    (void)state;
    engines_start(&engines);
    assert_int_equal(vocabulary_load(vocabulary_folder, &vocabulary, &error), STATUS_OK);
    DIR *folder = opendir(samples_folder);
    assert_non_null(folder);
    const struct dirent *entry = readdir(folder);
    for (; entry && engines.count < ROOM; entry = readdir(folder)) {
        if (text_ends(text_of(entry->d_name), TEXT(".txt"))) {
            add_sample(&engines, entry->d_name, vocabulary);
        }
    }
    closedir(folder);
    vocabulary_free(vocabulary);
    assert_true(engines.count > 10);
    engines_freeze(&engines);
    struct generated_dice dice = {.state = 12, .words = &engines.words};
    for (int asked = 0; asked < SAMPLE_QUERIES;) {
        asked += compare(&engines, generated_query(&dice, GENERATED_FTS5, 2, engines.arena));
    }
    assert_true(engines.hits > SAMPLE_QUERIES);
    print_message("%d queries, %zu hits\n", SAMPLE_QUERIES, engines.hits);
    engines_stop(&engines);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        (void)fputs("usage: test_search_fts5 SAMPLES VOCABULARY\n", stderr);
        return EXIT_FAILURE;
    }
    samples_folder = argv[1];
    vocabulary_folder = argv[2];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_fts5_on_generated_documents),
        cmocka_unit_test(agrees_with_fts5_on_the_samples),
    };
    temporary_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    temporary_end();
    return failed;
}
