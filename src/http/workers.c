/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>

#include "workers.h"

struct worker {
    struct workers *all;
    pthread_t thread;
};

struct workers {
    pthread_mutex_t mutex;
    pthread_cond_t filled;
    struct job *first;
    struct job *last;
    size_t waiting;
    size_t queue_most;
    bool closed;
    size_t count;
    struct worker workers[];
};

/* Wait for a job. NULL when there will be none. */
static struct job *take_job(struct workers *workers)
{
    (void)pthread_mutex_lock(&workers->mutex);
    while (!workers->first && !workers->closed) {
        (void)pthread_cond_wait(&workers->filled, &workers->mutex);
    }
    struct job *job = workers->first;
    if (job) {
        workers->first = job->next;
        workers->last = workers->first ? workers->last : NULL;
        workers->waiting--;
    }
    (void)pthread_mutex_unlock(&workers->mutex);
    return job;
}

static void *work(void *closure)
{
    struct worker *worker = closure;
    size_t index = (size_t)(worker - worker->all->workers);
    struct job *job = take_job(worker->all);
    while (job) {
        job->run(job, index);
        job = take_job(worker->all);
    }
    return NULL;
}

bool workers_submit(struct workers *workers, struct job *job, bool pressing)
{
    (void)pthread_mutex_lock(&workers->mutex);
    bool taken = !workers->closed && (pressing || workers->waiting < workers->queue_most);
    if (taken) {
        job->next = NULL;
        if (workers->last) {
            workers->last->next = job;
        } else {
            workers->first = job;
        }
        workers->last = job;
        workers->waiting++;
        (void)pthread_cond_signal(&workers->filled);
    }
    (void)pthread_mutex_unlock(&workers->mutex);
    return taken;
}

enum status workers_start(size_t count, size_t queue_most, struct workers **out,
                          struct error *error)
{
    struct workers *workers = calloc(1, sizeof(*workers) + count * sizeof(workers->workers[0]));
    if (!workers) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the workers");
    }
    workers->queue_most = queue_most;
    (void)pthread_mutex_init(&workers->mutex, NULL);
    (void)pthread_cond_init(&workers->filled, NULL);
    for (size_t i = 0; i < count; i++) {
        workers->workers[i].all = workers;
        if (pthread_create(&workers->workers[i].thread, NULL, work, &workers->workers[i]) != 0) {
            (void)workers_stop(workers);
            return error_set(error, STATUS_UNAVAILABLE, "cannot start %zu threads", count);
        }
        workers->count++;
    }
    *out = workers;
    return STATUS_OK;
}

void workers_close(struct workers *workers)
{
    if (!workers) {
        return;
    }
    (void)pthread_mutex_lock(&workers->mutex);
    workers->closed = true;
    (void)pthread_cond_broadcast(&workers->filled);
    (void)pthread_mutex_unlock(&workers->mutex);
    for (size_t i = 0; i < workers->count; i++) {
        (void)pthread_join(workers->workers[i].thread, NULL);
    }
    workers->count = 0;
}

struct workers *workers_stop(struct workers *workers)
{
    if (workers) {
        workers_close(workers);
        (void)pthread_cond_destroy(&workers->filled);
        (void)pthread_mutex_destroy(&workers->mutex);
        free(workers);
    }
    return NULL;
}
