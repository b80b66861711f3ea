/* SPDX-License-Identifier: Apache-2.0 */
#include <argp.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "chancery/base/number.h"
#include "chancery/extraction/extract.h"
#include "chancery/parsing/parse.h"

#include "measure.h"
#include "report.h"
#include "served.h"
#include "sides.h"
#include "threads.h"

/* How often a question is put to both, at most, and for about how long; the median counts. */
#define REPETITIONS_MAX 9
#define QUESTION_NS     INT64_C(100000000)

/* Documents that are parsed once more to see how fast parsing alone is. */
#define PARSED_COUNT 2000

#define QUESTIONS_MAX       10000
#define QUESTIONS_BYTES_MAX ((size_t)256 * 1024 * 1024)
#define SOURCE_BYTES_MAX    ((size_t)256 * 1024 * 1024)

struct bench_arguments {
    const char *folder; /* of documents */
    const char *work;   /* where store and table are put */
    const char *config;
    const char *json;
    const char *program; /* asked over HTTP; NULL: none is */
    int64_t queries;     /* of each class */
    bool again;          /* store and table are there already */
    bool wanted[QUESTION_CLASS_COUNT];
};

static const struct argp_option option_list[] = {
    {"work", 'w', "FOLDER", 0, "Where to put the store and the FTS5 table", 0},
    {"config", 'c', "FOLDER", 0, "Where vocabulary/ is", 0},
    {"queries", 'q', "N", 0, "How many questions of each class (default 40)", 0},
    {"json", 'j', "FILE", 0, "Write the results there as JSON too", 0},
    {"program", 'p', "FILE", 0, "Ask this program, chancery itself, over HTTP too", 0},
    {"classes", 'k', "LIST", 0, "Ask only these classes of questions, with commas between", 0},
    {"again", 'a', NULL, 0, "Use the store and the table that a run before has left", 0},
    {0},
};

/* Note the classes of a list. False when one is not known. */
static bool take_classes(struct text list, bool wanted[QUESTION_CLASS_COUNT])
{
    bool more = true;
    while (more) {
        struct text name = list;
        more = text_take_until(&list, ',', &name);
        int class = 0;
        while (class < QUESTION_CLASS_COUNT &&
               !text_equal(question_class_name((enum question_class) class), more ? name : list)) {
            class ++;
        }
        if (class == QUESTION_CLASS_COUNT) {
            return false;
        }
        wanted[class] = true;
    }
    return true;
}

