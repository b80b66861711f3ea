/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/clock.h"
#include "chancery/base/digest.h"
#include "chancery/base/log.h"
#include "chancery/model/ceiling.h"
#include "chancery/model/redaction.h"
#include "chancery/model/vocabulary.h"

#include "below.h"
#include "folder_aliases.h"
#include "generation.h"
#include "load.h"
#include "reading_tag.h"
#include "verifying.h"

#define LIBRARY_MEMORY_BYTES ((size_t)1024 * 1024)
#define PATH_BYTES_MAX       ((size_t)4096)
/* Readers beyond one for each core, so that a slow answer does not keep a core idle. */
#define READERS_TO_SPARE 2

struct library {
    struct library_options options;
    struct arena *arena;
    struct vocabulary *vocabulary;
    struct text reading;
    struct library *whole; /* that this one shows below ceiling; NULL: it has all itself */
    struct ceiling ceiling;

    struct verifying verifying; /* of the present generation; of the thread that loads */

    /* Of the load that is going on. */
    ingest_report *report;
    void *context;

    pthread_mutex_t mutex; /* guards what follows */
    struct ingest_progress state;
    struct generation *present;
};

static unsigned core_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (unsigned)count;
}

static unsigned between(unsigned count, unsigned usual, unsigned most)
{
    count = count > 0 ? count : usual;
    return count < most ? count : most;
}

static void settle_options(struct library_options *options)
{
    unsigned cores = core_count();
    options->worker_count = between(options->worker_count, cores, LIBRARY_WORKERS_MAX);
    options->reader_count =
        between(options->reader_count, cores + READERS_TO_SPARE, LIBRARY_READERS_MAX);
    if (options->limits.file_bytes == 0) {
        options->limits = INGEST_LIMITS_DEFAULT;
    }
}

/* What is pointed to must live as long as the library. */
static enum status copy_options(struct library *library, const struct library_options *options,
                                struct error *error)
{
    struct arena *arena = library->arena;
    const char **paths = arena_take(arena, (options->path_count + 1) * sizeof(*paths));
    for (size_t i = 0; paths && i < options->path_count; i++) {
        paths[i] = arena_copy(arena, text_of(options->paths[i]));
    }
    library->options = *options;
    library->options.paths = paths;
    library->options.store_path = arena_copy(arena, text_of(options->store_path));
    library->options.config_folder = arena_copy(arena, text_of(options->config_folder));
    settle_options(&library->options);
    return arena_failed(arena)
               ? error_set(error, STATUS_NO_MEMORY, "no memory for the names of folders")
               : STATUS_OK;
}

static enum status load_vocabulary(struct library *library, struct error *error)
{
    AUTO_BUFFER folder = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&folder, "%s/vocabulary", library->options.config_folder);
    enum status status = buffer_status(&folder);
    if (status) {
        return error_set(error, status, "the name of the settings folder is too long");
    }
    status = vocabulary_load(folder.bytes, &library->vocabulary, error);
    status = status ? status : reading_tag(folder.bytes, library->arena, &library->reading, error);
    return status ? status
                  : folder_aliases(library->options.paths, library->options.path_count,
                                   library->vocabulary, library->arena, &library->reading, error);
}

enum status library_open(const struct library_options *options, struct library **out,
                         struct error *error)
{
    struct library *library = calloc(1, sizeof(*library));
    if (!library) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the library");
    }
    (void)pthread_mutex_init(&library->mutex, NULL);
    library->arena = arena_new(LIBRARY_MEMORY_BYTES);
    enum status status = library->arena
                             ? copy_options(library, options, error)
                             : error_set(error, STATUS_NO_MEMORY, "no memory for the library");
    status = status ? status : load_vocabulary(library, error);
    if (status) {
        (void)library_close(library);
        return status;
    }
    *out = library;
    return STATUS_OK;
}

/* Another for each ceiling, so that a store made for one is never taken for another's. */
static struct text below_tag(const struct ceiling *ceiling, struct arena *arena)
{
    AUTO_BUFFER caveats = BUFFER_UP_TO(LIBRARY_MEMORY_BYTES);
    for (size_t i = 0; i < ceiling->caveats.count; i++) {
        buffer_add_format(&caveats, "/%.*s", TEXT_ARGUMENTS(ceiling->caveats.items[i]));
    }
    struct text level = level_name(ceiling->level);
    uint64_t digest = digest_fast(buffer_text(&caveats));
    return caveats.length == 0 ? arena_format(arena, "%.*s", TEXT_ARGUMENTS(level))
                               : arena_format(arena, "%.*s-%016llx", TEXT_ARGUMENTS(level),
                                              (unsigned long long)digest);
}

