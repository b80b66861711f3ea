/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>

#include "chancery/index/builder.h"
#include "chancery/index/file.h"
#include "chancery/ingest/library.h"

#include "index_runs.h"

/* How many keys a thread takes at a time: few enough that all end at about the same time. */
#define KEYS_AT_A_TIME ((int64_t)256)

/* The most memory for one document that is read by its key. */
#define DOCUMENT_MEMORY_BYTES ((size_t)1024 * 1024 * 1024)

/* What the threads share. */
struct sharing {
    const struct index_runs *runs;
    pthread_mutex_t mutex; /* guards what follows */
    int64_t next;          /* documents up to this key were taken; or so many of those added */
    bool has_ended;        /* there are no more, or one of the threads failed */
    int64_t done;
    struct index_part parts[INDEX_PARTS_MAX];
    struct index *owned[INDEX_PARTS_MAX]; /* the same */
    size_t part_count;
    enum status status; /* of the first that failed */
    struct error error;
};

struct run_worker {
    struct sharing *sharing;
    struct store_reader *reader;
    struct index_builder *builder;
    int64_t last;     /* key of the range that is read */
    int64_t beyond;   /* the first key behind it that was met, or 0 */
    int64_t met;      /* documents of the range */
    bool has_stopped; /* since one was met */
};

static void fail(struct sharing *sharing, enum status status, const struct error *error)
{
    (void)pthread_mutex_lock(&sharing->mutex);
    if (!sharing->status) {
        sharing->status = status;
        sharing->error = *error;
    }
    sharing->has_ended = true;
    (void)pthread_mutex_unlock(&sharing->mutex);
}

/* ---- parts ---------------------------------------------------------------------------------- */

static enum status keep_part(struct sharing *sharing, struct index *index, struct error *error)
{
    (void)pthread_mutex_lock(&sharing->mutex);
    bool has_room = sharing->part_count < INDEX_PARTS_MAX;
    if (has_room) {
        sharing->parts[sharing->part_count] = (struct index_part){index, NULL};
        sharing->owned[sharing->part_count++] = index;
    }
    (void)pthread_mutex_unlock(&sharing->mutex);
    if (!has_room) {
        (void)index_free(index);
        return error_set(error, STATUS_LIMIT, "more than %zu parts: raise index_bytes",
                         INDEX_PARTS_MAX);
    }
    return STATUS_OK;
}

/* Freeze what was added into a part. */
static enum status end_run(struct run_worker *worker, bool spills, struct error *error)
{
    struct index *index = NULL;
    if (index_builder_count(worker->builder) == 0) {
        return STATUS_OK;
    }
    enum status status = index_builder_freeze(worker->builder, &index, error);
    if (!status && spills) {
        struct index *spilled = NULL;
        status = index_spill(index, worker->sharing->runs->path, &spilled, error);
        (void)index_free(index);
        index = spilled;
    }
    return status ? status : keep_part(worker->sharing, index, error);
}

/* ---- documents ------------------------------------------------------------------------------ */

static void report(struct sharing *sharing)
{
    const struct index_runs *runs = sharing->runs;
    (void)pthread_mutex_lock(&sharing->mutex);
    sharing->done++;
    if (runs->report) {
        runs->report(sharing->done, runs->total, runs->context);
    }
    (void)pthread_mutex_unlock(&sharing->mutex);
}

static int compare_versions(const void *left, const void *right)
{
    int64_t a = ((const struct store_version *)left)->key;
    int64_t b = ((const struct store_version *)right)->key;
    return (a > b) - (a < b);
}

static uint64_t version_of(const struct store_versions *versions, int64_t key)
{
    struct store_version wanted = {key, 0};
    const struct store_version *found =
        bsearch(&wanted, versions->items, versions->count, sizeof(wanted), compare_versions);
    return found ? found->version : 0;
}

/* Put a document into the part that is being filled. */
static enum status index_document(struct run_worker *worker, int64_t key, struct document *document,
                                  struct error *error)
{
    const struct index_runs *runs = worker->sharing->runs;
    report(worker->sharing);
    /* Doubtful facts are told with their document; nobody finds a document by them. */
    facts_keep(document, FACTS_BAR_DEFAULT);
    enum status status = index_builder_add(worker->builder, document, key, error);
    index_builder_version(worker->builder, version_of(runs->versions, key));
    size_t most = (size_t)(runs->index_bytes / (int64_t)runs->count);
    if (!status && index_builder_bytes(worker->builder) > most) {
        status = end_run(worker, true, error);
    }
    return status;
}

static enum status add_document(int64_t key, struct document *document, void *context,
                                struct error *error)
{
    struct run_worker *worker = context;
    if (key > worker->last) {
        worker->beyond = key;
        worker->has_stopped = true;
        return STATUS_NOT_FOUND;
    }
    worker->met++;
    return index_document(worker, key, document, error);
}

/* Take the next range of keys. False when there are no more. */
static bool take_range(struct run_worker *worker, int64_t *after)
{
    struct sharing *sharing = worker->sharing;
    (void)pthread_mutex_lock(&sharing->mutex);
    bool has_more = !sharing->has_ended;
    *after = sharing->next;
    sharing->next += KEYS_AT_A_TIME;
    (void)pthread_mutex_unlock(&sharing->mutex);
    worker->last = *after + KEYS_AT_A_TIME;
    worker->beyond = 0;
    worker->met = 0;
    worker->has_stopped = false;
    return has_more;
}

