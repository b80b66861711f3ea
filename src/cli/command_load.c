/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <unistd.h>

#include "chancery/base/log.h"
#include "chancery/base/number.h"
#include "chancery/ingest/library.h"

#include "command.h"
#include "config.h"
#include "settings.h"
#include "store_path.h"

/* The memory for the summary. */
#define SUMMARY_BYTES ((size_t)16 * 1024 * 1024)
/* How many lines of the report are shown. */
#define SUMMARY_LINES 20
/* The longest path of a store. */
#define STORE_PATH_BYTES ((size_t)8 * 1024)

#define US_PER_SECOND 1e6
#define MEGABYTE      1e6

/* What the command line asks for. */
struct load_arguments {
    const char *config;
    const char *store;
    unsigned workers;
    bool only;
    bool quiet;
    char **paths;
    int path_count;
};

static const struct argp_option option_list[] = {
    {"store", 's', "FILE", 0,
     "The store, made when it is not there (default: the one that chancery serve uses for these "
     "PATHs)",
     0},
    {"workers", 'w', "N", 0, "Read with N threads instead of one for each core", 0},
    {"only", 'o', 0, 0, "Forget what was loaded from other paths before", 0},
    {"quiet", 'q', 0, 0, "Show no progress and no summary", 0},
    {"config", 'c', "FOLDER", 0, "Read chancery.ini and the vocabularies in FOLDER", 0},
    {0},
};

static error_t take_workers(const char *value, struct load_arguments *arguments,
                            struct argp_state *state)
{
    int64_t count = 0;
    if (!number_read(text_of(value), 1, LIBRARY_WORKERS_MAX, &count)) {
        argp_error(state, "--workers takes a number from 1 to %d", LIBRARY_WORKERS_MAX);
        return EINVAL;
    }
    arguments->workers = (unsigned)count;
    return 0;
}

static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct load_arguments *arguments = state->input;
    switch (key) {
    case 's':
        arguments->store = value;
        return 0;
    case 'w':
        return take_workers(value, arguments, state);
    case 'o':
        arguments->only = true;
        return 0;
    case 'q':
        arguments->quiet = true;
        return 0;
    case 'c':
        arguments->config = value;
        return 0;
    case ARGP_KEY_ARGS:
        arguments->paths = state->argv + state->next;
        arguments->path_count = state->argc - state->next;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "name a folder or a file to load");
        return EINVAL;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list,
    take_option,
    "PATH...",
    "Read the documents of each PATH, a file or a folder with all below it, into the store.\v"
    "Files that are as they were are not read again, changed ones are, and what is no longer in a "
    "PATH leaves the store. What came from other paths stays, unless --only is given. Names that "
    "begin with a dot are passed over.\n\n"
    "A file that cannot be read is refused and reported; it does not stop the load. Whoever reads "
    "the store meanwhile sees it as it was, until the load is complete; a load that is killed "
    "leaves it as it was. Its index and its registry are left beside it for the next serve.\n\n"
    "Exit codes: 0 loaded, whatever was refused; 1 not loaded; 64 wrong arguments.",
    NULL,
    NULL,
    NULL,
};

static void print_result(const struct library_load_result *result)
{
    double seconds = (double)result->took_us / US_PER_SECOND;
    (void)printf("Generation %lld: %lld files read (%.1f MB), %lld unchanged, %lld removed, %lld "
                 "refused, in %.2f s.\n",
                 (long long)result->generation, (long long)result->files_read,
                 (double)result->bytes_read / MEGABYTE, (long long)result->files_unchanged,
                 (long long)result->files_removed, (long long)result->files_refused, seconds);
}

