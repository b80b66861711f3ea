/* SPDX-License-Identifier: Apache-2.0 */
#include <argp.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "chancery/base/number.h"
#include "chancery/model/vocabulary.h"

#include "corpus.h"

/* Folders of so many files are still handled well by every tool. */
#define FILES_A_FOLDER 1000

#define DOCUMENTS_MAX  INT64_C(10000000)
#define PATH_BYTES_MAX ((size_t)4096)

struct generate_arguments {
    int64_t documents;
    int64_t first;
    int64_t seed;
    const char *vocabulary;
    const char *folder;
    bool is_table;
};

static const struct argp_option option_list[] = {
    {"documents", 'n', "N", 0, "How many cables to write (default 20000)", 0},
    {"first", 'f', "N", 0, "Number of the first of them (default 0)", 0},
    {"seed", 's', "N", 0, "Which corpus (default 1)", 0},
    {"csv", 'c', NULL, 0, "Write FOLDER/cables.csv instead, of eight columns, a cable a row", 0},
    {"vocabulary", 'v', "FOLDER", 0, "Where stations.tsv and the other tables are", 0},
    {0},
};

static error_t take_number(const char *value, int64_t most, struct argp_state *state, int64_t *out)
{
    if (!number_read(text_of(value), 0, most, out)) {
        argp_error(state, "'%s' is not a number up to %" PRId64, value, most);
        return EINVAL;
    }
    return 0;
}

static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct generate_arguments *arguments = state->input;
    switch (key) {
    case 'n':
        return take_number(value, DOCUMENTS_MAX, state, &arguments->documents);
    case 'f':
        return take_number(value, DOCUMENTS_MAX, state, &arguments->first);
    case 's':
        return take_number(value, INT64_MAX, state, &arguments->seed);
    case 'v':
        arguments->vocabulary = value;
        return 0;
    case 'c':
        arguments->is_table = true;
        return 0;
    case ARGP_KEY_ARG:
        arguments->folder = value;
        return state->arg_num == 0 ? 0 : ARGP_ERR_UNKNOWN;
    case ARGP_KEY_END:
        if (!arguments->folder || !arguments->vocabulary) {
            argp_error(state, "name a folder to write to, and --vocabulary");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list, take_option, "FOLDER", "Write made-up cables below FOLDER, a thousand a folder.",
    NULL,        NULL,        NULL,
};

static enum status make_folder(const char *path, struct error *error)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        return error_set(error, STATUS_IO, "cannot make %s: %s", path, strerror(errno));
    }
    return STATUS_OK;
}

static enum status write_file(const char *path, struct text text, struct error *error)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        return error_set(error, STATUS_IO, "cannot open %s: %s", path, strerror(errno));
    }
    bool written = fwrite(text.at, 1, text.length, file) == text.length;
    if (fclose(file) != 0 || !written) {
        return error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
    }
    return STATUS_OK;
}

static enum status write_cable(const struct corpus *corpus, const char *folder, int64_t number,
                               struct error *error)
{
    char path[PATH_BYTES_MAX];
    (void)snprintf(path, sizeof(path), "%s/%04" PRId64, folder, number / FILES_A_FOLDER);
    enum status status = STATUS_OK;
    if (number % FILES_A_FOLDER == 0) {
        status = make_folder(path, error);
    }
    AUTO_BUFFER out = BUFFER_UP_TO(CORPUS_CABLE_BYTES_MAX);
    corpus_write(corpus, (uint64_t)number, &out);
    if (status || buffer_status(&out)) {
        return status ? status : error_set(error, buffer_status(&out), "a cable is too long");
    }
    (void)snprintf(path, sizeof(path), "%s/%04" PRId64 "/%07" PRId64 ".txt", folder,
                   number / FILES_A_FOLDER, number);
    return write_file(path, buffer_text(&out), error);
}

/* A field in quotes, those inside it behind backslashes, as the archive of cables has them. */
static void write_field(FILE *file, struct text text, char end)
{
    (void)fputc('"', file);
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\') {
            (void)fputc('\\', file);
        }
        (void)fputc(text.at[i], file);
    }
    (void)fputc('"', file);
    (void)fputc(end, file);
}

