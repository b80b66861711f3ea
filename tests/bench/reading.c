/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast files are parsed, and facts found in them, by one core: all files are held in memory,
 * and only the processor's time within the parsers and finders counts.
 */
#define _XOPEN_SOURCE 700
#include <argp.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/buffer.h"
#include "chancery/base/file.h"
#include "chancery/extraction/extract.h"
#include "chancery/model/vocabulary.h"
#include "chancery/parsing/parse.h"

#include "measure.h"

#define FILE_BYTES_MAX   ((size_t)64 * 1024 * 1024)
#define FILES_MAX        100000
#define OPEN_FOLDERS_MAX 16
#define ROUNDS_MAX       1000
#define NS_A_SECOND      1e9
#define BYTES_A_MB       1e6

struct reading_arguments {
    const char *vocabulary;
    int rounds;
    bool has_facts;
    const char *folder;
};

struct reading {
    const struct vocabulary *vocabulary;
    bool has_facts;
    int64_t documents;
    int64_t extracting_ns;
};

/* Of the walk, which has no context. */
static struct buffer files[FILES_MAX];
static size_t file_count;

static void hold(const char *path)
{
    struct error error = ERROR_NONE;
    files[file_count] = BUFFER_UP_TO(FILE_BYTES_MAX);
    if (file_read(path, &files[file_count], &error) == STATUS_OK) {
        file_count++;
    }
}

static int visit(const char *path, const struct stat *entry, int kind, struct FTW *where)
{
    (void)entry;
    (void)where;
    if (kind == FTW_F && file_count < FILES_MAX) {
        hold(path);
    }
    return 0;
}

static enum status take_document(struct document *document, struct arena *arena, struct text bytes,
                                 void *context, struct error *error)
{
    struct reading *reading = context;
    (void)bytes;
    (void)error;
    reading->documents++;
    if (reading->has_facts) {
        int64_t start = measure_thread_ns();
        extract(document, reading->vocabulary, arena);
        reading->extracting_ns += measure_thread_ns() - start;
    }
    return STATUS_OK;
}

/* Bytes of all files. */
static double read_once(struct reading *reading)
{
    struct parse_options options = {.vocabulary = reading->vocabulary, .path = TEXT("file")};
    double bytes = 0;
    for (size_t i = 0; i < file_count; i++) {
        struct error error = ERROR_NONE;
        enum status status =
            parse_bytes(buffer_text(&files[i]), &options, take_document, reading, &error);
        bytes += status ? 0 : (double)files[i].length;
    }
    return bytes;
}

static void measure(const struct reading_arguments *arguments, struct reading *reading)
{
    double bytes = 0;
    int64_t start = measure_thread_ns();
    for (int i = 0; i < arguments->rounds; i++) {
        bytes += read_once(reading);
    }
    double extracting = (double)reading->extracting_ns / NS_A_SECOND;
    double parsing = (double)(measure_thread_ns() - start) / NS_A_SECOND - extracting;
    (void)printf("reading  %s: %zu files, %lld documents, %.1f MB; a core: parsing %.1f MB/s",
                 arguments->folder, file_count, (long long)reading->documents / arguments->rounds,
                 bytes / BYTES_A_MB / arguments->rounds, bytes / BYTES_A_MB / parsing);
    if (reading->has_facts) {
        (void)printf(", extraction %.1f MB/s", bytes / BYTES_A_MB / extracting);
    }
    (void)printf("\n");
}

static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct reading_arguments *arguments = state->input;
    switch (key) {
    case 'v':
        arguments->vocabulary = value;
        return 0;
    case 'f':
        arguments->has_facts = true;
        return 0;
    case 'r':
        arguments->rounds = (int)strtol(value, NULL, 10);
        if (arguments->rounds < 1 || arguments->rounds > ROUNDS_MAX) {
            argp_error(state, "--rounds is from 1 to %d", ROUNDS_MAX);
        }
        return 0;
    case ARGP_KEY_ARG:
        arguments->folder = value;
        return 0;
    case ARGP_KEY_END:
        if (!arguments->folder || !arguments->vocabulary) {
            argp_error(state, "a folder and --vocabulary are needed");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"vocabulary", 'v', "FOLDER", 0, "The vocabularies to read with", 0},
    {"rounds", 'r', "N", 0, "Read all files so often (default 5)", 0},
    {"facts", 'f', NULL, 0, "Find facts too", 0},
    {0},
};

static const struct argp command_line = {
    .options = options,
    .parser = take_option,
    .args_doc = "FOLDER",
    .doc = "Measures how fast the files of a folder are read.",
};

int main(int argc, char **argv)
{
    struct reading_arguments arguments = {.rounds = 5};
    struct error error = ERROR_NONE;
    struct vocabulary *vocabulary = NULL;
    if (argp_parse(&command_line, argc, argv, 0, NULL, &arguments)) {
        return EXIT_FAILURE;
    }
    if (vocabulary_load(arguments.vocabulary, &vocabulary, &error)) {
        (void)fprintf(stderr, "reading: %s\n", error.message);
        return EXIT_FAILURE;
    }
    struct reading reading = {.vocabulary = vocabulary, .has_facts = arguments.has_facts};
    (void)nftw(arguments.folder, visit, OPEN_FOLDERS_MAX, FTW_PHYS);
    if (file_count > 0) {
        measure(&arguments, &reading);
    }
    for (size_t i = 0; i < file_count; i++) {
        buffer_clear(&files[i]);
    }
    (void)vocabulary_free(vocabulary);
    return file_count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