/* What was learned about the keys behind the range. */
static void note_range(struct run_worker *worker)
{
    struct sharing *sharing = worker->sharing;
    (void)pthread_mutex_lock(&sharing->mutex);
    if (worker->beyond > sharing->next + KEYS_AT_A_TIME) {
        sharing->next = worker->beyond - 1;
    }
    sharing->has_ended |= worker->met < KEYS_AT_A_TIME && !worker->has_stopped;
    (void)pthread_mutex_unlock(&sharing->mutex);
}

static enum status read_ranges(struct run_worker *worker, struct error *error)
{
    enum status status = STATUS_OK;
    int64_t after = 0;
    while (!status && take_range(worker, &after)) {
        struct store_walk walk = {
            .after = after, .count = KEYS_AT_A_TIME, .part = STORE_PART_FACTS};
        status = store_reader_each(worker->reader, walk, add_document, worker, error);
        if (worker->has_stopped && status == STATUS_NOT_FOUND) {
            status = STATUS_OK;
        }
        note_range(worker);
    }
    return status;
}

/* Documents that are known by their keys, of which there are few. */
static enum status read_added(struct run_worker *worker, struct error *error)
{
    struct sharing *sharing = worker->sharing;
    enum status status = STATUS_OK;
    while (!status) {
        AUTO_ARENA arena = arena_new(DOCUMENT_MEMORY_BYTES);
        struct document *document = NULL;
        (void)pthread_mutex_lock(&sharing->mutex);
        size_t at = sharing->has_ended ? sharing->runs->added_count : (size_t)sharing->next++;
        (void)pthread_mutex_unlock(&sharing->mutex);
        if (at >= sharing->runs->added_count) {
            break;
        }
        int64_t key = sharing->runs->added[at];
        status = arena ? store_reader_document(worker->reader, key, STORE_PART_FACTS, arena,
                                               &document, error)
                       : error_set(error, STATUS_NO_MEMORY, "no memory for a document");
        status = status ? status : index_document(worker, key, document, error);
    }
    return status;
}

static void *run_worker(void *context)
{
    struct run_worker *worker = context;
    struct error error = ERROR_NONE;
    worker->builder = index_builder_new();
    enum status status = STATUS_OK;
    if (!worker->builder) {
        status = error_set(&error, STATUS_NO_MEMORY, "no memory for the index");
    } else {
        status =
            worker->sharing->runs->added ? read_added(worker, &error) : read_ranges(worker, &error);
    }
    status = status ? status : end_run(worker, false, &error);
    worker->builder = index_builder_free(worker->builder);
    if (status) {
        fail(worker->sharing, status, &error);
    }
    return NULL;
}

/* The calling thread is one of them. Threads that cannot be had are done without. */
static void run_all(struct sharing *sharing)
{
    pthread_t threads[LIBRARY_READERS_MAX];
    struct run_worker workers[LIBRARY_READERS_MAX] = {
        {.sharing = sharing, .reader = sharing->runs->readers[0]}};
    unsigned count = sharing->runs->count < LIBRARY_READERS_MAX ? sharing->runs->count
                                                                : (unsigned)LIBRARY_READERS_MAX;
    unsigned started = 0;
    for (unsigned i = 1; i < count; i++) {
        workers[i] = (struct run_worker){.sharing = sharing, .reader = sharing->runs->readers[i]};
    }
    while (started + 1 < count &&
           pthread_create(&threads[started], NULL, run_worker, &workers[started + 1]) == 0) {
        started++;
    }
    (void)run_worker(&workers[0]);
    while (started > 0) {
        (void)pthread_join(threads[--started], NULL);
    }
}

static enum status merge_parts(struct sharing *sharing, struct index **out, struct error *error)
{
    struct index_part former = sharing->runs->former;
    if (former.index && sharing->part_count == INDEX_PARTS_MAX) {
        return error_set(error, STATUS_LIMIT, "more than %zu parts: raise index_bytes",
                         INDEX_PARTS_MAX);
    }
    size_t count = sharing->part_count;
    if (former.index) {
        sharing->parts[count++] = former;
    }
    struct index_merge merge = {sharing->parts, count, sharing->runs->count};
    if (!former.index && count == 1) {
        *out = sharing->owned[0];
        sharing->part_count = 0;
        return STATUS_OK;
    }
    return index_merge(&merge, out, error);
}

enum status index_runs_build(const struct index_runs *runs, struct index **out, struct error *error)
{
    struct sharing *sharing = calloc(1, sizeof(*sharing));
    if (!sharing) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the index");
    }
    sharing->runs = runs;
    (void)pthread_mutex_init(&sharing->mutex, NULL);
    run_all(sharing);
    enum status status = sharing->status;
    if (status) {
        *error = sharing->error;
    } else {
        status = merge_parts(sharing, out, error);
    }
    for (size_t i = 0; i < sharing->part_count; i++) {
        (void)index_free(sharing->owned[i]);
    }
    (void)pthread_mutex_destroy(&sharing->mutex);
    free(sharing);
    return status;
}
