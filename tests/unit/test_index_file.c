/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "temporary.h"
#include "unit.h"

#include "chancery/base/buffer.h"
#include "chancery/base/file.h"
#include "chancery/index/builder.h"
#include "chancery/index/file.h"
#include "chancery/search/search.h"

#include "../../src/index/sections.h"
#include "generated.h"

enum {
    DOCUMENTS = 300,
    FEW_DOCUMENTS = 3,
    QUERIES = 500,
    PLACES = 200,
    QUERIES_EACH = 8,
};

#define FILE_BYTES_MAX ((size_t)64 * 1024 * 1024)
#define IDENTITY       TEXT("tag generation 1")

/* What was built, and the same read from a file. */
struct pair {
    struct arena *arena;
    struct index *built;
    struct index *opened;
};

static struct index *build(size_t count, struct arena *arena)
{
    struct generated made = generated_make(7, count, arena);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    struct error error = ERROR_NONE;
    for (size_t i = 0; i < made.count; i++) {
        assert_int_equal(
            index_builder_add(builder, made.documents[i].document, (int64_t)i * 3, &error),
            STATUS_OK);
    }
    struct index *index = NULL;
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    return index;
}

static void save(const struct index *index, const char *path)
{
    struct error error = ERROR_NONE;
    enum status status = index_save(index, path, IDENTITY, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
}

static enum status open_file(const char *path, struct index **out)
{
    struct error error = ERROR_NONE;
    return index_open(path, IDENTITY, out, &error);
}

static void pair_begin(struct pair *pair)
{
    pair->arena = arena_new((size_t)1 << 28);
    pair->built = build(DOCUMENTS, pair->arena);
    pair->opened = NULL;
    save(pair->built, temporary_path("pair.index"));
    assert_int_equal(open_file(temporary_path("pair.index"), &pair->opened), STATUS_OK);
}

static void pair_end(struct pair *pair)
{
    pair->built = index_free(pair->built);
    pair->opened = index_free(pair->opened);
    pair->arena = arena_free(pair->arena);
}

static struct search_hits *find(const struct search_source *source,
                                const struct search_request *request, struct arena *arena)
{
    struct search_hits *hits = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(search_find(source, request, arena, &hits, &error), STATUS_OK);
    search_order(hits);
    return hits;
}

static size_t compare_answers(const struct pair *pair, const struct query_node *query,
                              enum search_unit unit)
{
    AUTO_ARENA arena = arena_new((size_t)1 << 26);
    struct search_source sources[] = {{.index = pair->built}, {.index = pair->opened}};
    struct search_request request = {.query = query, .unit = unit};
    struct search_hits *expected = find(&sources[0], &request, arena);
    struct search_hits *found = find(&sources[1], &request, arena);
    assert_int_equal(search_count(found), search_count(expected));
    for (size_t i = 0; i < search_count(expected); i++) {
        struct search_hit a = search_hit_at(expected, i);
        struct search_hit b = search_hit_at(found, i);
        assert_int_equal(a.document, b.document);
        assert_int_equal(a.paragraph, b.paragraph);
        assert_memory_equal(&a.score, &b.score, sizeof(a.score));
    }
    return search_count(expected);
}

static void answers_as_the_index_that_was_saved(void **state)
{
    (void)state;
    struct pair pair;
    pair_begin(&pair);
    struct generated_dice dice = {.state = 5};
    size_t hits = 0;
    for (int i = 0; i < QUERIES; i++) {
        const struct query_node *query = generated_query(&dice, GENERATED_ALL, 3, pair.arena);
        hits += compare_answers(&pair, query, SEARCH_DOCUMENTS);
        hits += compare_answers(&pair, query, SEARCH_PARAGRAPHS);
    }
    assert_true(hits > QUERIES);
    pair_end(&pair);
}

static void assert_same(struct text a, struct text b)
{
    assert_true(text_equal(a, b));
    assert_int_equal(a.at == NULL, b.at == NULL);
}

static void keeps_the_columns(void **state)
{
    (void)state;
    struct pair pair;
    pair_begin(&pair);
    assert_int_equal(index_document_count(pair.opened), DOCUMENTS);
    assert_int_equal(index_paragraph_count(pair.opened), index_paragraph_count(pair.built));
    assert_int_equal(index_length_total(pair.opened), index_length_total(pair.built));
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        struct index_card a = index_card(pair.built, i);
        struct index_card b = index_card(pair.opened, i);
        assert_same(a.id, b.id);
        assert_same(a.title, b.title);
        assert_same(a.date, b.date);
        assert_same(a.station, b.station);
        assert_int_equal(index_document_find(pair.opened, a.id),
                         index_document_find(pair.built, a.id));
        assert_int_equal(index_document_key(pair.opened, i), index_document_key(pair.built, i));
        assert_int_equal(index_document_date(pair.opened, i).minute,
                         index_document_date(pair.built, i).minute);
        assert_int_equal(index_document_date(pair.opened, i).precision,
                         index_document_date(pair.built, i).precision);
        assert_int_equal(index_sentences(pair.opened, i).count,
                         index_sentences(pair.built, i).count);
    }
    for (int field = 0; field < QUERY_FIELD_COUNT; field++) {
        uint32_t values = index_value_count(pair.built, (enum query_field)field);
        assert_int_equal(index_value_count(pair.opened, (enum query_field)field), values);
        for (uint32_t i = 0; i < values; i++) {
            assert_same(index_value_text(pair.opened, (enum query_field)field, i),
                        index_value_text(pair.built, (enum query_field)field, i));
        }
    }
    pair_end(&pair);
}