static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct bench_arguments *arguments = state->input;
    switch (key) {
    case 'w':
        arguments->work = value;
        return 0;
    case 'c':
        arguments->config = value;
        return 0;
    case 'j':
        arguments->json = value;
        return 0;
    case 'p':
        arguments->program = value;
        return 0;
    case 'q':
        if (!number_read(text_of(value), 1, QUESTIONS_MAX, &arguments->queries)) {
            argp_error(state, "'%s' is not a number from 1 to %d", value, QUESTIONS_MAX);
        }
        return 0;
    case 'k':
        memset(arguments->wanted, 0, sizeof(arguments->wanted));
        if (!take_classes(text_of(value), arguments->wanted)) {
            argp_error(state, "'%s' names a class that is not known", value);
        }
        return 0;
    case 'a':
        arguments->again = true;
        return 0;
    case ARGP_KEY_ARG:
        arguments->folder = value;
        return state->arg_num == 0 ? 0 : ARGP_ERR_UNKNOWN;
    case ARGP_KEY_END:
        if (!arguments->folder || !arguments->work || !arguments->config) {
            argp_error(state, "name a folder of documents, --work and --config");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list, take_option,
    "FOLDER",    "Load FOLDER, put questions to Chancery and to FTS5 by turns, and report.",
    NULL,        NULL,
    NULL,
};

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void say(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    (void)vfprintf(stderr, format, values);
    va_end(values);
    (void)fputc('\n', stderr);
}

/* ---- loading -------------------------------------------------------------------------------- */

/* When each phase began. */
struct phases {
    int64_t began_ns[INGEST_INDEXING + 1];
};

static void note_phase(const struct ingest_progress *progress, void *context)
{
    struct phases *phases = context;
    if (phases->began_ns[progress->phase] == 0) {
        phases->began_ns[progress->phase] = measure_now_ns();
    }
}

/* Microseconds from the beginning of a phase to that of the next one that was told, or end. */
static int64_t phase_us(const struct phases *phases, enum ingest_phase phase, int64_t end_ns)
{
    int64_t began = phases->began_ns[phase];
    for (unsigned next = phase + 1U; next <= INGEST_INDEXING && began > 0; next++) {
        if (phases->began_ns[next] > 0) {
            return (phases->began_ns[next] - began) / 1000;
        }
    }
    return began > 0 ? (end_ns - began) / 1000 : 0;
}

static enum status load(struct library *library, struct report_load *out, struct error *error)
{
    struct phases phases = {{0}};
    struct library_load_result result;
    int64_t start = measure_now_ns();
    int64_t processor = measure_processor_us();
    enum status status = library_load(library, note_phase, &phases, &result, error);
    if (status) {
        return status;
    }
    int64_t end = measure_now_ns();
    out->files = result.files_read;
    out->refused = result.files_refused;
    out->bytes = result.bytes_read;
    out->wall_us = (end - start) / 1000;
    out->reading_us = phase_us(&phases, INGEST_READING, end);
    out->settling_us = phase_us(&phases, INGEST_SETTLING, end);
    out->indexing_us = phase_us(&phases, INGEST_INDEXING, end);
    out->processor_us = measure_processor_us() - processor;
    out->peak_bytes = measure_peak_bytes();
    return STATUS_OK;
}

/* Load once, so that the next start finds all of it. */
static enum status first_load(const struct library_options *options, struct report_load *out,
                              struct error *error)
{
    struct library *library = NULL;
    enum status status = library_open(options, &library, error);
    status = status ? status : load(library, out, error);
    library_close(library);
    out->store_bytes = measure_file_bytes(options->store_path);
    return status;
}

/* Open a library on a folder that has not changed, and answer one question. */
static enum status start_again(const struct library_options *options, struct library **out,
                               int64_t *took_us, struct error *error)
{
    static const struct question question = {.class = QUESTION_OR, .q = {"=the OR =of", 11}};
    struct library *library = NULL;
    struct library_load_result result;
    struct side_answer answer;
    int64_t start = measure_now_ns();
    enum status status = library_open(options, &library, error);
    status = status ? status : library_load(library, NULL, NULL, &result, error);
    if (!status) {
        struct ours ours = ours_begin(library);
        status = ours.source.index
                     ? ours_answer(&ours, &question, &answer, error)
                     : error_set(error, STATUS_UNAVAILABLE, "there is no index to ask");
        ours_end(&ours);
    }
    *took_us = (measure_now_ns() - start) / 1000;
    if (status) {
        library_close(library);
        return status;
    }
    *out = library;
    return STATUS_OK;
}

/* ---- parsing alone -------------------------------------------------------------------------- */

struct parsing {
    const struct vocabulary *vocabulary;
    int64_t extracting_ns;
};

static enum status extract_facts(struct document *document, struct arena *arena, struct text bytes,
                                 void *context, struct error *error)
{
    (void)bytes;
    (void)error;
    struct parsing *parsing = context;
    int64_t start = measure_thread_ns();
    extract(document, parsing->vocabulary, arena);
    parsing->extracting_ns += measure_thread_ns() - start;
    return STATUS_OK;
}

/* Parse documents of the store once more, by processor time of this thread alone. */
static enum status parse_again(const struct ours *ours, const struct vocabulary *vocabulary,
                               struct report_load *out, struct error *error)
{
    struct parsing parsing = {.vocabulary = vocabulary};
    struct parse_options options = {.vocabulary = vocabulary, .path = TEXT("document.txt")};
    const struct index *index = ours->source.index;
    uint32_t count = index_document_count(index);
    enum status status = STATUS_OK;
    int64_t parsing_ns = 0;
    for (uint32_t i = 0; i < count && i < PARSED_COUNT && !status; i++) {
        AUTO_ARENA arena = arena_new(SOURCE_BYTES_MAX);
        struct text source = TEXT_NONE;
        status = arena ? store_reader_source(ours->reader, index_document_key(index, i), arena,
                                             &source, error)
                       : error_set(error, STATUS_NO_MEMORY, "no memory for a document");
        int64_t start = measure_thread_ns();
        status = status ? status : parse_bytes(source, &options, extract_facts, &parsing, error);
        parsing_ns += measure_thread_ns() - start;
        out->parsed_bytes += status ? 0 : (int64_t)source.length;
    }
    out->parsing_us = (parsing_ns - parsing.extracting_ns) / 1000;
    out->extracting_us = parsing.extracting_ns / 1000;
    return status;
}

/* ---- asking --------------------------------------------------------------------------------- */

/* Large enough not to be one of the small pieces that are kept apart when they are freed. */
#define HEAP_SETTLING_BYTES ((size_t)64 * 1024)

struct bench {
    struct ours *ours;
    struct fts5 *fts5;
};

/* How long an answer took, and how long the processor worked on it. */
struct took {
    int64_t passed_ns;
    int64_t worked_ns;
};

/* Let the allocator put together what the other side has freed, lest this side pays for it. */
static void settle(void)
{
    void *volatile memory = malloc(HEAP_SETTLING_BYTES);
    free(memory);
}

static enum status ask(const struct bench *bench, enum side side, const struct question *question,
                       struct side_answer *out, struct took *took, struct error *error)
{
    settle();
    int64_t worked = measure_thread_ns();
    int64_t start = measure_now_ns();
    enum status status = side == SIDE_FTS5 ? fts5_answer(bench->fts5, question, out, error)
                                           : ours_answer(bench->ours, question, out, error);
    took->passed_ns = measure_now_ns() - start;
    took->worked_ns = measure_thread_ns() - worked;
    return status;
}

/* Ask both once without measuring, and compare what they say. */
static enum status compare(const struct bench *bench, const struct question *question,
                           bool *differs, int64_t *took_ns, struct error *error)
{
    struct side_answer ours = {0};
    struct side_answer theirs = {0};
    struct took took[SIDE_COUNT];
    int64_t total = 0;
    enum status status = ask(bench, SIDE_CHANCERY, question, &ours, &took[SIDE_CHANCERY], error);
    status = status ? status : ask(bench, SIDE_FTS5, question, &theirs, &took[SIDE_FTS5], error);
    status = status ? status : fts5_total(bench->fts5, question, &total, error);
    if (status) {
        return status;
    }
    *differs = ours.total != total || ours.check != theirs.check;
    *took_ns = took[SIDE_CHANCERY].worked_ns + took[SIDE_FTS5].worked_ns;
    if (*differs) {
        say("%.*s: %.*s: Chancery has %lld, FTS5 %lld%s",
            TEXT_ARGUMENTS(question_class_name(question->class)), TEXT_ARGUMENTS(question->q),
            (long long)ours.total, (long long)total,
            ours.total == total ? ", and counts differ" : "");
    }
    return STATUS_OK;
}

/* The median times of one question on each side, asked by turns. */
static enum status time_question(const struct bench *bench, const struct question *question,
                                 size_t repetitions, struct took medians[SIDE_COUNT],
                                 struct error *error)
{
    int64_t passed[SIDE_COUNT][REPETITIONS_MAX];
    int64_t worked[SIDE_COUNT][REPETITIONS_MAX];
    enum status status = STATUS_OK;
    for (size_t i = 0; i < repetitions && !status; i++) {
        for (int side = 0; side < SIDE_COUNT && !status; side++) {
            struct side_answer answer;
            struct took took;
            status = ask(bench, (enum side)side, question, &answer, &took, error);
            passed[side][i] = took.passed_ns;
            worked[side][i] = took.worked_ns;
        }
    }
    for (int side = 0; side < SIDE_COUNT && !status; side++) {
        medians[side].passed_ns = measure_percentile(passed[side], repetitions, 50);
        medians[side].worked_ns = measure_percentile(worked[side], repetitions, 50);
    }
    return status;
}

/* Quick questions are put more often, so that a run does not take longer than it must. */
static size_t repetitions_of(int64_t took_ns)
{
    int64_t fit = QUESTION_NS / (took_ns + 1);
    return fit < 1 ? 1 : fit < REPETITIONS_MAX ? (size_t)fit : REPETITIONS_MAX;
}

/* The times of all questions of a class on one side. */
struct times {
    int64_t *passed_ns;
    int64_t *worked_ns;
};

static bool times_take(struct arena *arena, size_t count, struct times out[SIDE_COUNT])
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        out[side].passed_ns = arena_take(arena, (count + 1) * sizeof(int64_t));
        out[side].worked_ns = arena_take(arena, (count + 1) * sizeof(int64_t));
    }
    return !arena_failed(arena);
}

