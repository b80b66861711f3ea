/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "chancery/index/index.h"
#include "chancery/store/reader.h"

#include "generation.h"
#include "registering.h"

/* The memory for what a generation says of itself. */
#define FACTS_BYTES ((size_t)64 * 1024)
/* How long a request waits for a registry that somebody else makes. */
#define REGISTRY_WAIT_SECONDS 2
/* How often readers are opened anew because another program published meanwhile. */
#define OPEN_ATTEMPTS 5

/* The public part comes first, so that one is a pointer to the other. */
struct holding {
    struct generation generation;
    struct arena *arena;
    struct index *index;

    const char *store_path;

    pthread_mutex_t registering; /* guards the next */
    pthread_cond_t registered;
    bool is_awaited;           /* whoever publishes the generation will make the registry */
    bool is_being_made;        /* by somebody */
    struct registry *registry; /* NULL until it is made; once there it stays */

    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t has_reader;
    unsigned holders;
    struct store_reader *free[LIBRARY_READERS_MAX]; /* readers nobody uses */
    unsigned free_count;
};

static struct holding *holding_of(struct generation *generation)
{
    return (struct holding *)generation;
}

static void close_readers(struct holding *holding)
{
    while (holding->free_count > 0) {
        (void)store_reader_close(holding->free[--holding->free_count]);
    }
}

static void holding_free(struct holding *holding)
{
    close_readers(holding);
    (void)index_free(holding->index);
    (void)registry_free(holding->registry);
    (void)pthread_cond_destroy(&holding->registered);
    (void)pthread_mutex_destroy(&holding->registering);
    (void)arena_free(holding->arena);
    (void)pthread_cond_destroy(&holding->has_reader);
    (void)pthread_mutex_destroy(&holding->mutex);
    free(holding);
}

static enum status summarize(struct store_reader *reader, struct holding *holding,
                             struct error *error)
{
    struct store_summary summary = {0};
    enum status status = store_reader_summary(reader, holding->arena, &summary, error);
    if (!status) {
        holding->generation.number = summary.generation;
        holding->generation.document_count = summary.document_count;
        holding->generation.tag = summary.tag;
        holding->generation.loaded_seconds = summary.published_seconds;
    }
    return status;
}

/*
 * All readers must see one generation. STATUS_NOT_FOUND, without a message: another program
 * published one between the first and the last.
 */
static enum status open_readers(const char *path, unsigned count, struct holding *holding,
                                struct error *error)
{
    enum status status = STATUS_OK;
    int64_t number = 0;
    while (holding->free_count < count && !status) {
        struct store_reader *reader = NULL;
        status = store_reader_open(path, &reader, error);
        if (!status) {
            holding->free[holding->free_count++] = reader;
            status = summarize(reader, holding, error);
        }
        if (!status && holding->free_count > 1 && holding->generation.number != number) {
            status = STATUS_NOT_FOUND;
        }
        number = holding->generation.number;
    }
    return status;
}

static struct holding *holding_new(void)
{
    struct holding *holding = calloc(1, sizeof(*holding));
    if (!holding) {
        return NULL;
    }
    (void)pthread_mutex_init(&holding->mutex, NULL);
    (void)pthread_mutex_init(&holding->registering, NULL);
    (void)pthread_cond_init(&holding->registered, NULL);
    (void)pthread_cond_init(&holding->has_reader, NULL);
    holding->arena = arena_new(FACTS_BYTES);
    holding->holders = 1;
    if (!holding->arena) {
        holding_free(holding);
        return NULL;
    }
    return holding;
}

enum status generation_open(const struct generation_options *options, struct generation **out,
                            struct error *error)
{
    struct holding *holding = holding_new();
    if (!holding) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a generation");
    }
    bool is_opened = false;
    enum status status = STATUS_OK;
    for (int i = 0; i < OPEN_ATTEMPTS && !is_opened && !status; i++) {
        close_readers(holding);
        *error = ERROR_NONE;
        status = open_readers(options->store_path, options->reader_count, holding, error);
        is_opened = !status;
        if (status == STATUS_NOT_FOUND && error->message[0] == '\0') {
            status = STATUS_OK;
        }
    }
    if (!status && !is_opened) {
        status = error_set(error, STATUS_UNAVAILABLE, "another program is loading all the while");
    }
    struct indexing_request request = {.store_path = options->store_path,
                                       .readers = holding->free,
                                       .reader_count = holding->free_count < options->worker_count
                                                           ? holding->free_count
                                                           : options->worker_count,
                                       .index_bytes = options->index_bytes,
                                       .report = options->report,
                                       .context = options->context};
    status = status ? status : indexing_find(&request, &holding->index, error);
    if (status) {
        holding_free(holding);
        return status;
    }
    holding->generation.index = holding->index;
    holding->store_path = arena_copy(holding->arena, text_of(options->store_path));
    if (!holding->store_path) {
        holding_free(holding);
        return error_set(error, STATUS_NO_MEMORY, "no memory for a generation");
    }
    *out = &holding->generation;
    return STATUS_OK;
}