static void knows_what_it_was_made_of(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new((size_t)1 << 24);
    AUTO_INDEX built = build(FEW_DOCUMENTS, arena);
    AUTO_INDEX opened = NULL;
    struct error error = ERROR_NONE;
    const char *path = temporary_path("made.index");
    assert_int_equal(open_file(path, &opened), STATUS_NOT_FOUND);
    save(built, path);
    assert_int_equal(index_open(path, TEXT("tag generation 2"), &opened, &error), STATUS_INVALID);
    assert_null(opened);
    temporary_write("other.index", "SQLite format 3, say; in any case something else than ours");
    assert_int_equal(open_file(temporary_path("other.index"), &opened), STATUS_CORRUPT);
    temporary_write("none.index", "");
    assert_int_equal(open_file(temporary_path("none.index"), &opened), STATUS_CORRUPT);
    assert_int_equal(open_file(temporary_path("."), &opened), STATUS_CORRUPT);
}

static void a_mapped_file_outlives_its_successor(void **state)
{
    (void)state;
    struct pair pair;
    pair_begin(&pair);
    AUTO_INDEX few = build(FEW_DOCUMENTS, pair.arena);
    save(few, temporary_path("pair.index"));
    struct generated_dice dice = {.state = 6};
    (void)compare_answers(&pair, generated_query(&dice, GENERATED_ALL, 2, pair.arena),
                          SEARCH_DOCUMENTS);
    AUTO_INDEX opened = NULL;
    assert_int_equal(open_file(temporary_path("pair.index"), &opened), STATUS_OK);
    assert_int_equal(index_document_count(opened), FEW_DOCUMENTS);
    pair_end(&pair);
}

static void a_file_that_cannot_be_written_changes_nothing(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new((size_t)1 << 24);
    AUTO_INDEX few = build(FEW_DOCUMENTS, arena);
    struct error error = ERROR_NONE;
    assert_int_equal(index_save(few, temporary_path("no/such.index"), IDENTITY, &error), STATUS_IO);
    save(few, temporary_path("kept.index"));
    assert_int_equal(mkdir(temporary_path("kept.index.new"), 0700), 0);
    assert_int_equal(index_save(few, temporary_path("kept.index"), IDENTITY, &error), STATUS_IO);
    AUTO_INDEX opened = NULL;
    assert_int_equal(open_file(temporary_path("kept.index"), &opened), STATUS_OK);
}

/* Hold the lock of a temporary file in another process until told to go. */
static pid_t hold_lock(const char *path, int *told, int *tells)
{
    int ready[2];
    int go[2];
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(go), 0);
    pid_t child = fork();
    if (child == 0) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        char byte = 0;
        int file = open(path, O_RDWR | O_CREAT, 0600);
        bool held = file >= 0 && fcntl(file, F_SETLK, &lock) == 0;
        (void)close(go[1]);
        bool done = held && write(ready[1], "r", 1) == 1 && read(go[0], &byte, 1) >= 0;
        _exit(done ? 0 : 1);
    }
    (void)close(ready[1]);
    (void)close(go[0]);
    *told = ready[0];
    *tells = go[1];
    return child;
}

static void two_programs_do_not_write_one_file(void **state)
{
    (void)state;
    int told = -1;
    int tells = -1;
    char byte = 0;
    /* Before anything is made that the other process would leave without freeing. */
    pid_t child = hold_lock(temporary_path("one.index.new"), &told, &tells);
    AUTO_ARENA arena = arena_new((size_t)1 << 24);
    AUTO_INDEX few = build(FEW_DOCUMENTS, arena);
    struct error error = ERROR_NONE;
    assert_int_equal(read(told, &byte, 1), 1);
    assert_int_equal(index_save(few, temporary_path("one.index"), IDENTITY, &error),
                     STATUS_UNAVAILABLE);
    (void)close(tells);
    (void)close(told);
    int result = 1;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
    /* What the other left behind is written over. */
    save(few, temporary_path("one.index"));
    AUTO_INDEX opened = NULL;
    assert_int_equal(open_file(temporary_path("one.index"), &opened), STATUS_OK);
}

/* The bytes of a file, aligned for any type. */
static struct text read_bytes(const char *path, struct arena *arena)
{
    AUTO_BUFFER buffer = BUFFER_UP_TO(FILE_BYTES_MAX);
    struct error error = ERROR_NONE;
    assert_int_equal(file_read(path, &buffer, &error), STATUS_OK);
    struct text bytes = arena_text(arena, buffer_text(&buffer));
    assert_non_null(bytes.at);
    return bytes;
}

