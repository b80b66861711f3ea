/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>

#include "chancery/index/index.h"
#include "chancery/store/reader.h"

#include "generation.h"
#include "registering.h"

/* The memory for what a generation says of itself. */
#define FACTS_BYTES ((size_t)64 * 1024)
/* How often readers are opened anew because another program published meanwhile. */
#define OPEN_ATTEMPTS 5

/* The public part comes first, so that one is a pointer to the other. */
struct holding {
    struct generation generation;
    struct arena *arena;
    struct index *index;

    pthread_mutex_t registering; /* held while the registry is made; guards the next */
    struct registry *registry;   /* NULL until somebody asks for it */
    uint32_t *in_index;
    uint32_t *in_registry;

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

static void holding_free(struct holding *holding)
{
    while (holding->free_count > 0) {
        (void)store_reader_close(holding->free[--holding->free_count]);
    }
    (void)index_free(holding->index);
    (void)registry_free(holding->registry);
    free(holding->in_index);
    free(holding->in_registry);
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

static void close_readers(struct holding *holding)
{
    while (holding->free_count > 0) {
        (void)store_reader_close(holding->free[--holding->free_count]);
    }
}

static struct holding *holding_new(void)
{
    struct holding *holding = calloc(1, sizeof(*holding));
    if (!holding) {
        return NULL;
    }
    (void)pthread_mutex_init(&holding->mutex, NULL);
    (void)pthread_mutex_init(&holding->registering, NULL);
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

/* The registry was made in the order of the index. */
static enum status number_documents(struct holding *holding, struct error *error)
{
    uint32_t count = index_document_count(holding->index);
    holding->in_index = calloc((size_t)count + 1, sizeof(*holding->in_index));
    holding->in_registry = calloc((size_t)count + 1, sizeof(*holding->in_registry));
    if (!holding->in_index || !holding->in_registry) {
        holding->registry = registry_free(holding->registry);
        free(holding->in_index);
        free(holding->in_registry);
        holding->in_index = holding->in_registry = NULL;
        return error_set(error, STATUS_NO_MEMORY, "no memory for the registries");
    }
    for (uint32_t i = 0; i < count; i++) {
        holding->in_registry[i] = i;
        holding->in_index[i] = i;
    }
    return STATUS_OK;
}

enum status generation_registry(struct generation *generation, struct store_reader *reader,
                                struct registered *out, struct error *error)
{
    struct holding *holding = holding_of(generation);
    enum status status = STATUS_OK;
    (void)pthread_mutex_lock(&holding->registering);
    if (!holding->registry) {
        status = registering(reader, holding->index, &holding->registry, error);
        status = status ? status : number_documents(holding, error);
    }
    *out = (struct registered){holding->registry, holding->in_index, holding->in_registry};
    (void)pthread_mutex_unlock(&holding->registering);
    return status;
}