void generation_hold(struct generation *generation)
{
    struct holding *holding = holding_of(generation);
    (void)pthread_mutex_lock(&holding->mutex);
    holding->holders++;
    (void)pthread_mutex_unlock(&holding->mutex);
}

void generation_release(struct generation *generation)
{
    if (!generation) {
        return;
    }
    struct holding *holding = holding_of(generation);
    (void)pthread_mutex_lock(&holding->mutex);
    bool is_last = --holding->holders == 0;
    (void)pthread_mutex_unlock(&holding->mutex);
    if (is_last) {
        holding_free(holding);
    }
}

struct store_reader *generation_reader_take(struct generation *generation)
{
    struct holding *holding = holding_of(generation);
    (void)pthread_mutex_lock(&holding->mutex);
    while (holding->free_count == 0) {
        (void)pthread_cond_wait(&holding->has_reader, &holding->mutex);
    }
    struct store_reader *reader = holding->free[--holding->free_count];
    (void)pthread_mutex_unlock(&holding->mutex);
    return reader;
}

void generation_reader_release(struct generation *generation, struct store_reader *reader)
{
    struct holding *holding = holding_of(generation);
    (void)pthread_mutex_lock(&holding->mutex);
    holding->free[holding->free_count++] = reader;
    (void)pthread_cond_signal(&holding->has_reader);
    (void)pthread_mutex_unlock(&holding->mutex);
}

/* Wait for whoever makes the registry, but not for long: there are only so many threads. */
static bool wait_for_registry(struct holding *holding, bool is_maker)
{
    struct timespec until;
    bool is_in_time = clock_gettime(CLOCK_REALTIME, &until) == 0;
    until.tv_sec += REGISTRY_WAIT_SECONDS;
    while (is_in_time && !holding->registry &&
           (holding->is_being_made || (holding->is_awaited && !is_maker))) {
        is_in_time =
            pthread_cond_timedwait(&holding->registered, &holding->registering, &until) == 0;
    }
    return is_in_time;
}

/* Find the registry, with the lock given up meanwhile. */
static enum status make_registry(struct holding *holding, struct store_reader *reader,
                                 struct error *error)
{
    struct registry *registry = NULL; /* nobody sees it before the lock is taken again */
    holding->is_being_made = true;
    (void)pthread_mutex_unlock(&holding->registering);
    enum status status =
        registering_find(holding->store_path, reader, holding->index, &registry, error);
    (void)pthread_mutex_lock(&holding->registering);
    holding->registry = registry;
    holding->is_being_made = false;
    holding->is_awaited = false;
    (void)pthread_cond_broadcast(&holding->registered);
    return status;
}

static enum status get_registry(struct holding *holding, struct store_reader *reader, bool is_maker,
                                struct error *error)
{
    (void)pthread_mutex_lock(&holding->registering);
    enum status status = wait_for_registry(holding, is_maker) ? STATUS_OK : STATUS_UNAVAILABLE;
    if (status) {
        (void)error_set(error, status, "The registries of these documents are still being made.");
    } else if (!holding->registry) {
        status = make_registry(holding, reader, error);
    }
    (void)pthread_mutex_unlock(&holding->registering);
    return status;
}

void generation_await_registry(struct generation *generation)
{
    holding_of(generation)->is_awaited = true;
}

enum status generation_make_registry(struct generation *generation, struct error *error)
{
    struct store_reader *reader = generation_reader_take(generation);
    enum status status = get_registry(holding_of(generation), reader, true, error);
    generation_reader_release(generation, reader);
    return status;
}

enum status generation_registry(struct generation *generation, struct store_reader *reader,
                                const struct registry **out, struct error *error)
{
    struct holding *holding = holding_of(generation);
    enum status status = get_registry(holding, reader, false, error);
    if (!status) {
        *out = holding->registry;
    }
    return status;
}
