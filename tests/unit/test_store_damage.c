/* SPDX-License-Identifier: Apache-2.0 */
/* Stores of which one byte is not as it was written: refused, or still answering what was loaded.
 */

#include <unistd.h>

#include "chancery/base/array.h"
#include "chancery/base/digest.h"
#include "chancery/base/file.h"
#include "chancery/model/codec.h"
#include "chancery/store/reader.h"
#include "chancery/store/writer.h"
#include "temporary.h"
#include "unit.h"

enum {
    DOCUMENTS = 12,
    PLACES = 200,
};

#define ARENA_BYTES    ((size_t)64 * 1024 * 1024)
#define FILE_BYTES_MAX ((size_t)16 * 1024 * 1024)

/* A store as it was written, and what it answered then. */
struct sound {
    struct text file;
    struct text models[DOCUMENTS]; /* encoded */
    struct text sources[DOCUMENTS];
};

/* How often what came of a byte. */
struct outcome {
    int refused; /* to be opened, or by the check */
    int unread;  /* at least one document was refused */
    int same;
};

static struct text id_of(int i, struct arena *arena)
{
    return arena_format(arena, "07OSLO%d", i + 1);
}

/* Words of which none follows from those before, so that packing leaves most bytes as they are. */
static struct text prose(int i, struct arena *arena)
{
    AUTO_BUFFER text = BUFFER_UP_TO(ARENA_BYTES);
    uint32_t dice = (uint32_t)i + 1;
    for (int word = 0; word < 1500; word++) {
        for (int letter = 0; letter < 6; letter++) {
            dice = dice * 1664525 + 1013904223;
            char drawn = (char)('a' + (dice >> 24) % 26);
            buffer_add(&text, (struct text){&drawn, 1});
        }
        buffer_add(&text, TEXT(" "));
    }
    return arena_text(arena, buffer_text(&text));
}

static struct document *document_of(int i, struct arena *arena)
{
    struct document *document = arena_take(arena, sizeof(*document));
    document->id = id_of(i, arena);
    document->kind = TEXT("cable");
    document->title = TEXT("Of harbors");
    document->text = prose(i, arena);
    document->source = arena_take(arena, sizeof(*document->source));
    document->source->bytes = (int64_t)document->text.length;
    document->source->sha256 = arena_text(arena, text_of(digest_sha256(document->text).hex));
    struct paragraph *paragraph = LIST_ADD(arena, &document->paragraphs);
    paragraph->id = arena_format(arena, "07OSLO%d/p1", i + 1);
    paragraph->text = text_slice(document->text, 0, 200);
    paragraph->number = INTEGER_NONE;
    return document;
}

static void load(const char *path, struct arena *arena)
{
    struct error error = ERROR_NONE;
    AUTO_STORE_WRITER writer = NULL;
    struct store_packer *packer = store_packer_new();
    int64_t root = 0;
    int64_t generation = 0;
    assert_int_equal(store_writer_open(path, TEXT("test reading 1"), &writer, &error), STATUS_OK);
    assert_int_equal(store_writer_root(writer, TEXT("/folder"), 0, &root, &error), STATUS_OK);
    for (int i = 0; i < DOCUMENTS; i++) {
        struct document *document = document_of(i, arena);
        struct store_file file = {.root_key = root, .path = document->id, .mtime_ns = 1};
        struct store_pack *pack = NULL;
        assert_int_equal(store_writer_file(writer, &file, &error), STATUS_OK);
        assert_int_equal(store_pack(packer, document, document->text, arena, &pack, &error),
                         STATUS_OK);
        assert_int_equal(store_writer_document(writer, file.key, pack, &error), STATUS_OK);
    }
    assert_int_equal(store_writer_publish(writer, &generation, &error), STATUS_OK);
    packer = store_packer_free(packer);
}

