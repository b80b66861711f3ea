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
    size_t reading;      /* jobs that workers are at, of which batches may come */
    struct batch *first; /* batches that nobody has taken yet */
    struct batch *last;
};

/* Who hands over what came of a job so far. */
struct handing {
    struct pipeline *pipeline;
    struct slot *slot;
    struct store_packer *packer; /* of the worker */
};

/* What a worker is to do next. */
struct work {
    struct batch *batch; /* NULL: read the job */
    size_t job;
};

/* With the mutex held. */
static struct batch *take_batch(struct pipeline *pipeline)
{
    struct batch *batch = pipeline->first;
    if (batch) {
        pipeline->first = batch->next;
        pipeline->last = batch->next ? pipeline->last : NULL;
    }
    return batch;
}

static bool may_begin_job(const struct pipeline *pipeline)
{
    return !pipeline->is_cancelled && pipeline->next < pipeline->count &&
           pipeline->next - pipeline->done < pipeline->slot_count;
}

/* Whether work may still come: a job that waits for room, or a batch of a file being read. */
static bool may_come(const struct pipeline *pipeline)
{
    return (!pipeline->is_cancelled && pipeline->next < pipeline->count) || pipeline->reading > 0;
}

/* The next work, batches first; or false when there is none for this worker any more. */
static bool take_work(struct pipeline *pipeline, struct work *work)
{
    (void)pthread_mutex_lock(&pipeline->mutex);
    work->batch = take_batch(pipeline);
    while (!work->batch && !may_begin_job(pipeline) && may_come(pipeline)) {
        (void)pthread_cond_wait(&pipeline->has_room, &pipeline->mutex);
        work->batch = take_batch(pipeline);
    }
    bool has_job = !work->batch && may_begin_job(pipeline);
    if (has_job) {
        work->job = pipeline->next++;
        pipeline->reading++;
    }
    (void)pthread_mutex_unlock(&pipeline->mutex);
    return work->batch || has_job;
}

/* Run batch, with the mutex held before and afterwards. */
static void do_batch(struct pipeline *pipeline, struct batch *batch, struct store_packer *packer)
{
    (void)pthread_mutex_unlock(&pipeline->mutex);
    batch_run(batch, packer);
    (void)pthread_mutex_lock(&pipeline->mutex);
    batch->is_done = true;
    (void)pthread_cond_broadcast(&pipeline->has_room);
}

static void submit_batch(void *context, struct batch *batch)
{
    struct pipeline *pipeline = ((struct handing *)context)->pipeline;
    (void)pthread_mutex_lock(&pipeline->mutex);
    if (pipeline->last) {
        pipeline->last->next = batch;
    } else {
        pipeline->first = batch;
    }
    pipeline->last = batch;
    (void)pthread_cond_broadcast(&pipeline->has_room);
    (void)pthread_mutex_unlock(&pipeline->mutex);
}

/* Run batches, this one or others, until it is done. */
static void await_batch(void *context, struct batch *batch)
{
    struct handing *handing = context;
    struct pipeline *pipeline = handing->pipeline;
    (void)pthread_mutex_lock(&pipeline->mutex);
    while (!batch->is_done) {
        struct batch *other = take_batch(pipeline);
        if (other) {
            do_batch(pipeline, other, handing->packer);
        } else {
            (void)pthread_cond_wait(&pipeline->has_room, &pipeline->mutex);
        }
    }
    (void)pthread_mutex_unlock(&pipeline->mutex);
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
    struct handing handing = {pipeline, slot, packer};
    slot->arena = arena_new(RESULT_BYTES_MAX);
    slot->result = (struct pipeline_result){.refused = REASON_NO_MEMORY};
    if (slot->arena && packer) {
        struct reading_target target = {&slot->arena, &slot->result, hand_over,
                                        submit_batch, await_batch,   &handing};
        reading_file(&pipeline->jobs[job], pipeline->options, packer, &target);
    }
    (void)pthread_mutex_lock(&pipeline->mutex);
    slot->result.is_last = true;
    slot->is_ready = true;
    pipeline->reading--;
    (void)pthread_cond_broadcast(&pipeline->has_room);
    (void)pthread_cond_signal(&pipeline->has_result);
    (void)pthread_mutex_unlock(&pipeline->mutex);
}

static void *work(void *context)
{
    struct pipeline *pipeline = context;
    struct store_packer *packer = store_packer_new();
    struct work next = {NULL, 0};
    while (take_work(pipeline, &next)) {
        if (next.batch) {
            (void)pthread_mutex_lock(&pipeline->mutex);
            do_batch(pipeline, next.batch, packer);
            (void)pthread_mutex_unlock(&pipeline->mutex);
        } else {
            do_job(pipeline, next.job, packer);
        }
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
