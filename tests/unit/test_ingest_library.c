/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "chancery/base/buffer.h"
#include "chancery/base/file.h"
#include "chancery/ingest/check.h"
#include "chancery/ingest/library.h"
#include "temporary.h"
#include "unit.h"

#include "../../src/index/sections.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)
/* Files of the larger folders: enough that several threads are at work and a kill can hit them. */
#define MANY 300

static struct arena *arena;

/* --- documents ---------------------------------------------------------------------------------
 */

/* An invented cable; its text differs by marker. */
static void write_cable(const char *path, int serial, const char *marker)
{
    char text[1024];
    (void)snprintf(text, sizeof(text),
                   "R 0%d1200Z MAR 07\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n"
                   "UNCLAS OSLO %06d\n\nE.O. 12958: N/A\nTAGS: PREL, NO\n"
                   "SUBJECT: HARBOR TALKS, %s\n\nREF: OSLO %d\n\n"
                   "1. (U) Poloff met the harbor master about %s.\n\n2. (U) He was content.\n",
                   1 + serial % 9, serial, marker, serial + 1, marker);
    temporary_write(path, text);
}

/* Set the time of a file back, so that it is old enough to be trusted, and differs. */
static void set_age(const char *path, int seconds)
{
    struct timespec times[2] = {{time(NULL) - seconds, 0}, {time(NULL) - seconds, 0}};
    assert_int_equal(utimensat(AT_FDCWD, temporary_path(path), times, 0), 0);
}

static void make_folder(const char *name)
{
    assert_int_equal(mkdir(temporary_path(name), 0700), 0);
}

static void write_many(const char *folder)
{
    make_folder(folder);
    for (int i = 0; i < MANY; i++) {
        char path[64];
        (void)snprintf(path, sizeof(path), "%s/%03d.txt", folder, i);
        /* Every tenth has the id of another, every fifteenth its whole text too. */
        int serial = i % 10 == 9 ? i - 1 : i;
        char marker[32];
        (void)snprintf(marker, sizeof(marker), "matter %d", i % 15 == 14 ? i - 1 : i);
        write_cable(path, serial, marker);
    }
}

/* --- loading -----------------------------------------------------------------------------------
 */