/* A row: number, date, id, origin, classification, references, header, text. */
static enum status write_row(const struct corpus *corpus, FILE *file, int64_t number,
                             struct error *error)
{
    AUTO_BUFFER out = BUFFER_UP_TO(CORPUS_CABLE_BYTES_MAX);
    struct corpus_cable cable = corpus_plan(corpus, (uint64_t)number);
    corpus_write(corpus, (uint64_t)number, &out);
    if (buffer_status(&out)) {
        return error_set(error, buffer_status(&out), "a cable is too long");
    }
    struct text text = buffer_text(&out);
    size_t middle = text_find(text, TEXT("\nBT\n"));
    middle = middle == TEXT_NOT_FOUND ? 0 : middle + 4;
    (void)fprintf(file, "\"%" PRId64 "\",\"%d/%d/%d %d:%02d\",", number + 1, (int)cable.date.month,
                  (int)cable.date.day, (int)cable.date.year, cable.hour, cable.minute);
    (void)fprintf(file, "\"%02d%.*s%" PRId64 "\",", (int)(cable.date.year % 100),
                  TEXT_ARGUMENTS(cable.post->station), cable.serial);
    write_field(file, cable.post->address, ',');
    (void)fputs("\"\",\"\",", file);
    write_field(file, text_slice(text, 0, middle), ',');
    write_field(file, text_from(text, middle), '\n');
    return ferror(file) ? error_set(error, STATUS_IO, "cannot write rows") : STATUS_OK;
}

static enum status write_table(const struct corpus *corpus,
                               const struct generate_arguments *arguments, struct error *error)
{
    char path[PATH_BYTES_MAX];
    (void)snprintf(path, sizeof(path), "%s/cables.csv", arguments->folder);
    FILE *file = fopen(path, "w");
    if (!file) {
        return error_set(error, STATUS_IO, "cannot open %s: %s", path, strerror(errno));
    }
    enum status status = STATUS_OK;
    int64_t end = arguments->first + arguments->documents;
    for (int64_t i = arguments->first; i < end && !status; i++) {
        status = write_row(corpus, file, i, error);
    }
    if (fclose(file) != 0 && !status) {
        status = error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
    }
    return status;
}

static enum status write_files(const struct corpus *corpus,
                               const struct generate_arguments *arguments, struct error *error)
{
    char path[PATH_BYTES_MAX];
    (void)snprintf(path, sizeof(path), "%s/%04" PRId64, arguments->folder,
                   arguments->first / FILES_A_FOLDER);
    enum status status = make_folder(path, error);
    int64_t end = arguments->first + arguments->documents;
    for (int64_t i = arguments->first; i < end && !status; i++) {
        status = write_cable(corpus, arguments->folder, i, error);
    }
    return status;
}

static enum status generate(const struct generate_arguments *arguments, struct error *error)
{
    AUTO_VOCABULARY vocabulary = NULL;
    enum status status = vocabulary_load(arguments->vocabulary, &vocabulary, error);
    if (status) {
        return status;
    }
    struct corpus *corpus = NULL;
    status =
        corpus_open(vocabulary, arguments->vocabulary, (uint64_t)arguments->seed, &corpus, error);
    if (status) {
        return status;
    }
    status = make_folder(arguments->folder, error);
    if (!status) {
        status = arguments->is_table ? write_table(corpus, arguments, error)
                                     : write_files(corpus, arguments, error);
    }
    corpus_close(corpus);
    return status;
}

int main(int argc, char **argv)
{
    struct generate_arguments arguments = {.documents = 20000, .seed = 1};
    struct error error = ERROR_NONE;
    if (argp_parse(&command_line, argc, argv, 0, NULL, &arguments)) {
        return EXIT_FAILURE;
    }
    if (generate(&arguments, &error)) {
        (void)fprintf(stderr, "generate: %s\n", error.message);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
