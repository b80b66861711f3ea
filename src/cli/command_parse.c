/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "chancery/api/record_json.h"
#include "chancery/base/file.h"
#include "chancery/extraction/extract.h"
#include "chancery/parsing/parse.h"

#include "command.h"
#include "config.h"

/* The most JSON that one document may become. */
#define JSON_BYTES_MAX ((size_t)1024 * 1024 * 1024)

/* What the command line asks for. */
struct parse_arguments {
    const char *config;
    char **paths;
    int path_count;
};

static const struct argp_option option_list[] = {
    {"config", 'c', "FOLDER", 0, "Read the vocabularies in FOLDER/vocabulary", 0},
    {0},
};

/* NOLINTNEXTLINE(readability-non-const-parameter): argp's shape */
static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct parse_arguments *arguments = state->input;
    switch (key) {
    case 'c':
        arguments->config = value;
        return 0;
    case ARGP_KEY_ARGS:
        arguments->paths = state->argv + state->next;
        arguments->path_count = state->argc - state->next;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "name a file to read");
        return EINVAL;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list, take_option,
    "FILE...",   "Print what is read in each FILE: one document a line, as JSON.",
    NULL,        NULL,
    NULL,
};

/* context is the vocabulary. */
static enum status print_document(struct document *document, struct arena *arena, struct text bytes,
                                  void *context, struct error *error)
{
    (void)bytes;
    extract(document, context, arena);
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the facts of the document");
    }
    facts_keep(document, FACTS_BAR_DEFAULT);
    AUTO_BUFFER out = BUFFER_UP_TO(JSON_BYTES_MAX);
    struct json_writer json = json_writer_to(&out, false);
    record_json_write_document(&json, document, RECORD_JSON_ALL_FIELDS, UTF8_UNIT_CODEPOINT);
    buffer_add(&out, TEXT("\n"));
    enum status status = buffer_status(&out);
    if (status) {
        return error_set(error, status, "the document is too large to print");
    }
    if (fwrite(out.bytes, 1, out.length, stdout) != out.length) {
        return error_set(error, STATUS_IO, "cannot write the document");
    }
    return STATUS_OK;
}

static enum status read_piece(void *context, char *out, size_t room, size_t *got,
                              struct error *error)
{
    return file_read_piece(*(const int *)context, out, room, got, error);
}

/* A piece that gives no document is told, and the rest is read. */
static void tell_fault(struct text code, struct text detail, void *context)
{
    (void)context;
    (void)fprintf(stderr, "chancery parse: %.*s: %.*s\n", TEXT_ARGUMENTS(code),
                  TEXT_ARGUMENTS(detail));
}

static enum status parse_file(const char *path, struct vocabulary *vocabulary, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        enum status status = errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO;
        return error_set(error, status, "cannot open %s: %s", path, strerror(errno));
    }
    struct parse_stream stream = {read_piece, &file};
    struct parse_options options = {
        .vocabulary = vocabulary, .path = text_of(path), .fault = tell_fault};
    enum status status = parse_stream(&stream, &options, print_document, vocabulary, error);
    (void)close(file);
    return status;
}

static enum status parse_files(const struct parse_arguments *arguments, struct error *error)
{
    AUTO_VOCABULARY vocabulary = NULL;
    enum status status = config_vocabulary(arguments->config, &vocabulary, error);
    for (int i = 0; i < arguments->path_count && !status; i++) {
        status = parse_file(arguments->paths[i], vocabulary, error);
    }
    return status;
}

enum status command_parse(int argc, char **argv, struct error *error)
{
    struct parse_arguments arguments = {0};
    enum status status = command_arguments(&command_line, argc, argv, &arguments, error);
    return status ? status : parse_files(&arguments, error);
}