enum status library_open_below(struct library *whole, const struct ceiling *ceiling,
                               struct library **out, struct error *error)
{
    struct library *library = calloc(1, sizeof(*library));
    if (!library) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the library");
    }
    (void)pthread_mutex_init(&library->mutex, NULL);
    library->whole = whole;
    library->vocabulary = whole->vocabulary;
    library->options = whole->options;
    library->arena = arena_new(LIBRARY_MEMORY_BYTES);
    library->ceiling.level = ceiling->level;
    if (library->arena) {
        struct arena *arena = library->arena;
        struct text tag = below_tag(ceiling, arena);
        for (size_t i = 0; i < ceiling->caveats.count; i++) {
            texts_add(arena, &library->ceiling.caveats,
                      arena_text(arena, ceiling->caveats.items[i]));
        }
        library->options.store_path =
            arena_format(arena, "%s.view-%.*s", whole->options.store_path, TEXT_ARGUMENTS(tag)).at;
        library->reading =
            arena_format(arena, "%.*s below %.*s by %d", TEXT_ARGUMENTS(whole->reading),
                         TEXT_ARGUMENTS(tag), REDACTION_VERSION);
    }
    if (!library->arena || arena_failed(library->arena)) {
        (void)library_close(library);
        return error_set(error, STATUS_NO_MEMORY, "no memory for the library");
    }
    *out = library;
    return STATUS_OK;
}

struct library *library_close(struct library *library)
{
    if (library) {
        verifying_stop(&library->verifying);
        generation_release(library->present);
        (void)vocabulary_free(library->whole ? NULL : library->vocabulary);
        (void)arena_free(library->arena);
        (void)pthread_mutex_destroy(&library->mutex);
        free(library);
    }
    return NULL;
}

const struct vocabulary *library_vocabulary(const struct library *library)
{
    return library->vocabulary;
}

struct ingest_progress library_state(struct library *library)
{
    (void)pthread_mutex_lock(&library->mutex);
    struct ingest_progress state = library->state;
    (void)pthread_mutex_unlock(&library->mutex);
    return state;
}

struct generation *generation_take(struct library *library)
{
    (void)pthread_mutex_lock(&library->mutex);
    struct generation *present = library->present;
    if (present) {
        generation_hold(present);
    }
    (void)pthread_mutex_unlock(&library->mutex);
    return present;
}

/* --- loading -----------------------------------------------------------------------------------
 */

static void note(const struct ingest_progress *progress, void *context)
{
    struct library *library = context;
    (void)pthread_mutex_lock(&library->mutex);
    library->state = *progress;
    (void)pthread_mutex_unlock(&library->mutex);
    if (library->report) {
        library->report(progress, library->context);
    }
}

static void note_indexed(int64_t done, int64_t total, void *context)
{
    struct library *library = context;
    struct ingest_progress progress = library_state(library);
    int64_t now_us = clock_monotonic_us();
    if (progress.phase != INGEST_INDEXING) {
        progress = (struct ingest_progress){.phase = INGEST_INDEXING, .started_us = now_us};
    } else if (done < total && now_us - progress.now_us < (int64_t)PROGRESS_BAR_MS * 1000) {
        return;
    }
    progress.files_done = done;
    progress.files_total = total;
    progress.document_count = total;
    progress.now_us = now_us;
    note(&progress, library);
}

/* Load the paths, or only look which generation the store has when there are none. */
static enum status change_store(struct library *library, struct library_load_result *result,
                                struct error *error)
{
    if (library->whole) {
        struct below_options below = {.from_path = library->whole->options.store_path,
                                      .to_path = library->options.store_path,
                                      .ceiling = &library->ceiling,
                                      .vocabulary = library->vocabulary,
                                      .reading = library->reading};
        return below_bring_up(&below, &result->generation, error);
    }
    if (library->options.path_count > 0) {
        struct load_options options = {.store_path = library->options.store_path,
                                       .paths = library->options.paths,
                                       .path_count = library->options.path_count,
                                       .roots = library->options.roots,
                                       .vocabulary = library->vocabulary,
                                       .reading = library->reading,
                                       .limits = library->options.limits,
                                       .worker_count = library->options.worker_count,
                                       .report = note,
                                       .context = library};
        return load(&options, result, error);
    }
    AUTO_ARENA arena = arena_new(LIBRARY_MEMORY_BYTES);
    AUTO_STORE_READER reader = NULL;
    struct store_summary summary = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the library");
    }
    enum status status = store_reader_open(library->options.store_path, &reader, error);
    status = status ? status : store_reader_summary(reader, arena, &summary, error);
    result->generation = summary.generation;
    return status;
}