static struct report_times summarize(const struct times *times, size_t count)
{
    return (struct report_times){
        .p50_ns = measure_percentile(times->passed_ns, count, 50),
        .p95_ns = measure_percentile(times->passed_ns, count, 95),
        .p99_ns = measure_percentile(times->passed_ns, count, 99),
        .worked_p50_ns = measure_percentile(times->worked_ns, count, 50),
        .worked_p95_ns = measure_percentile(times->worked_ns, count, 95),
    };
}

static enum status measure_class(const struct bench *bench, const struct questions *questions,
                                 struct report_class *out, struct error *error)
{
    AUTO_ARENA arena = arena_new(QUESTIONS_BYTES_MAX);
    struct times times[SIDE_COUNT];
    if (!arena || !times_take(arena, questions->count, times)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for times");
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < questions->count && !status; i++) {
        const struct question *question = &questions->items[i];
        bool differs = false;
        int64_t took_ns = 0;
        struct took medians[SIDE_COUNT] = {{0, 0}};
        status = compare(bench, question, &differs, &took_ns, error);
        size_t repetitions = repetitions_of(took_ns);
        status = status ? status : time_question(bench, question, repetitions, medians, error);
        for (int side = 0; side < SIDE_COUNT; side++) {
            times[side].passed_ns[i] = medians[side].passed_ns;
            times[side].worked_ns[i] = medians[side].worked_ns;
        }
        out->disagreements += differs;
    }
    out->questions = questions->count;
    for (int side = 0; side < SIDE_COUNT; side++) {
        out->sides[side] = summarize(&times[side], questions->count);
    }
    return status;
}