/* Read one document whole: its model encoded, and the bytes it was made of. */
static enum status read_document(struct store_reader *reader, int i, struct arena *arena,
                                 struct text *model, struct text *source, struct error *error)
{
    AUTO_BUFFER encoded = BUFFER_UP_TO(ARENA_BYTES);
    struct document *document = NULL;
    int64_t key = 0;
    enum status status = store_reader_find(reader, id_of(i, arena), &key, error);
    status = status ? status
                    : store_reader_document(reader, key, STORE_PART_ALL, arena, &document, error);
    status = status ? status : store_reader_source(reader, key, arena, source, error);
    if (!status) {
        /* Names of files are in the open, for SQLite to order them by. */
        document->source->path = TEXT_NONE;
        document->source->part = TEXT_NONE;
        codec_encode(&document_record, document, &encoded);
        *model = arena_text(arena, buffer_text(&encoded));
    }
    return status;
}

static void make_sound(struct sound *sound, struct arena *arena)
{
    AUTO_BUFFER bytes = BUFFER_UP_TO(FILE_BYTES_MAX);
    AUTO_STORE_READER reader = NULL;
    struct error error = ERROR_NONE;
    const char *path = temporary_path("sound");
    load(path, arena);
    assert_int_equal(file_read(path, &bytes, &error), STATUS_OK);
    sound->file = arena_text(arena, buffer_text(&bytes));
    assert_int_equal(store_reader_open(path, &reader, &error), STATUS_OK);
    assert_int_equal(store_reader_check(reader, &error), STATUS_OK);
    for (int i = 0; i < DOCUMENTS; i++) {
        assert_int_equal(
            read_document(reader, i, arena, &sound->models[i], &sound->sources[i], &error),
            STATUS_OK);
    }
}

static void write_altered(const char *path, struct text bytes, size_t at)
{
    (void)unlink(path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
    assert_int_not_equal(fputc((unsigned char)bytes.at[at] ^ (1 << at % 8), file), EOF);
    assert_int_equal(fclose(file), 0);
}

/* Whoever reads it is told what to do, unless it is no store, or one of a newer program. */
static void assert_says_what_to_do(enum status status, const struct error *error)
{
    bool is_said = status != STATUS_CORRUPT || strstr(error->message, "load it anew");
    if (!is_said || !error->message[0]) {
        print_message("%d: %s\n", (int)status, error->message);
    }
    assert_true(is_said && error->message[0]);
}

/* Whether all documents are read; those that are, are what was loaded. */
static bool read_all(struct store_reader *reader, const struct sound *sound)
{
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    bool all = true;
    for (int i = 0; i < DOCUMENTS; i++) {
        struct error error = ERROR_NONE;
        struct text model = TEXT_NONE;
        struct text source = TEXT_NONE;
        enum status status = read_document(reader, i, arena, &model, &source, &error);
        all &= status == STATUS_OK;
        if (!status) {
            assert_true(text_equal(model, sound->models[i]));
            assert_true(text_equal(source, sound->sources[i]));
        } else if (status != STATUS_NOT_FOUND) {
            assert_says_what_to_do(status, &error);
        }
    }
    return all;
}

static void look(const char *path, const struct sound *sound, struct outcome *outcome)
{
    AUTO_STORE_READER reader = NULL;
    struct error error = ERROR_NONE;
    enum status status = store_reader_open(path, &reader, &error);
    if (status) {
        assert_says_what_to_do(status, &error);
        outcome->refused++;
        return;
    }
    bool all = read_all(reader, sound);
    status = store_reader_check(reader, &error);
    if (status) {
        assert_says_what_to_do(status, &error);
    }
    outcome->refused += status != STATUS_OK;
    outcome->unread += !status && !all;
    outcome->same += !status && all;
}

static void gives_what_was_loaded_or_nothing(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    struct sound sound;
    struct outcome outcome = {0};
    make_sound(&sound, arena);
    for (size_t i = 0; i < PLACES; i++) {
        size_t at = sound.file.length * i / PLACES + i % 61;
        EXAMPLE(at);
        const char *path = temporary_path("altered");
        write_altered(path, sound.file, at < sound.file.length ? at : i);
        look(path, &sound, &outcome);
    }
    print_message("of %zu bytes: %d refused, %d unread, %d same\n", sound.file.length,
                  outcome.refused, outcome.unread, outcome.same);
    /* Pages are not full, and what fills them nobody reads. */
    assert_true(outcome.refused > 0 && outcome.unread > PLACES / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_what_was_loaded_or_nothing),
    };
    temporary_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    temporary_end();
    return failed;
}