/* Make the registry before somebody asks for it; a failure is told to whoever does. */
static void make_registry(struct generation *generation)
{
    struct error error = ERROR_NONE;
    enum status status = generation_make_registry(generation, &error);
    if (status) {
        log_failure(LOG_WARNING, "registry_not_made", NULL, &error);
    }
}

static enum status open_generation(struct library *library, indexing_report *report,
                                   struct generation **out, struct error *error)
{
    struct generation_options options = {.store_path = library->options.store_path,
                                         .reader_count = library->options.reader_count,
                                         .worker_count = library->options.worker_count,
                                         .index_bytes = library->options.limits.index_bytes,
                                         .report = report,
                                         .context = library};
    return generation_open(&options, out, error);
}

/* Let next, which is handed over, be the present generation. */
static void replace_present(struct library *library, struct generation *next)
{
    (void)pthread_mutex_lock(&library->mutex);
    struct generation *former = library->present;
    library->present = next;
    (void)pthread_mutex_unlock(&library->mutex);
    generation_release(former);
}

/* A verifying_damaged: the index goes, and one that is made of the store takes its place. */
static void mend(void *context, const struct error *error)
{
    struct library *library = context;
    struct generation *next = NULL;
    struct error why = ERROR_NONE;
    log_failure(LOG_WARNING, "index_damaged", library->options.store_path, error);
    indexing_forget(library->options.store_path);
    if (open_generation(library, NULL, &next, &why)) {
        log_failure(LOG_ERROR, "index_not_mended", NULL, &why);
        return;
    }
    replace_present(library, next);
}

static enum status publish(struct library *library, int64_t number, struct error *error)
{
    if (library->present && library->present->number == number) {
        return STATUS_OK;
    }
    struct generation *next = NULL;
    verifying_stop(&library->verifying);
    enum status status = open_generation(library, note_indexed, &next, error);
    if (status) {
        return status;
    }
    generation_hold(next);
    if (library->options.registers) {
        generation_await_registry(next);
    }
    replace_present(library, next);
    verifying_start(&library->verifying, next, mend, library);
    if (library->options.registers) {
        make_registry(next);
    }
    generation_release(next);
    return STATUS_OK;
}

/*
 * Leave the index and the registry beside the store for whoever serves it; who cannot do without
 * makes them then.
 */
static enum status leave_beside(struct library *library, int64_t number, struct error *error)
{
    struct generation *next = NULL;
    (void)number;
    if (open_generation(library, note_indexed, &next, error)) {
        log_failure(LOG_WARNING, "index_not_made", NULL, error);
        *error = ERROR_NONE;
        return STATUS_OK;
    }
    make_registry(next);
    generation_release(next);
    return STATUS_OK;
}

/* What a load does when the store is done. */
typedef enum status load_publish(struct library *library, int64_t number, struct error *error);

static enum status run_load(struct library *library, load_publish *afterwards,
                            struct library_load_result *result, struct error *error)
{
    int64_t began_us = clock_monotonic_us();
    struct library_load_result loaded = {0};
    enum status status = change_store(library, &loaded, error);
    if (!status) {
        status = afterwards(library, loaded.generation, error);
    }
    note(&(struct ingest_progress){.phase = INGEST_IDLE, .now_us = clock_monotonic_us()}, library);
    library->report = NULL;
    if (status) {
        return status;
    }
    loaded.took_us = clock_monotonic_us() - began_us;
    *result = loaded;
    return STATUS_OK;
}

enum status library_load(struct library *library, ingest_report *report, void *context,
                         struct library_load_result *result, struct error *error)
{
    library->report = report;
    library->context = context;
    return run_load(library, publish, result, error);
}

enum status library_load_store(struct library *library, ingest_report *report, void *context,
                               struct library_load_result *result, struct error *error)
{
    library->report = report;
    library->context = context;
    return run_load(library, leave_beside, result, error);
}