static struct library *open_library(const char *store, const char *path, unsigned workers)
{
    static const char *paths[1];
    paths[0] = path;
    const char *vocabulary = getenv("CHANCERY_VOCABULARY");
    assert_non_null(vocabulary);
    const char *config = arena_format(arena, "%s/..", vocabulary).at;
    struct library_options options = {.store_path = store,
                                      .paths = paths,
                                      .path_count = 1,
                                      .config_folder = config,
                                      .worker_count = workers};
    struct library *library = NULL;
    struct error error = ERROR_NONE;
    enum status status = library_open(&options, &library, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
    return library;
}

static struct library_load_result load_again(struct library *library)
{
    struct library_load_result result = {0};
    struct error error = ERROR_NONE;
    enum status status = library_load(library, NULL, NULL, &result, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
    return result;
}

static void assert_checked(const char *store)
{
    struct check_options options = {
        .store_path = store,
        .config_folder = arena_format(arena, "%s/..", getenv("CHANCERY_VOCABULARY")).at};
    struct check_result result;
    struct error error = ERROR_NONE;
    enum status status = check_store(&options, &result, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
}

/* The text of a document of the present generation, or none. */
static struct text text_of_id(struct library *library, const char *id)
{
    struct generation *generation = generation_take(library);
    assert_non_null(generation);
    struct store_reader *reader = generation_reader_take(generation);
    struct document *document = NULL;
    struct error error = ERROR_NONE;
    enum status status =
        store_reader_document_by_id(reader, text_of(id), STORE_PART_ALL, arena, &document, &error);
    generation_reader_release(generation, reader);
    generation_release(generation);
    assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
    return status ? TEXT_NONE : document->text;
}

static bool has_marker(struct library *library, const char *id, const char *marker)
{
    return text_find(text_of_id(library, id), text_of(marker)) != TEXT_NOT_FOUND;
}

/* --- tests -------------------------------------------------------------------------------------
 */

static void follows_the_folder(void **state)
{
    (void)state;
    make_folder("follow");
    write_cable("follow/a.txt", 1, "first");
    write_cable("follow/b.txt", 2, "second");
    set_age("follow/a.txt", 100);
    set_age("follow/b.txt", 100);
    struct library *library =
        open_library(temporary_path("follow.store"), temporary_path("follow"), 2);
    assert_null(generation_take(library));
    struct library_load_result result = load_again(library);
    assert_int_equal(result.generation, 1);
    assert_int_equal(result.files_read, 2);
    assert_true(has_marker(library, "07OSLO1", "first"));

    result = load_again(library);
    assert_int_equal(result.generation, 1);
    assert_int_equal(result.files_read, 0);
    assert_int_equal(result.files_unchanged, 2);

    /* Touched, but the same; then another text of the same size. */
    set_age("follow/a.txt", 50);
    result = load_again(library);
    assert_int_equal(result.generation, 1);
    assert_int_equal(result.files_unchanged, 2);
    write_cable("follow/a.txt", 1, "fifth");
    set_age("follow/a.txt", 40);
    write_cable("follow/c.txt", 3, "third");
    struct generation *former = generation_take(library);
    result = load_again(library);
    assert_int_equal(result.generation, 2);
    assert_int_equal(result.files_read, 2);
    assert_true(has_marker(library, "07OSLO1", "fifth"));
    assert_true(has_marker(library, "07OSLO3", "third"));

    /* Whoever holds the generation before still reads it. */
    struct store_reader *reader = generation_reader_take(former);
    struct error error = ERROR_NONE;
    int64_t key = 0;
    assert_int_equal(former->number, 1);
    assert_int_equal(store_reader_find(reader, TEXT("07OSLO3"), &key, &error), STATUS_NOT_FOUND);
    generation_reader_release(former, reader);
    generation_release(former);

    assert_int_equal(unlink(temporary_path("follow/b.txt")), 0);
    result = load_again(library);
    assert_int_equal(result.generation, 3);
    assert_int_equal(result.files_removed, 1);
    assert_null(text_of_id(library, "07OSLO2").at);
    library = library_close(library);
    assert_checked(temporary_path("follow.store"));
}

static void a_file_written_just_now_is_looked_at_again(void **state)
{
    (void)state;
    make_folder("young");
    write_cable("young/a.txt", 1, "first");
    struct library *library =
        open_library(temporary_path("young.store"), temporary_path("young"), 1);
    (void)load_again(library);
    /* The same size, and the same time as far as the clock can tell. */
    struct stat before;
    assert_int_equal(stat(temporary_path("young/a.txt"), &before), 0);
    write_cable("young/a.txt", 1, "fifth");
    struct timespec times[2] = {before.st_mtim, before.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, temporary_path("young/a.txt"), times, 0), 0);
    assert_int_equal(load_again(library).generation, 2);
    assert_true(has_marker(library, "07OSLO1", "fifth"));
    library = library_close(library);
}

static void refuses_by_name_and_goes_on(void **state)
{
    (void)state;
    make_folder("refuse");
    write_cable("refuse/a.txt", 1, "first");
    temporary_write("refuse/empty.txt", "");
    assert_int_equal(mkfifo(temporary_path("refuse/pipe"), 0600), 0);
    struct library *library =
        open_library(temporary_path("refuse.store"), temporary_path("refuse"), 2);
    struct library_load_result result = load_again(library);
    assert_int_equal(result.files_read, 1);
    assert_int_equal(result.files_refused, 2);
    result = load_again(library);
    assert_int_equal(result.generation, 1);
    assert_int_equal(result.files_refused, 2);

    struct generation *generation = generation_take(library);
    struct store_reader *reader = generation_reader_take(generation);
    struct store_report_sums sums = {0};
    struct error error = ERROR_NONE;
    assert_int_equal(store_reader_report_sums(reader, arena, &sums, &error), STATUS_OK);
    assert_true(sums.count >= 2);
    assert_text(sums.items[0].code, "empty");
    assert_text(sums.items[0].path, "empty.txt");
    assert_text(sums.items[1].code, "fifo");
    assert_text(sums.items[1].path, "pipe");
    generation_reader_release(generation, reader);
    generation_release(generation);

    /* A refused file that became a document, and a document that is refused now. */
    write_cable("refuse/empty.txt", 2, "second");
    temporary_write("refuse/a.txt", "");
    (void)load_again(library);
    assert_true(has_marker(library, "07OSLO2", "second"));
    assert_null(text_of_id(library, "07OSLO1").at);
    library = library_close(library);
    assert_checked(temporary_path("refuse.store"));
}

static void a_missing_folder_changes_nothing(void **state)
{
    (void)state;
    make_folder("gone");
    write_cable("gone/a.txt", 1, "first");
    struct library *library = open_library(temporary_path("gone.store"), temporary_path("gone"), 1);
    (void)load_again(library);
    assert_int_equal(unlink(temporary_path("gone/a.txt")), 0);
    assert_int_equal(rmdir(temporary_path("gone")), 0);
    struct library_load_result result = {0};
    struct error error = ERROR_NONE;
    assert_int_equal(library_load(library, NULL, NULL, &result, &error), STATUS_NOT_FOUND);
    assert_true(has_marker(library, "07OSLO1", "first"));
    library = library_close(library);
}

struct content {
    struct text tag;
    int64_t documents;
    struct store_entries entries;
};

static struct content content_of(const char *store)
{
    struct content content = {0};
    struct error error = ERROR_NONE;
    AUTO_STORE_READER reader = NULL;
    struct store_summary summary = {0};
    assert_int_equal(store_reader_open(store, &reader, &error), STATUS_OK);
    assert_int_equal(store_reader_summary(reader, arena, &summary, &error), STATUS_OK);
    assert_int_equal(
        store_reader_list(reader, TEXT_NONE, MANY * 2, arena, &content.entries, &error), STATUS_OK);
    content.tag = summary.tag;
    content.documents = summary.document_count;
    return content;
}

static void threads_and_history_change_nothing(void **state)
{
    (void)state;
    static const char *const stores[] = {"one.store", "four.store", "later.store"};
    struct content contents[3];
    write_many("many");
    for (size_t i = 0; i < 2; i++) {
        struct library *library =
            open_library(temporary_path(stores[i]), temporary_path("many"), i == 0 ? 1 : 4);
        (void)load_again(library);
        library = library_close(library);
        contents[i] = content_of(temporary_path(stores[i]));
        assert_checked(temporary_path(stores[i]));
    }
    /* The first files come last; in between there was one that is gone. */
    for (int i = 0; i < 20; i++) {
        char from[64];
        char to[64];
        (void)snprintf(from, sizeof(from), "many/%03d.txt", i);
        (void)snprintf(to, sizeof(to), "aside-%03d.txt", i);
        assert_int_equal(rename(temporary_path(from), temporary_path(to)), 0);
    }
    write_cable("many/000.txt", 8, "passing");
    struct library *library = open_library(temporary_path(stores[2]), temporary_path("many"), 3);
    (void)load_again(library);
    for (int i = 0; i < 20; i++) {
        char from[64];
        char to[64];
        (void)snprintf(from, sizeof(from), "aside-%03d.txt", i);
        (void)snprintf(to, sizeof(to), "many/%03d.txt", i);
        assert_int_equal(rename(temporary_path(from), temporary_path(to)), 0);
    }
    (void)load_again(library);
    library = library_close(library);
    contents[2] = content_of(temporary_path(stores[2]));
    assert_checked(temporary_path(stores[2]));
    for (size_t i = 1; i < 3; i++) {
        EXAMPLE(i);
        assert_true(text_equal(contents[0].tag, contents[i].tag));
        assert_int_equal(contents[0].documents, contents[i].documents);
        for (size_t k = 0; k < contents[0].entries.count; k++) {
            assert_true(
                text_equal(contents[0].entries.items[k].id, contents[i].entries.items[k].id));
        }
    }
}

/* Load in a process of its own and kill it after a while. Answers whether it was still at it. */
static bool load_and_kill(const char *store, const char *folder, long after_us)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct library *library = open_library(store, folder, 2);
        struct library_load_result result;
        struct error error = ERROR_NONE;
        _exit(library_load(library, NULL, NULL, &result, &error) ? 1 : 0);
    }
    struct timespec wait = {0, after_us * 1000};
    (void)nanosleep(&wait, NULL);
    (void)kill(child, SIGKILL);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status);
}