static enum status read_again(struct text bytes)
{
    AUTO_INDEX index = index_new();
    struct error error = ERROR_NONE;
    enum status status = index_read(bytes, IDENTITY, index, &error);
    status = status ? status : index_verify(index, NULL, &error);
    /* It owns nothing, so that nothing may be freed but itself. */
    *index = (struct index){.arena = NULL};
    return status;
}

static void notices_every_cut(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new((size_t)1 << 26);
    AUTO_INDEX few = build(FEW_DOCUMENTS, arena);
    save(few, temporary_path("cut.index"));
    struct text whole = read_bytes(temporary_path("cut.index"), arena);
    assert_int_equal(read_again(whole), STATUS_OK);
    for (size_t length = 0; length < whole.length; length += length < 1024 ? 1 : 61) {
        assert_int_not_equal(read_again(text_slice(whole, 0, length)), STATUS_OK);
    }
}

/* Whether an offset lies in the head, the table or a section rather than in a gap. */
static bool is_told_by_digests(struct text file, size_t offset)
{
    struct file_header header;
    memcpy(&header, file.at, sizeof(header));
    size_t table_end = sizeof(header) + header.section_count * sizeof(struct file_section);
    bool lies_in = offset < table_end;
    for (uint32_t i = 0; i < header.section_count; i++) {
        struct file_section section;
        memcpy(&section, file.at + sizeof(header) + i * sizeof(section), sizeof(section));
        lies_in |= offset >= section.offset && offset - section.offset < section.length;
    }
    return lies_in;
}

static void notices_every_altered_byte(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new((size_t)1 << 26);
    AUTO_INDEX few = build(FEW_DOCUMENTS, arena);
    save(few, temporary_path("altered.index"));
    struct text whole = read_bytes(temporary_path("altered.index"), arena);
    char *bytes = arena_copy(arena, whole);
    for (size_t i = 0; i < whole.length; i += i < 4096 ? 1 : 7) {
        bytes[i] = (char)(bytes[i] ^ (1 << i % 8));
        enum status status = read_again((struct text){bytes, whole.length});
        assert_int_equal(status != STATUS_OK, is_told_by_digests(whole, i));
        bytes[i] = whole.at[i];
    }
}

/* Open a file of which no digest but that of the head was compared yet, and ask it something. */
static bool answers_unverified(const char *path, const struct query_node *const queries[])
{
    AUTO_ARENA arena = arena_new((size_t)1 << 26);
    AUTO_INDEX index = NULL;
    struct error error = ERROR_NONE;
    enum status status = index_open(path, IDENTITY, &index, &error);
    for (size_t i = 0; !status && i < QUERIES_EACH; i++) {
        struct search_source source = {.index = index};
        struct search_request request = {.query = queries[i],
                                         .unit = i % 2 ? SEARCH_PARAGRAPHS : SEARCH_DOCUMENTS};
        search_order(find(&source, &request, arena));
    }
    bool is_opened = status == STATUS_OK;
    status = status ? status : index_verify(index, NULL, &error);
    if (status) {
        assert_int_not_equal(error.message[0], '\0');
    }
    return is_opened;
}

/* Until all is compared an answer may be wrong; that it does no harm is what opening makes sure of.
 */
static void answers_without_harm_before_it_is_verified(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new((size_t)1 << 26);
    AUTO_INDEX built = build(FEW_DOCUMENTS * 10, arena);
    const char *path = temporary_path("unverified.index");
    struct generated_dice dice = {.state = 11};
    const struct query_node *queries[QUERIES_EACH];
    for (size_t i = 0; i < QUERIES_EACH; i++) {
        queries[i] = generated_query(&dice, GENERATED_ALL, 2, arena);
    }
    save(built, path);
    struct text whole = read_bytes(path, arena);
    int opened = 0;
    for (size_t i = 0; i < PLACES; i++) {
        size_t at = whole.length * i / PLACES;
        char byte = (char)(whole.at[at] ^ (1 << i % 8));
        int file = open(path, O_RDWR);
        assert_int_equal(pwrite(file, &byte, 1, (off_t)at), 1);
        opened += answers_unverified(path, queries);
        assert_int_equal(pwrite(file, whole.at + at, 1, (off_t)at), 1);
        assert_int_equal(close(file), 0);
    }
    assert_in_range(opened, PLACES / 4, PLACES - 1);
    assert_true(answers_unverified(path, queries));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_as_the_index_that_was_saved),
        cmocka_unit_test(keeps_the_columns),
        cmocka_unit_test(knows_what_it_was_made_of),
        cmocka_unit_test(a_mapped_file_outlives_its_successor),
        cmocka_unit_test(a_file_that_cannot_be_written_changes_nothing),
        cmocka_unit_test(two_programs_do_not_write_one_file),
        cmocka_unit_test(notices_every_cut),
        cmocka_unit_test(notices_every_altered_byte),
        cmocka_unit_test(answers_without_harm_before_it_is_verified),
    };
    temporary_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    temporary_end();
    return failed;
}
