/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "chancery/base/digest.h"
#include "chancery/model/codec.h"
#include "chancery/store/reader.h"
#include "chancery/store/writer.h"
#include "temporary.h"
#include "unit.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define READING     TEXT("test reading 1")

static struct arena *arena;

/* --- documents to store ------------------------------------------------------------------------
 */

/* A value for every field, each different, lists of two. */
static void fill_record(const struct record *record, void *value, int64_t *next)
{
    for (size_t i = 0; i < record->field_count; i++) {
        const struct field *field = &record->fields[i];
        void *place = (char *)value + field->offset;
        int64_t n = ++*next;
        switch (field->kind) {
        case FIELD_TEXT:
            *(struct text *)place = arena_format(arena, "text %lld", (long long)n);
            break;
        case FIELD_INTEGER:
            *(int64_t *)place = n % 2 ? n * 1000003 : -n;
            break;
        case FIELD_FLAG:
            *(bool *)place = true;
            break;
        case FIELD_ANSWER:
            *(enum answer *)place = ANSWER_YES;
            break;
        case FIELD_CONFIDENCE:
            *(enum confidence *)place = n % 2 ? CONFIDENCE_LIKELY : CONFIDENCE_DOUBTFUL;
            break;
        case FIELD_SPAN:
            *(struct span *)place = (struct span){(size_t)n, (size_t)n + 1};
            break;
        case FIELD_RECORD: {
            void *inner = arena_take(arena, field->record->size_bytes);
            fill_record(field->record, inner, next);
            memcpy(place, &inner, sizeof(inner));
            break;
        }
        case FIELD_TEXTS:
            texts_add(arena, place, arena_format(arena, "item %lld", (long long)n));
            texts_add(arena, place, TEXT(""));
            break;
        case FIELD_RECORDS:
            for (int k = 0; k < 2; k++) {
                fill_record(field->record, list_add(arena, place, field->record->size_bytes), next);
            }
            break;
        }
    }
}

/* A document as parse_bytes would hand it out. */
static struct document *document_of(const char *id, const char *bytes)
{
    struct document *document = arena_take(arena, sizeof(*document));
    document->id = text_of(id);
    document->kind = TEXT("cable");
    document->text = text_of(bytes);
    document->source = arena_take(arena, sizeof(*document->source));
    document->source->bytes = (int64_t)strlen(bytes);
    document->source->sha256 = arena_text(arena, text_of(digest_sha256(text_of(bytes)).hex));
    struct paragraph *paragraph = LIST_ADD(arena, &document->paragraphs);
    paragraph->id = arena_format(arena, "%s/p1", id);
    paragraph->text = text_of(bytes);
    paragraph->number = INTEGER_NONE;
    return document;
}

static void cite(struct document *document, const char *id)
{
    struct reference *reference = LIST_ADD(arena, &document->references);
    reference->id = text_of(id);
    reference->raw = text_of(id);
    reference->kind = TEXT("cable");
    reference->paragraph = INTEGER_NONE;
}

/* --- one load ----------------------------------------------------------------------------------
 */

static struct store_writer *writer;
static struct store_packer *packer;
static int64_t root;

static void load_begin(const char *path)
{
    struct error error = ERROR_NONE;
    assert_int_equal(store_writer_open(path, READING, &writer, &error), STATUS_OK);
    assert_int_equal(store_writer_root(writer, TEXT("/folder"), 0, &root, &error), STATUS_OK);
}

static int64_t load_file(const char *path, struct document *document)
{
    struct error error = ERROR_NONE;
    struct store_file file = {.root_key = root, .path = text_of(path), .mtime_ns = 1};
    assert_int_equal(store_writer_file(writer, &file, &error), STATUS_OK);
    if (document) {
        struct store_pack *pack = NULL;
        assert_int_equal(store_pack(packer, document, document->text, arena, &pack, &error),
                         STATUS_OK);
        assert_int_equal(store_writer_document(writer, file.key, pack, &error), STATUS_OK);
    }
    return file.key;
}