static void a_kill_leaves_the_generation_before(void **state)
{
    (void)state;
    write_many("killed");
    const char *store = temporary_path("killed.store");
    int killed = 0;
    /* Before the first generation there is no store, or a complete one. */
    for (long after = 2000; after < 200000 && access(store, F_OK) != 0; after += after / 2) {
        killed += load_and_kill(store, temporary_path("killed"), after);
    }
    assert_true(killed > 0);
    {
        struct library *library = open_library(store, temporary_path("killed"), 2);
        assert_int_equal(load_again(library).generation, 1);
        library = library_close(library);
    }
    struct content before = content_of(store);
    for (int i = 0; i < MANY; i += 2) {
        char path[64];
        (void)snprintf(path, sizeof(path), "killed/%03d.txt", i);
        write_cable(path, i, "changed");
    }
    bool is_done = false;
    for (long after = 2000; after < 300000 && !is_done; after += after / 2) {
        killed += load_and_kill(store, temporary_path("killed"), after);
        assert_checked(store);
        struct content now = content_of(store);
        is_done = !text_equal(now.tag, before.tag);
    }
    struct library *library = open_library(store, temporary_path("killed"), 2);
    assert_int_equal(load_again(library).generation, 2);
    assert_true(has_marker(library, "07OSLO100", "changed"));
    library = library_close(library);
}

