/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "chancery/store/store.h"

#include "pipeline.h"
#include "reading_file.h"

/* The most memory that the documents of one file may take once packed. */
#define RESULT_BYTES_MAX (STORE_DOCUMENT_BYTES_MAX * 2)

/* Where a worker leaves what came of a job; job i has slot i modulo their count. */
struct slot {
    bool is_ready;
    struct arena *arena;
    struct pipeline_result result;
};

struct pipeline {
    const struct pipeline_options *options;
    const struct pipeline_job *jobs;
    size_t count;
    struct slot *slots;
    size_t slot_count;

    pthread_mutex_t mutex; /* guards what follows, and is_ready of slots */
    pthread_cond_t has_room;
    pthread_cond_t has_result;
    size_t next; /* the job that the next free worker takes */
    size_t done; /* jobs that the caller is done with */
    bool is_cancelled;
};

/* Who hands over what came of a job so far. */
struct handing {
    struct pipeline *pipeline;
    struct slot *slot;
};

/* The next job, or false when there is none for this worker any more. */
static bool take_job(struct pipeline *pipeline, size_t *job)
{
    (void)pthread_mutex_lock(&pipeline->mutex);
    while (!pipeline->is_cancelled && pipeline->next < pipeline->count &&
           pipeline->next - pipeline->done >= pipeline->slot_count) {
        (void)pthread_cond_wait(&pipeline->has_room, &pipeline->mutex);
    }
    bool has_job = !pipeline->is_cancelled && pipeline->next < pipeline->count;
    if (has_job) {
        *job = pipeline->next++;
    }
    (void)pthread_mutex_unlock(&pipeline->mutex);
    return has_job;
}

/* Leave the slot to the caller, and wait until it is empty again. False: stop. */
static bool hand_over(void *context)
{
    struct handing *handing = context;
    struct pipeline *pipeline = handing->pipeline;
    struct slot *slot = handing->slot;
    (void)pthread_mutex_lock(&pipeline->mutex);
    slot->is_ready = true;
    (void)pthread_cond_signal(&pipeline->has_result);
    while (slot->is_ready && !pipeline->is_cancelled) {
        (void)pthread_cond_wait(&pipeline->has_room, &pipeline->mutex);
    }
    bool goes_on = !pipeline->is_cancelled;
    (void)pthread_mutex_unlock(&pipeline->mutex);
    if (goes_on) {
        slot->arena = arena_new(RESULT_BYTES_MAX);
    }
    return goes_on && slot->arena;
}

static void do_job(struct pipeline *pipeline, size_t job, struct store_packer *packer)
{
    /* Nobody else touches the slot between take_job and is_ready. */
    struct slot *slot = &pipeline->slots[job % pipeline->slot_count];
    struct handing handing = {pipeline, slot};
    slot->arena = arena_new(RESULT_BYTES_MAX);
    slot->result = (struct pipeline_result){.refused = REASON_NO_MEMORY};
    if (slot->arena && packer) {
        struct reading_target target = {&slot->arena, &slot->result, hand_over, &handing};
        reading_file(&pipeline->jobs[job], pipeline->options, packer, &target);
    }
    (void)pthread_mutex_lock(&pipeline->mutex);
    slot->result.is_last = true;
    slot->is_ready = true;
    (void)pthread_cond_signal(&pipeline->has_result);
    (void)pthread_mutex_unlock(&pipeline->mutex);
}

static void *work(void *context)
{
    struct pipeline *pipeline = context;
    struct store_packer *packer = store_packer_new();
    size_t job = 0;
    while (take_job(pipeline, &job)) {
        do_job(pipeline, job, packer);
    }
    (void)store_packer_free(packer);
    return NULL;
}

static struct timespec tick_from_now(void)
{
    struct timespec at;
    (void)clock_gettime(CLOCK_REALTIME, &at);
    at.tv_nsec += (long)PIPELINE_TICK_MS * 1000 * 1000;
    if (at.tv_nsec >= 1000L * 1000 * 1000) {
        at.tv_nsec -= 1000L * 1000 * 1000;
        at.tv_sec++;
    }
    return at;
}

static void wait_for(struct pipeline *pipeline, const struct slot *slot)
{
    bool is_ready = false;
    while (!is_ready) {
        struct timespec until = tick_from_now();
        (void)pthread_mutex_lock(&pipeline->mutex);
        int waited = 0;
        while (!slot->is_ready && waited != ETIMEDOUT) {
            waited = pthread_cond_timedwait(&pipeline->has_result, &pipeline->mutex, &until);
        }
        is_ready = slot->is_ready;
        (void)pthread_mutex_unlock(&pipeline->mutex);
        pipeline->options->tick(pipeline->options->context);
    }
}

static void give_back(struct pipeline *pipeline, struct slot *slot, bool is_cancelled)
{
    bool is_last = slot->result.is_last;
    slot->arena = arena_free(slot->arena);
    (void)pthread_mutex_lock(&pipeline->mutex);
    slot->is_ready = false;
    pipeline->done += is_last;
    pipeline->is_cancelled = is_cancelled;
    (void)pthread_cond_broadcast(&pipeline->has_room);
    (void)pthread_mutex_unlock(&pipeline->mutex);
}

static enum status consume(struct pipeline *pipeline, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t job = 0; job < pipeline->count && !status;) {
        struct slot *slot = &pipeline->slots[job % pipeline->slot_count];
        wait_for(pipeline, slot);
        bool is_last = slot->result.is_last;
        status = pipeline->options->sink(job, &slot->result, pipeline->options->context, error);
        give_back(pipeline, slot, status != STATUS_OK);
        job += is_last;
    }
    return status;
}

static enum status run_threads(struct pipeline *pipeline, pthread_t *threads, struct error *error)
{
    unsigned started = 0;
    while (started < pipeline->options->worker_count &&
           pthread_create(&threads[started], NULL, work, pipeline) == 0) {
        started++;
    }
    enum status status = STATUS_OK;
    if (started == 0) {
        status = error_set(error, STATUS_UNAVAILABLE, "no thread can be started");
    } else {
        status = consume(pipeline, error);
    }
    while (started > 0) {
        (void)pthread_join(threads[--started], NULL);
    }
    return status;
}

enum status pipeline_run(const struct pipeline_options *options, const struct pipeline_job *jobs,
                         size_t count, struct error *error)
{
    if (count == 0) {
        return STATUS_OK;
    }
    struct pipeline pipeline = {.options = options, .jobs = jobs, .count = count};
    pipeline.slot_count = (size_t)options->worker_count * PIPELINE_AHEAD;
    pipeline.slots = calloc(pipeline.slot_count, sizeof(*pipeline.slots));
    pthread_t *threads = calloc(options->worker_count, sizeof(*threads));
    enum status status = STATUS_OK;
    if (!pipeline.slots || !threads) {
        status = error_set(error, STATUS_NO_MEMORY, "no memory to read files");
    } else {
        (void)pthread_mutex_init(&pipeline.mutex, NULL);
        (void)pthread_cond_init(&pipeline.has_room, NULL);
        (void)pthread_cond_init(&pipeline.has_result, NULL);
        status = run_threads(&pipeline, threads, error);
        (void)pthread_cond_destroy(&pipeline.has_result);
        (void)pthread_cond_destroy(&pipeline.has_room);
        (void)pthread_mutex_destroy(&pipeline.mutex);
    }
    for (size_t i = 0; pipeline.slots && i < pipeline.slot_count; i++) {
        (void)arena_free(pipeline.slots[i].arena);
    }
    free(threads);
    free(pipeline.slots);
    return status;
}
