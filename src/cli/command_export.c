/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chancery/base/clock.h"
#include "chancery/ingest/progress.h"
#include "chancery/model/facts.h"
#include "chancery/store/reader.h"

#include "command.h"
#include "export_tables.h"
#include "export_text.h"

/* The most that one document may become. */
#define DOCUMENT_BYTES_MAX (STORE_DOCUMENT_BYTES_MAX * 4)
#define SUMMARY_BYTES      ((size_t)1024 * 1024)
#define PATH_BYTES_MAX     ((size_t)4096)

/* The form that is a file of tables; the others are text. */
#define FORM_TABLES "sqlite"

/* What the command line asks for. */
struct export_arguments {
    const char *store;
    const char *form;
    const char *output;
    bool quiet;
};

/* An export that is under way. */
struct exporting {
    const struct export_text *text; /* NULL: to tables */
    FILE *out;
    struct export_tables *tables;
    struct progress_bar *bar; /* NULL: nobody looks */
    struct ingest_progress progress;
};

static const struct argp_option option_list[] = {
    {"store", 's', "FILE", 0, "The store. Required", 0},
    {"format", 'f', "FORM", 0, "ndjson (default), opensearch-bulk, csv or sqlite", 0},
    {"output", 'o', "FILE", 0, "Write FILE, which must not be there yet (default: print)", 0},
    {"quiet", 'q', NULL, 0, "Do not tell how far it is", 0},
    {0},
};

static bool is_form(const char *name)
{
    return text_equal(text_of(name), TEXT(FORM_TABLES)) || export_text_find(text_of(name));
}

static void check_arguments(const struct export_arguments *arguments, struct argp_state *state)
{
    if (!arguments->store) {
        argp_error(state, "name the store: --store FILE");
    }
    if (!is_form(arguments->form)) {
        argp_error(state, "there is no form %s: ndjson, opensearch-bulk, csv or sqlite",
                   arguments->form);
    }
    if (!arguments->output && !export_text_find(text_of(arguments->form))) {
        argp_error(state, "a database cannot be printed: name a file, --output FILE");
    }
}

static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct export_arguments *arguments = state->input;
    switch (key) {
    case 's':
        arguments->store = value;
        return 0;
    case 'f':
        arguments->form = value;
        return 0;
    case 'o':
        arguments->output = value;
        return 0;
    case 'q':
        arguments->quiet = true;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "there is nothing to do with %s", value);
        return EINVAL;
    case ARGP_KEY_END:
        check_arguments(arguments, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list,
    take_option,
    NULL,
    "Write all documents of a store, and all that was read in them, for other programs.\v"
    "ndjson is a document a line, as the API tells it, with its text; opensearch-bulk the same as "
    "a bulk request of OpenSearch or Elasticsearch, into the index \"documents\"; csv a row a "
    "document; sqlite a database with a table for each kind of fact.\n\n"
    "The store may be in use meanwhile: what is written is one generation of it. A file is there "
    "under its name when it is complete, and not before.\n\n"
    "Exit codes: 0 all is written; 1 it is not; 64 wrong arguments.",
    NULL,
    NULL,
    NULL,
};

static enum status put_text(const struct exporting *exporting, const struct document *document,
                            struct error *error)
{
    AUTO_BUFFER line = BUFFER_UP_TO(DOCUMENT_BYTES_MAX);
    if (document) {
        exporting->text->write(&line, document);
    } else if (exporting->text->head) {
        exporting->text->head(&line);
    }
    enum status status = buffer_status(&line);
    if (status) {
        return error_set(error, status, "a document is too large to write");
    }
    if (line.length > 0 && fwrite(line.bytes, 1, line.length, exporting->out) != line.length) {
        return error_set(error, STATUS_IO, "cannot write: %s", strerror(errno));
    }
    return STATUS_OK;
}