/* Make the questions of all classes that are wanted, and measure each class as it is made. */
static enum status measure_classes(const struct bench *bench,
                                   const struct bench_arguments *arguments, struct arena *arena,
                                   struct questions *all, struct report *report,
                                   struct error *error)
{
    struct questions_source source = {bench->ours->source.index, bench->ours->reader};
    enum status status = STATUS_OK;
    for (int i = 0; i < QUESTION_CLASS_COUNT && !status; i++) {
        enum question_class class = (enum question_class)i;
        if (!arguments->wanted[i]) {
            continue;
        }
        say("asking %.*s", TEXT_ARGUMENTS(question_class_name(class)));
        size_t before = all->count;
        status = questions_make(source, class, (size_t)arguments->queries, arena, all, error);
        struct questions of_class = *all;
        of_class.items += before;
        of_class.count -= before;
        status = status ? status : measure_class(bench, &of_class, &report->classes[i], error);
    }
    return status;
}

static enum status measure_served(struct library *library, const struct bench_arguments *arguments,
                                  const struct questions *questions, struct report_served *out,
                                  struct error *error)
{
    char store[4096];
    (void)snprintf(store, sizeof(store), "%s/store.db", arguments->work);
    struct served_options options = {arguments->program, store, arguments->config};
    return served_measure(library, &options, questions, out, error);
}