/* --- readers beside a load ---------------------------------------------------------------------
 */

#define READING_THREADS 3
#define RELOADS         12

struct reading {
    struct library *library;
    atomic_bool is_over;
    atomic_int mixed; /* generations whose two documents were not of one load */
    atomic_int looks;
};

/* The round that a document of the generation was written in. */
static int round_of(struct store_reader *reader, const char *id, struct arena *own)
{
    struct document *document = NULL;
    struct error error = ERROR_NONE;
    if (store_reader_document_by_id(reader, text_of(id), STORE_PART_ALL, own, &document, &error)) {
        return -1;
    }
    size_t at = text_find(document->text, TEXT("round "));
    return at == TEXT_NOT_FOUND ? -2 : document->text.at[at + 6];
}

static void *look(void *context)
{
    struct reading *reading = context;
    while (!atomic_load(&reading->is_over)) {
        AUTO_ARENA own = arena_new(ARENA_BYTES);
        struct generation *generation = generation_take(reading->library);
        struct store_reader *reader = generation_reader_take(generation);
        int first = round_of(reader, "07OSLO1", own);
        int second = round_of(reader, "07OSLO2", own);
        atomic_fetch_add(&reading->mixed, first != second || first < 0);
        atomic_fetch_add(&reading->looks, 1);
        generation_reader_release(generation, reader);
        generation_release(generation);
    }
    return NULL;
}

static void write_round(int round)
{
    char marker[] = {'r', 'o', 'u', 'n', 'd', ' ', (char)('a' + round), '\0'};
    write_cable("beside/a.txt", 1, marker);
    write_cable("beside/b.txt", 2, marker);
}

static void no_reader_sees_two_generations_mixed(void **state)
{
    (void)state;
    make_folder("beside");
    write_round(0);
    struct reading reading = {
        .library = open_library(temporary_path("beside.store"), temporary_path("beside"), 2)};
    (void)load_again(reading.library);
    pthread_t threads[READING_THREADS];
    for (size_t i = 0; i < READING_THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, look, &reading), 0);
    }
    for (int round = 1; round <= RELOADS; round++) {
        write_round(round);
        assert_int_equal(load_again(reading.library).generation, round + 1);
    }
    atomic_store(&reading.is_over, true);
    for (size_t i = 0; i < READING_THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
    assert_true(atomic_load(&reading.looks) > RELOADS);
    assert_int_equal(atomic_load(&reading.mixed), 0);
    reading.library = library_close(reading.library);
}