static void print_kinds(const struct store_kind_counts *kinds)
{
    int64_t total = 0;
    for (size_t i = 0; i < kinds->count; i++) {
        total += kinds->items[i].count;
    }
    (void)printf("The store holds %lld document%s", (long long)total, total == 1 ? "" : "s");
    for (size_t i = 0; i < kinds->count; i++) {
        (void)printf("%s%lld %.*s", i == 0 ? ": " : ", ", (long long)kinds->items[i].count,
                     TEXT_ARGUMENTS(kinds->items[i].kind));
    }
    (void)printf(".\n");
}

/* Paths come from outside: what a terminal might take for a command is shown as a question mark. */
static void print_path(struct text path)
{
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.at[i];
        (void)putchar(c < 0x20 || c == 0x7F ? '?' : c);
    }
}

static void print_sums(const struct store_report_sums *sums)
{
    for (size_t i = 0; i < sums->count && i < SUMMARY_LINES; i++) {
        const struct store_report_sum *sum = &sums->items[i];
        struct text severity = store_severity_name(sum->severity);
        (void)printf("  %-8.*s %6lld  %.*s, first in ", TEXT_ARGUMENTS(severity),
                     (long long)sum->count, TEXT_ARGUMENTS(sum->code));
        print_path(sum->path);
        (void)printf("\n");
    }
    if (sums->count > SUMMARY_LINES) {
        (void)printf("  and %zu other kinds\n", sums->count - SUMMARY_LINES);
    }
}

static enum status print_summary(const char *store, const struct library_load_result *result,
                                 struct error *error)
{
    AUTO_STORE_READER reader = NULL;
    AUTO_ARENA arena = arena_new(SUMMARY_BYTES);
    struct store_kind_counts kinds = {0};
    struct store_report_sums sums = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the summary");
    }
    enum status status = store_reader_open(store, &reader, error);
    status = status ? status : store_reader_kinds(reader, arena, &kinds, error);
    status = status ? status : store_reader_report_sums(reader, arena, &sums, error);
    if (!status) {
        print_result(result);
        print_kinds(&kinds);
        print_sums(&sums);
    }
    return status;
}

static enum status find_store(const struct load_arguments *arguments, struct buffer *out,
                              struct error *error)
{
    if (arguments->store) {
        buffer_add(out, text_of(arguments->store));
        return buffer_status(out);
    }
    return store_path_of(arguments->paths, (size_t)arguments->path_count, out, error);
}

static enum status load_paths(const struct load_arguments *arguments, struct error *error)
{
    struct settings settings;
    AUTO_BUFFER store = BUFFER_UP_TO(STORE_PATH_BYTES);
    const char *folder = config_folder(arguments->config);
    enum status status = settings_load(folder, &settings, error);
    status = status ? status : find_store(arguments, &store, error);
    if (status) {
        return status;
    }
    struct library_options options = {
        .store_path = store.bytes,
        .paths = (const char *const *)arguments->paths,
        .path_count = (size_t)arguments->path_count,
        .roots = arguments->only ? LIBRARY_ROOTS_ONLY : LIBRARY_ROOTS_ADD,
        .config_folder = folder,
        .worker_count =
            arguments->workers > 0 ? arguments->workers : (unsigned)settings.load_worker_count,
        .limits = settings_limits(&settings),
    };
    struct library *library = NULL;
    struct library_load_result result = {0};
    status = library_open(&options, &library, error);
    if (status) {
        return status;
    }
    /* What is made is what was asked for; lines about it would go through the bar. */
    log_level_set(LOG_WARNING);
    struct progress_bar bar = progress_bar_on(STDERR_FILENO);
    status =
        library_load_store(library, arguments->quiet ? NULL : progress_draw, &bar, &result, error);
    progress_bar_end(&bar);
    library = library_close(library);
    if (!status && !arguments->quiet) {
        status = print_summary(store.bytes, &result, error);
    }
    return status;
}

enum status command_load(int argc, char **argv, struct error *error)
{
    struct load_arguments arguments = {0};
    enum status status = command_arguments(&command_line, argc, argv, &arguments, error);
    return status ? status : load_paths(&arguments, error);
}
