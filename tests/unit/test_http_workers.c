/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdatomic.h>

#include "chancery/base/array.h"
#include "unit.h"
#include "workers.h"

#define JOBS 200

static atomic_int runs[JOBS];
static atomic_size_t most_worker;

struct counted {
    struct job job; /* first, so that a job is its counted */
    size_t index;
};

static void count_run(struct job *job, size_t worker)
{
    const struct counted *counted = (const struct counted *)job;
    atomic_fetch_add(&runs[counted->index], 1);
    if (worker > atomic_load(&most_worker)) {
        atomic_store(&most_worker, worker);
    }
}

static void every_job_is_run_once_and_those_that_wait_too(void **state)
{
    (void)state;
    struct counted jobs[JOBS];
    struct workers *workers = NULL;
    assert_int_equal(workers_start(3, JOBS, &workers, NULL), STATUS_OK);
    for (size_t i = 0; i < JOBS; i++) {
        jobs[i] = (struct counted){.job = {.run = count_run}, .index = i};
        assert_true(workers_submit(workers, &jobs[i].job, false));
    }
    workers_close(workers);
    for (size_t i = 0; i < JOBS; i++) {
        EXAMPLE(i);
        assert_int_equal(atomic_load(&runs[i]), 1);
    }
    assert_true(atomic_load(&most_worker) < 3);
    assert_false(workers_submit(workers, &jobs[0].job, true));
    assert_null(workers_stop(workers));
}

/* A job that holds its worker until it may go. */
struct gate {
    struct job job;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool entered;
    bool open;
};

static void wait_at_gate(struct job *job, size_t worker)
{
    struct gate *gate = (struct gate *)job;
    (void)worker;
    (void)pthread_mutex_lock(&gate->mutex);
    gate->entered = true;
    (void)pthread_cond_broadcast(&gate->changed);
    while (!gate->open) {
        (void)pthread_cond_wait(&gate->changed, &gate->mutex);
    }
    (void)pthread_mutex_unlock(&gate->mutex);
}

static void a_full_queue_takes_only_what_is_pressing(void **state)
{
    (void)state;
    struct counted jobs[3];
    struct workers *workers = NULL;
    struct gate gate = {.job = {.run = wait_at_gate}};
    (void)pthread_mutex_init(&gate.mutex, NULL);
    (void)pthread_cond_init(&gate.changed, NULL);
    for (size_t i = 0; i < COUNT_OF(jobs); i++) {
        jobs[i] = (struct counted){.job = {.run = count_run}, .index = i};
        atomic_store(&runs[i], 0);
    }
    assert_int_equal(workers_start(1, 1, &workers, NULL), STATUS_OK);
    assert_true(workers_submit(workers, &gate.job, false));
    (void)pthread_mutex_lock(&gate.mutex);
    while (!gate.entered) {
        (void)pthread_cond_wait(&gate.changed, &gate.mutex);
    }
    (void)pthread_mutex_unlock(&gate.mutex);

    assert_true(workers_submit(workers, &jobs[0].job, false));
    assert_false(workers_submit(workers, &jobs[1].job, false));
    assert_true(workers_submit(workers, &jobs[2].job, true));

    (void)pthread_mutex_lock(&gate.mutex);
    gate.open = true;
    (void)pthread_cond_broadcast(&gate.changed);
    (void)pthread_mutex_unlock(&gate.mutex);
    assert_null(workers_stop(workers));
    assert_int_equal(atomic_load(&runs[0]), 1);
    assert_int_equal(atomic_load(&runs[1]), 0);
    assert_int_equal(atomic_load(&runs[2]), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_is_run_once_and_those_that_wait_too),
        cmocka_unit_test(a_full_queue_takes_only_what_is_pressing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