static enum status export_document(int64_t key, struct document *document, void *context,
                                   struct error *error)
{
    struct exporting *exporting = context;
    (void)key;
    facts_keep(document, FACTS_BAR_DEFAULT);
    enum status status = exporting->text ? put_text(exporting, document, error)
                                         : export_tables_add(exporting->tables, document, error);
    exporting->progress.files_done++;
    exporting->progress.now_us = clock_monotonic_us();
    if (exporting->bar) {
        progress_draw(&exporting->progress, exporting->bar);
    }
    return status;
}

static enum status export_documents(struct exporting *exporting, struct store_reader *reader,
                                    struct error *error)
{
    AUTO_ARENA arena = arena_new(SUMMARY_BYTES);
    struct store_summary summary = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for an export");
    }
    enum status status = store_reader_summary(reader, arena, &summary, error);
    exporting->progress = (struct ingest_progress){.phase = INGEST_EXPORTING,
                                                   .files_total = summary.document_count,
                                                   .started_us = clock_monotonic_us()};
    if (!status && exporting->text) {
        status = put_text(exporting, NULL, error);
    }
    struct store_walk all = {.count = -1, .part = STORE_PART_ALL};
    return status ? status : store_reader_each(reader, all, export_document, exporting, error);
}

static enum status export_to_tables(struct exporting *exporting, struct store_reader *reader,
                                    const char *path, struct error *error)
{
    enum status status = export_tables_begin(path, &exporting->tables, error);
    if (status) {
        return status;
    }
    status = export_documents(exporting, reader, error);
    if (status) {
        export_tables_drop(exporting->tables);
        return status;
    }
    return export_tables_finish(exporting->tables, error);
}

/* path is NULL to print. */
static enum status export_to_text(struct exporting *exporting, struct store_reader *reader,
                                  const char *path, struct error *error)
{
    exporting->out = path ? fopen(path, "wx") : stdout;
    if (!exporting->out) {
        return error_set(error, STATUS_IO, "cannot make %s: %s", path ? path : "the output",
                         strerror(errno));
    }
    enum status status = export_documents(exporting, reader, error);
    int closed = path ? fclose(exporting->out) : fflush(stdout);
    if (!status && closed != 0) {
        status = error_set(error, STATUS_IO, "cannot write: %s", strerror(errno));
    }
    if (status && path) {
        (void)unlink(path);
    }
    return status;
}

static enum status export_to(struct exporting *exporting, struct store_reader *reader,
                             const char *path, struct error *error)
{
    return exporting->text ? export_to_text(exporting, reader, path, error)
                           : export_to_tables(exporting, reader, path, error);
}

/* Write PATH.part and give it its name, which nothing else may have. */
static enum status export_to_file(struct exporting *exporting, struct store_reader *reader,
                                  const char *path, struct error *error)
{
    AUTO_BUFFER part = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&part, "%s.part", path);
    enum status status = buffer_status(&part);
    if (status) {
        return error_set(error, status, "the name of the output is too long");
    }
    if (access(path, F_OK) == 0) {
        return error_set(error, STATUS_INVALID, "%s is there already", path);
    }
    status = export_to(exporting, reader, part.bytes, error);
    if (!status && rename(part.bytes, path) != 0) {
        status = error_set(error, STATUS_IO, "cannot name %s: %s", path, strerror(errno));
        (void)unlink(part.bytes);
    }
    return status;
}

static enum status export_store(const struct export_arguments *arguments, struct error *error)
{
    AUTO_STORE_READER reader = NULL;
    struct progress_bar bar = progress_bar_on(STDERR_FILENO);
    struct exporting exporting = {.text = export_text_find(text_of(arguments->form)),
                                  .bar = arguments->quiet ? NULL : &bar};
    enum status status = store_reader_open(arguments->store, &reader, error);
    if (!status && arguments->output) {
        status = export_to_file(&exporting, reader, arguments->output, error);
    } else if (!status) {
        status = export_to(&exporting, reader, NULL, error);
    }
    progress_bar_end(&bar);
    return status;
}

enum status command_export(int argc, char **argv, struct error *error)
{
    struct export_arguments arguments = {.form = "ndjson"};
    enum status status = command_arguments(&command_line, argc, argv, &arguments, error);
    return status ? status : export_store(&arguments, error);
}