static int64_t load_end(void)
{
    struct error error = ERROR_NONE;
    int64_t generation = 0;
    enum status status = store_writer_publish(writer, &generation, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
    writer = store_writer_close(writer);
    return generation;
}

static struct store_reader *open_reader(const char *path)
{
    struct error error = ERROR_NONE;
    struct store_reader *reader = NULL;
    enum status status = store_reader_open(path, &reader, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
    return reader;
}

static struct document *read_id(struct store_reader *reader, const char *id)
{
    struct error error = ERROR_NONE;
    struct document *document = NULL;
    enum status status =
        store_reader_document_by_id(reader, text_of(id), STORE_PART_ALL, arena, &document, &error);
    if (status) {
        print_message("%s: %s\n", id, error.message);
    }
    assert_int_equal(status, STATUS_OK);
    return document;
}

static bool has_id(struct store_reader *reader, const char *id)
{
    struct error error = ERROR_NONE;
    int64_t key = 0;
    enum status status = store_reader_find(reader, text_of(id), &key, &error);
    assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
    return status == STATUS_OK;
}

static void check(struct store_reader *reader)
{
    struct error error = ERROR_NONE;
    enum status status = store_reader_check(reader, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
}

/* --- tests -------------------------------------------------------------------------------------
 */

static void gives_back_every_field(void **state)
{
    (void)state;
    struct document *document = arena_take(arena, sizeof(*document));
    int64_t next = 0;
    fill_record(&document_record, document, &next);
    struct text bytes = TEXT("caf\xe9 in another encoding");
    document->id = TEXT("07SEOUL487");
    document->text = TEXT("caf\xc3\xa9 in another encoding");
    load_begin(temporary_path("fields"));
    struct store_file file = {.root_key = root, .path = TEXT("a/b.txt"), .mtime_ns = 1};
    struct error error = ERROR_NONE;
    struct store_pack *pack = NULL;
    assert_int_equal(store_writer_file(writer, &file, &error), STATUS_OK);
    assert_int_equal(store_pack(packer, document, bytes, arena, &pack, &error), STATUS_OK);
    assert_int_equal(store_writer_document(writer, file.key, pack, &error), STATUS_OK);
    assert_int_equal(load_end(), 1);

    AUTO_STORE_READER reader = open_reader(temporary_path("fields"));
    struct document *back = read_id(reader, "07SEOUL487");
    assert_text(back->text, "caf\xc3\xa9 in another encoding");
    assert_text(back->source->path, "a/b.txt");
    document->source->path = TEXT("a/b.txt");
    for (size_t i = 0; i < document->references.count; i++) {
        document->references.items[i].held = false;
    }
    AUTO_BUFFER before = BUFFER_UP_TO(ARENA_BYTES);
    AUTO_BUFFER after = BUFFER_UP_TO(ARENA_BYTES);
    codec_encode(&document_record, document, &before);
    codec_encode(&document_record, back, &after);
    assert_true(text_equal(buffer_text(&before), buffer_text(&after)));

    int64_t key = 0;
    struct text source = TEXT_NONE;
    assert_int_equal(store_reader_find(reader, TEXT("07SEOUL487"), &key, &error), STATUS_OK);
    assert_int_equal(store_reader_source(reader, key, arena, &source, &error), STATUS_OK);
    assert_true(text_equal(source, bytes));
    check(reader);
}

static void reads_no_more_than_asked_for(void **state)
{
    (void)state;
    load_begin(temporary_path("parts"));
    struct document *document = document_of("07OSLO1", "one");
    cite(document, "07OSLO2");
    (void)load_file("a", document);
    (void)load_end();
    AUTO_STORE_READER reader = open_reader(temporary_path("parts"));
    struct error error = ERROR_NONE;
    struct document *back = NULL;
    assert_int_equal(
        store_reader_document_by_id(reader, TEXT("07OSLO1"), STORE_PART_HEAD, arena, &back, &error),
        STATUS_OK);
    assert_text(back->kind, "cable");
    assert_int_equal(back->paragraphs.count, 0);
    assert_int_equal(store_reader_document_by_id(reader, TEXT("07OSLO1"), STORE_PART_PARAGRAPHS,
                                                 arena, &back, &error),
                     STATUS_OK);
    assert_int_equal(back->paragraphs.count, 1);
    assert_int_equal(back->references.count, 0);
    assert_null(back->text.at);
    assert_int_equal(store_reader_document_by_id(reader, TEXT("07OSLO1"), STORE_PART_FACTS, arena,
                                                 &back, &error),
                     STATUS_OK);
    assert_int_equal(back->references.count, 1);
    assert_null(back->text.at);
}

static void keeps_two_texts_of_one_id(void **state)
{
    (void)state;
    const char *path = temporary_path("twice");
    load_begin(path);
    (void)load_file("b", document_of("07OSLO1", "one"));
    (void)load_file("c", document_of("07OSLO1", "two"));
    (void)load_file("d", document_of("07OSLO1", "one"));
    (void)load_end();
    {
        AUTO_STORE_READER reader = open_reader(path);
        assert_text(read_id(reader, "07OSLO1")->text, "one");
        struct document *second = read_id(reader, "07OSLO1~2");
        assert_text(second->text, "two");
        assert_text(second->id, "07OSLO1~2");
        assert_text(second->paragraphs.items[0].id, "07OSLO1~2/p1");
        assert_text(second->warnings.items[0].code, "id_shared");
        assert_false(has_id(reader, "07OSLO1~3"));
        check(reader);
    }
    /* A file that comes before all others takes the id, whenever it is loaded. */
    load_begin(path);
    (void)load_file("a", document_of("07OSLO1", "two"));
    assert_int_equal(load_end(), 2);
    {
        AUTO_STORE_READER reader = open_reader(path);
        assert_text(read_id(reader, "07OSLO1")->text, "two");
        assert_text(read_id(reader, "07OSLO1")->source->path, "a");
        assert_text(read_id(reader, "07OSLO1~2")->text, "one");
        assert_int_equal(read_id(reader, "07OSLO1")->warnings.count, 0);
        check(reader);
    }
    /* And gives it back. */
    load_begin(path);
    struct store_files files = {0};
    struct error error = ERROR_NONE;
    assert_int_equal(store_writer_files(writer, root, arena, &files, &error), STATUS_OK);
    assert_int_equal(files.count, 4);
    assert_int_equal(store_writer_remove_file(writer, files.items[0].key, &error), STATUS_OK);
    assert_int_equal(store_writer_remove_file(writer, files.items[2].key, &error), STATUS_OK);
    (void)load_end();
    AUTO_STORE_READER reader = open_reader(path);
    assert_text(read_id(reader, "07OSLO1")->text, "one");
    assert_text(read_id(reader, "07OSLO1")->source->path, "b");
    assert_false(has_id(reader, "07OSLO1~2"));
    check(reader);
}

static void reports_copies_and_repairs(void **state)
{
    (void)state;
    load_begin(temporary_path("report"));
    struct document *document = document_of("07OSLO1", "one");
    document_warn(document, arena, "page_line_removed", TEXT("first"), (struct span){0});
    document_warn(document, arena, "bytes_replaced", TEXT("bad"), (struct span){0});
    document_warn(document, arena, "page_line_removed", TEXT("second"), (struct span){0});
    (void)load_file("a", document);
    (void)load_file("b", document_of("07OSLO1", "one"));
    int64_t refused = load_file("c", NULL);
    struct error error = ERROR_NONE;
    struct store_report line = {
        .severity = STORE_REFUSED, .code = TEXT("fifo"), .detail = TEXT("A pipe."), .count = 1};
    assert_int_equal(store_writer_report(writer, refused, &line, &error), STATUS_OK);
    (void)load_end();

    static const struct {
        const char *path;
        const char *id; /* or NULL */
        enum store_severity severity;
        const char *code;
        const char *detail;
        int64_t count;
    } expected[] = {
        {"a", "07OSLO1", STORE_REPLACED, "bytes_replaced", "bad", 1},
        {"a", "07OSLO1", STORE_REPAIRED, "page_line_removed", "first", 2},
        {"b", NULL, STORE_COPY, "same_text", "The same text as 07OSLO1, which was read in a.", 1},
        {"c", NULL, STORE_REFUSED, "fifo", "A pipe.", 1},
    };
    AUTO_STORE_READER reader = open_reader(temporary_path("report"));
    struct store_reports reports = {0};
    int64_t total = 0;
    assert_int_equal(
        store_reader_reports(reader, (struct store_page){0, 100}, arena, &reports, &total, &error),
        STATUS_OK);
    assert_int_equal(total, 4);
    assert_int_equal(reports.count, 4);
    for (size_t i = 0; i < reports.count; i++) {
        EXAMPLE(i);
        assert_text(reports.items[i].path, expected[i].path);
        assert_int_equal(reports.items[i].document_id.at != NULL, expected[i].id != NULL);
        assert_int_equal(reports.items[i].severity, expected[i].severity);
        assert_text(reports.items[i].code, expected[i].code);
        assert_text(reports.items[i].detail, expected[i].detail);
        assert_int_equal(reports.items[i].count, expected[i].count);
    }
    struct store_report_sums sums = {0};
    assert_int_equal(store_reader_report_sums(reader, arena, &sums, &error), STATUS_OK);
    assert_int_equal(sums.count, 4);
    assert_text(sums.items[0].code, "fifo");
    assert_text(sums.items[3].code, "same_text");
}

static void answers_references_both_ways(void **state)
{
    (void)state;
    load_begin(temporary_path("references"));
    struct document *one = document_of("07OSLO1", "one");
    struct document *two = document_of("07OSLO2", "two");
    cite(one, "07OSLO2");
    cite(one, "07STATE9");
    cite(two, "07STATE9");
    cite(two, "07STATE9");
    cite(two, "06ROME1");
    (void)load_file("a", one);
    (void)load_file("b", two);
    (void)load_end();
    AUTO_STORE_READER reader = open_reader(temporary_path("references"));
    assert_true(read_id(reader, "07OSLO1")->references.items[0].held);
    assert_false(read_id(reader, "07OSLO1")->references.items[1].held);

    static const struct {
        const char *id; /* NULL: all */
        enum store_direction direction;
        int64_t total;
        const char *first_from;
        const char *first_to;
    } examples[] = {
        {NULL, STORE_CITED, 5, "07OSLO1", "07OSLO2"},
        {"07OSLO2", STORE_CITED, 3, "07OSLO2", "07STATE9"},
        {"07OSLO2", STORE_CITING, 1, "07OSLO1", "07OSLO2"},
        {"07STATE9", STORE_CITING, 3, "07OSLO1", "07STATE9"},
    };
    struct error error = ERROR_NONE;
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        EXAMPLE(i);
        struct store_reference_query query = {.id = examples[i].id ? text_of(examples[i].id)
                                                                   : TEXT_NONE,
                                              .direction = examples[i].direction,
                                              .limit = 1};
        struct store_references found = {0};
        int64_t total = 0;
        assert_int_equal(store_reader_references(reader, &query, arena, &found, &total, &error),
                         STATUS_OK);
        assert_int_equal(total, examples[i].total);
        assert_int_equal(found.count, 1);
        assert_text(found.items[0].from_id, examples[i].first_from);
        assert_text(found.items[0].to_id, examples[i].first_to);
        assert_int_equal(found.items[0].paragraph, INTEGER_NONE);
    }
    int64_t count = 0;
    assert_int_equal(store_reader_cited_by(reader, TEXT("07STATE9"), &count, &error), STATUS_OK);
    assert_int_equal(count, 2);
    struct store_missings missing = {0};
    assert_int_equal(
        store_reader_missing(reader, (struct store_page){0, 10}, arena, &missing, &count, &error),
        STATUS_OK);
    assert_int_equal(count, 2);
    assert_text(missing.items[0].id, "07STATE9");
    assert_int_equal(missing.items[0].cited_by, 2);
    assert_text(missing.items[1].id, "06ROME1");
}

static void finds_the_nearest_ids(void **state)
{
    (void)state;
    load_begin(temporary_path("nearest"));
    static const char *const ids[] = {"06OSLO9", "07OSLO1", "07OSLO48", "07OSLO49", "07ROME1"};
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        (void)load_file(ids[i], document_of(ids[i], ids[i]));
    }
    (void)load_end();
    AUTO_STORE_READER reader = open_reader(temporary_path("nearest"));
    struct store_entries near = {0};
    struct error error = ERROR_NONE;
    assert_int_equal(store_reader_nearest(reader, TEXT("07OSLO487"), 3, arena, &near, &error),
                     STATUS_OK);
    assert_int_equal(near.count, 3);
    assert_text(near.items[0].id, "07OSLO48");
    assert_text(near.items[1].id, "07OSLO49");
    assert_text(near.items[2].id, "07OSLO1");
    struct store_entries list = {0};
    assert_int_equal(store_reader_list(reader, TEXT("07OSLO1"), 2, arena, &list, &error),
                     STATUS_OK);
    assert_int_equal(list.count, 2);
    assert_text(list.items[0].id, "07OSLO48");
}

static void a_reader_keeps_to_its_generation(void **state)
{
    (void)state;
    const char *path = temporary_path("pinned");
    load_begin(path);
    (void)load_file("a", document_of("07OSLO1", "one"));
    (void)load_end();
    AUTO_STORE_READER old = open_reader(path);
    load_begin(path);
    (void)load_file("a", document_of("07OSLO2", "two"));
    assert_true(has_id(old, "07OSLO1"));
    assert_int_equal(load_end(), 2);
    AUTO_STORE_READER new = open_reader(path);
    assert_true(has_id(old, "07OSLO1"));
    assert_false(has_id(old, "07OSLO2"));
    assert_false(has_id(new, "07OSLO1"));
    assert_true(has_id(new, "07OSLO2"));
}

static void nothing_changed_is_no_generation(void **state)
{
    (void)state;
    const char *path = temporary_path("same");
    load_begin(path);
    int64_t file = load_file("a", document_of("07OSLO1", "one"));
    assert_int_equal(load_end(), 1);
    load_begin(path);
    struct error error = ERROR_NONE;
    assert_int_equal(store_writer_touch_file(writer, file, 77, &error), STATUS_OK);
    assert_int_equal(load_end(), 1);
    load_begin(path);
    struct store_files files = {0};
    assert_int_equal(store_writer_files(writer, root, arena, &files, &error), STATUS_OK);
    assert_int_equal(files.items[0].mtime_ns, 77);
    writer = store_writer_close(writer);
}

static void equal_content_has_an_equal_tag(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct store_summary summaries[3];
    static const char *const names[] = {"tag1", "tag2", "tag3"};
    for (size_t i = 0; i < 3; i++) {
        load_begin(temporary_path(names[i]));
        if (i != 1) {
            (void)load_file("a", document_of("07OSLO1", "one"));
        }
        (void)load_file("b", document_of("07OSLO2", i == 2 ? "other" : "two"));
        (void)load_end();
        if (i == 1) {
            load_begin(temporary_path(names[i]));
            (void)load_file("a", document_of("07OSLO1", "one"));
            (void)load_end();
        }
        AUTO_STORE_READER reader = open_reader(temporary_path(names[i]));
        assert_int_equal(store_reader_summary(reader, arena, &summaries[i], &error), STATUS_OK);
        assert_int_equal(summaries[i].document_count, 2);
        assert_int_equal(summaries[i].file_count, 2);
    }
    assert_int_equal(summaries[1].generation, 2);
    assert_true(text_equal(summaries[0].tag, summaries[1].tag));
    assert_false(text_equal(summaries[0].tag, summaries[2].tag));
}

static void what_is_not_published_is_not_there(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    const char *path = temporary_path("dropped");
    load_begin(path);
    (void)load_file("a", document_of("07OSLO1", "one"));
    writer = store_writer_close(writer);
    struct store_reader *reader = NULL;
    assert_int_equal(store_reader_open(path, &reader, &error), STATUS_NOT_FOUND);
    assert_int_not_equal(access(temporary_path("dropped.part"), F_OK), 0);
    load_begin(path);
    (void)load_file("a", document_of("07OSLO1", "one"));
    (void)load_end();
    load_begin(path);
    (void)load_file("a", document_of("07OSLO2", "two"));
    writer = store_writer_close(writer);
    AUTO_STORE_READER after = open_reader(path);
    assert_true(has_id(after, "07OSLO1"));
    assert_false(has_id(after, "07OSLO2"));
}

static void refuses_a_second_writer(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct store_writer *second = NULL;
    load_begin(temporary_path("locked"));
    assert_int_equal(store_writer_open(temporary_path("locked"), READING, &second, &error),
                     STATUS_UNAVAILABLE);
    (void)load_file("a", document_of("07OSLO1", "one"));
    (void)load_end();
    load_begin(temporary_path("locked"));
    assert_int_equal(store_writer_open(temporary_path("locked"), READING, &second, &error),
                     STATUS_UNAVAILABLE);
    writer = store_writer_close(writer);
}

static void refuses_foreign_and_damaged_files(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct store_writer *none = NULL;
    struct store_reader *reader = NULL;
    temporary_write("foreign", "Dear diary, this is not a database, and it is long enough to be "
                               "taken for one by whoever looks at its length alone.\n");
    assert_int_equal(store_writer_open(temporary_path("foreign"), READING, &none, &error),
                     STATUS_INVALID);
    assert_int_equal(store_reader_open(temporary_path("foreign"), &reader, &error), STATUS_INVALID);
    assert_non_null(strstr(error.message, "is not a store of chancery"));

    load_begin(temporary_path("damaged"));
    for (int i = 0; i < 50; i++) {
        const char *id = arena_format(arena, "07OSLO%d", i + 1).at;
        (void)load_file(id, document_of(id, id));
    }
    (void)load_end();
    FILE *file = fopen(temporary_path("damaged"), "r+");
    assert_non_null(file);
    assert_int_equal(fseek(file, 4096 * 2, SEEK_SET), 0);
    for (int i = 0; i < 4096 * 12; i++) {
        assert_int_not_equal(fputc(0x5A, file), EOF);
    }
    assert_int_equal(fclose(file), 0);
    enum status status = store_reader_open(temporary_path("damaged"), &reader, &error);
    if (!status) {
        status = store_reader_check(reader, &error);
        reader = store_reader_close(reader);
    }
    assert_int_equal(status, STATUS_CORRUPT);
}

static void another_reading_makes_it_stale(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    const char *path = temporary_path("stale");
    load_begin(path);
    (void)load_file("a", document_of("07OSLO1", "one"));
    (void)load_end();
    assert_int_equal(store_writer_open(path, TEXT("test reading 2"), &writer, &error), STATUS_OK);
    assert_true(store_writer_is_stale(writer));
    assert_int_equal(store_writer_root(writer, TEXT("/folder"), 0, &root, &error), STATUS_OK);
    struct document *document = document_of("07OSLO1", "one");
    document->title = TEXT("A title after all");
    (void)load_file("a", document);
    (void)load_end();
    AUTO_STORE_READER reader = open_reader(path);
    assert_text(read_id(reader, "07OSLO1")->title, "A title after all");
    check(reader);
    int64_t key = 0;
    assert_int_equal(store_reader_find(reader, TEXT("07OSLO1"), &key, &error), STATUS_OK);
    assert_int_equal(key, 1);
}

static enum status count_documents(int64_t key, struct document *document, void *context,
                                   struct error *error)
{
    (void)key;
    (void)error;
    int *count = context;
    *count += (int)document->paragraphs.count;
    return *count == 3 ? STATUS_NOT_FOUND : STATUS_OK;
}

static void walks_over_documents_until_told_to_stop(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    load_begin(temporary_path("walk"));
    for (int i = 0; i < 5; i++) {
        const char *id = arena_format(arena, "07OSLO%d", i + 1).at;
        (void)load_file(id, document_of(id, id));
    }
    (void)load_end();
    AUTO_STORE_READER reader = open_reader(temporary_path("walk"));
    struct store_walk walk = {.after = 1, .count = 2, .part = STORE_PART_PARAGRAPHS};
    int count = 0;
    assert_int_equal(store_reader_each(reader, walk, count_documents, &count, &error), STATUS_OK);
    assert_int_equal(count, 2);
    walk = (struct store_walk){.after = 0, .count = -1, .part = STORE_PART_ALL};
    count = 0;
    assert_int_equal(store_reader_each(reader, walk, count_documents, &count, &error),
                     STATUS_NOT_FOUND);
    assert_int_equal(count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_every_field),
        cmocka_unit_test(reads_no_more_than_asked_for),
        cmocka_unit_test(keeps_two_texts_of_one_id),
        cmocka_unit_test(reports_copies_and_repairs),
        cmocka_unit_test(answers_references_both_ways),
        cmocka_unit_test(finds_the_nearest_ids),
        cmocka_unit_test(a_reader_keeps_to_its_generation),
        cmocka_unit_test(nothing_changed_is_no_generation),
        cmocka_unit_test(equal_content_has_an_equal_tag),
        cmocka_unit_test(what_is_not_published_is_not_there),
        cmocka_unit_test(refuses_a_second_writer),
        cmocka_unit_test(refuses_foreign_and_damaged_files),
        cmocka_unit_test(another_reading_makes_it_stale),
        cmocka_unit_test(walks_over_documents_until_told_to_stop),
    };
    temporary_begin();
    arena = arena_new(ARENA_BYTES);
    packer = store_packer_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    packer = store_packer_free(packer);
    arena = arena_free(arena);
    temporary_end();
    return failed;
}