/* Everything that is asked, once both sides are there. */
static enum status measure(struct library *library, const struct bench *bench,
                           const struct bench_arguments *arguments, struct report *report,
                           struct error *error)
{
    AUTO_ARENA arena = arena_new(QUESTIONS_BYTES_MAX);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for questions");
    }
    struct questions all = {0};
    enum status status = measure_classes(bench, arguments, arena, &all, report, error);
    if (!status) {
        say("asking by two threads");
        status = threads_measure(library, &all, &report->threads, error);
    }
    if (!status && arguments->program) {
        say("asking over HTTP");
        status = measure_served(library, arguments, &all, &report->served, error);
    }
    return status;
}

static enum status compare_sides(struct library *library, const struct bench_arguments *arguments,
                                 struct report *report, struct error *error)
{
    char path[4096];
    (void)snprintf(path, sizeof(path), "%s/fts5.db", arguments->work);
    struct ours ours = ours_begin(library);
    struct bench bench = {.ours = &ours};
    report->documents = ours.generation->document_count;
    report->load.index_bytes = (int64_t)index_memory_bytes(ours.source.index);
    enum status status = STATUS_OK;
    if (arguments->again) {
        status = fts5_open(path, &bench.fts5, error);
    } else {
        status = parse_again(&ours, library_vocabulary(library), &report->load, error);
        say("building the FTS5 table");
        (void)unlink(path);
        status = status ? status : fts5_build(path, &ours, &bench.fts5, error);
    }
    if (!status) {
        report->load.fts5_us = fts5_build_us(bench.fts5);
        report->load.fts5_bytes = measure_file_bytes(path);
        status = measure(library, &bench, arguments, report, error);
    }
    fts5_close(bench.fts5);
    ours_end(&ours);
    return status;
}

static enum status run(const struct bench_arguments *arguments, struct report *report,
                       struct error *error)
{
    char store[4096];
    (void)snprintf(store, sizeof(store), "%s/store.db", arguments->work);
    struct library_options options = {
        .store_path = store,
        .paths = &arguments->folder,
        .path_count = 1,
        .roots = LIBRARY_ROOTS_ONLY,
        .config_folder = arguments->config,
    };
    enum status status = STATUS_OK;
    if (!arguments->again) {
        say("loading");
        status = first_load(&options, &report->load, error);
    }
    struct library *library = NULL;
    say("starting again");
    status = status ? status : start_again(&options, &library, &report->start_us, error);
    status = status ? status : compare_sides(library, arguments, report, error);
    library_close(library);
    return status;
}

static size_t disagreements(const struct report *report)
{
    size_t sum = 0;
    for (int i = 0; i < QUESTION_CLASS_COUNT; i++) {
        sum += report->classes[i].disagreements;
    }
    return sum;
}

int main(int argc, char **argv)
{
    struct bench_arguments arguments = {.queries = 40};
    memset(arguments.wanted, true, sizeof(arguments.wanted));
    struct error error = ERROR_NONE;
    static struct report report;
    if (argp_parse(&command_line, argc, argv, 0, NULL, &arguments)) {
        return EXIT_FAILURE;
    }
    enum status status = run(&arguments, &report, &error);
    if (!status) {
        report_print(&report, stdout);
    }
    if (!status && arguments.json) {
        status = report_write(&report, arguments.json, &error);
    }
    if (status) {
        say("bench: %s", error.message);
        return EXIT_FAILURE;
    }
    if (disagreements(&report) > 0) {
        say("bench: the engines disagree on %zu questions", disagreements(&report));
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