/* --- the index file ----------------------------------------------------------------------------
 */

static void note_indexing(const struct ingest_progress *progress, void *context)
{
    int64_t *documents = context;
    if (progress->phase == INGEST_INDEXING) {
        *documents = progress->files_total;
    }
}

#define INDEX_BYTES_MAX ((size_t)16 * 1024 * 1024)

/* Start over the folder "kept" and stop again; answers how many documents had to be indexed. */
static int64_t start_and_count(void)
{
    struct library *library = open_library(temporary_path("kept.store"), temporary_path("kept"), 1);
    struct library_load_result result = {0};
    struct error error = ERROR_NONE;
    int64_t documents = 0;
    assert_int_equal(library_load(library, note_indexing, &documents, &result, &error), STATUS_OK);
    assert_true(text_find(text_of_id(library, "07OSLO5"), TEXT("cod")) != TEXT_NOT_FOUND);
    library = library_close(library);
    return documents;
}

static void a_second_start_maps_the_index(void **state)
{
    (void)state;
    make_folder("kept");
    write_cable("kept/one.txt", 5, "cod");
    set_age("kept/one.txt", 1000);
    assert_int_equal(start_and_count(), 1);
    assert_int_equal(start_and_count(), 0);
    write_cable("kept/two.txt", 6, "eels");
    set_age("kept/two.txt", 1000);
    assert_int_equal(start_and_count(), 2);
    assert_int_equal(start_and_count(), 0);
}

/* The index file of the folder "kept". */
static struct text read_index(struct buffer *bytes)
{
    struct error error = ERROR_NONE;
    buffer_clear(bytes);
    assert_int_equal(file_read(temporary_path("kept.store.index"), bytes, &error), STATUS_OK);
    return buffer_text(bytes);
}

/* What a change leaves is merged with what is new, and the result is as if all were new. */
static void a_change_reads_no_more_than_it_must(void **state)
{
    (void)state;
    AUTO_BUFFER changed = BUFFER_UP_TO(INDEX_BYTES_MAX);
    AUTO_BUFFER fresh = BUFFER_UP_TO(INDEX_BYTES_MAX);
    write_cable("kept/three.txt", 7, "haddock");
    write_cable("kept/four.txt", 8, "sprats");
    assert_int_equal(start_and_count(), 4);
    write_cable("kept/two.txt", 6, "no eels any more");
    write_cable("kept/five.txt", 9, "herring");
    assert_int_equal(unlink(temporary_path("kept/four.txt")), 0);
    assert_int_equal(start_and_count(), 4);
    write_cable("kept/six.txt", 10, "plaice");
    assert_int_equal(start_and_count(), 1);
    assert_int_equal(unlink(temporary_path("kept/six.txt")), 0);
    assert_int_equal(start_and_count(), 0);
    assert_true(read_index(&changed).length > 0);
    assert_int_equal(unlink(temporary_path("kept.store.index")), 0);
    assert_int_equal(start_and_count(), 4);
    assert_true(text_equal(read_index(&fresh), buffer_text(&changed)));
    assert_int_equal(unlink(temporary_path("kept/three.txt")), 0);
    assert_int_equal(unlink(temporary_path("kept/five.txt")), 0);
    assert_int_equal(start_and_count(), 0);
}

static void a_damaged_index_is_made_anew(void **state)
{
    (void)state;
    temporary_write("kept.store.index", "no index");
    assert_int_equal(start_and_count(), 2);
    assert_int_equal(start_and_count(), 0);
    assert_int_equal(truncate(temporary_path("kept.store.index"), 9999), 0);
    assert_int_equal(start_and_count(), 2);
    /* An index of another store of the same name: its documents may have other keys. */
    assert_int_equal(rename(temporary_path("kept.store"), temporary_path("former.store")), 0);
    assert_int_equal(start_and_count(), 2);
    assert_int_equal(start_and_count(), 0);
}

/* Change a byte of the signatures, of which only the digest tells. */
static void spoil_index(const char *path)
{
    int file = open(path, O_RDWR);
    struct file_header header;
    struct file_section section = {.kind = 0};
    off_t at = sizeof(header);
    assert_true(file >= 0);
    assert_int_equal(pread(file, &header, sizeof(header), 0), sizeof(header));
    while (section.kind != SECTION_KIND(SECTION_OF_DOCUMENTS, SECTION_SIGNATURES)) {
        assert_int_equal(pread(file, &section, sizeof(section), at), sizeof(section));
        at += (off_t)sizeof(section);
    }
    unsigned char byte = 0;
    assert_int_equal(pread(file, &byte, 1, (off_t)section.offset), 1);
    byte ^= 0x40;
    assert_int_equal(pwrite(file, &byte, 1, (off_t)section.offset), 1);
    assert_int_equal(close(file), 0);
}

static void a_damage_that_is_found_later_is_mended(void **state)
{
    (void)state;
    struct library *library = open_library(temporary_path("kept.store"), temporary_path("kept"), 1);
    struct library_load_result result = {0};
    struct error error = ERROR_NONE;
    (void)start_and_count();
    spoil_index(temporary_path("kept.store.index"));
    assert_int_equal(library_load(library, NULL, NULL, &result, &error), STATUS_OK);
    struct generation *present = generation_take(library);
    struct generation *first = present;
    for (int i = 0; i < 1000 && present == first; i++) {
        struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
        (void)nanosleep(&pause, NULL);
        generation_release(present);
        present = generation_take(library);
    }
    assert_ptr_not_equal(present, first);
    generation_release(present);
    library = library_close(library);
    assert_int_equal(start_and_count(), 0);
}

/* A registry that is made anew is another file. */
static void a_load_leaves_the_registry_for_who_serves(void **state)
{
    (void)state;
    struct library *library = open_library(temporary_path("kept.store"), temporary_path("kept"), 1);
    struct library_load_result result = {0};
    struct error error = ERROR_NONE;
    const struct registry *registry = NULL;
    struct stat left;
    struct stat served;
    write_cable("kept/three.txt", 7, "ling");
    assert_int_equal(library_load_store(library, NULL, NULL, &result, &error), STATUS_OK);
    assert_int_equal(stat(temporary_path("kept.store.registry"), &left), 0);
    assert_int_equal(library_load(library, NULL, NULL, &result, &error), STATUS_OK);
    struct generation *generation = generation_take(library);
    struct store_reader *reader = generation_reader_take(generation);
    assert_int_equal(generation_registry(generation, reader, &registry, &error), STATUS_OK);
    assert_int_equal(registry_document_count(registry), generation->document_count);
    generation_reader_release(generation, reader);
    generation_release(generation);
    library = library_close(library);
    assert_int_equal(stat(temporary_path("kept.store.registry"), &served), 0);
    assert_int_equal(left.st_ino, served.st_ino);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_start_maps_the_index),
        cmocka_unit_test(a_change_reads_no_more_than_it_must),
        cmocka_unit_test(a_damaged_index_is_made_anew),
        cmocka_unit_test(a_damage_that_is_found_later_is_mended),
        cmocka_unit_test(a_load_leaves_the_registry_for_who_serves),
        cmocka_unit_test(follows_the_folder),
        cmocka_unit_test(a_file_written_just_now_is_looked_at_again),
        cmocka_unit_test(refuses_by_name_and_goes_on),
        cmocka_unit_test(a_missing_folder_changes_nothing),
        cmocka_unit_test(threads_and_history_change_nothing),
        cmocka_unit_test(no_reader_sees_two_generations_mixed),
        cmocka_unit_test(a_kill_leaves_the_generation_before),
    };
    temporary_begin();
    arena = arena_new(ARENA_BYTES);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena = arena_free(arena);
    temporary_end();
    return failed;
}
