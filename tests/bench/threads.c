/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>

#include "measure.h"
#include "threads.h"

/* Rounds of one thread and of two; the best of each counts, since others may use the cores. */
#define ROUNDS_COUNT 5

/* A round goes through the questions as often as fits in about this time, and at least once. */
#define ROUND_NS   INT64_C(100000000)
#define PASSES_MAX 1000

struct performer {
    const struct threads_work *work;
    size_t passes;
    size_t thread;
    size_t first; /* what it begins with, so that no two do the same at the same time */
    pthread_barrier_t *start;
    int64_t began_ns;
    int64_t ended_ns;
    enum status status;
    struct error error;
};

static void *perform_all(void *context)
{
    struct performer *performer = context;
    const struct threads_work *work = performer->work;
    size_t count = work->count * performer->passes;
    (void)pthread_barrier_wait(performer->start);
    performer->began_ns = measure_now_ns();
    for (size_t i = 0; i < count && !performer->status; i++) {
        performer->status = work->perform(work->context, performer->thread,
                                          (performer->first + i) % work->count, &performer->error);
    }
    performer->ended_ns = measure_now_ns();
    return NULL;
}

/* Let one work in this thread and, when there are two, the other in a second one. */
static enum status let_perform(struct performer *performers, size_t count, struct error *error)
{
    pthread_t second;
    if (count > 1 && pthread_create(&second, NULL, perform_all, &performers[1]) != 0) {
        return error_set(error, STATUS_UNAVAILABLE, "there can be no second thread");
    }
    (void)perform_all(&performers[0]);
    if (count > 1) {
        (void)pthread_join(second, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        if (performers[i].status) {
            *error = performers[i].error;
            return performers[i].status;
        }
    }
    return STATUS_OK;
}

/* From the first that began to the last that ended. */
static int64_t wall_ns(const struct performer *performers, size_t count)
{
    int64_t began = performers[0].began_ns;
    int64_t ended = performers[0].ended_ns;
    for (size_t i = 1; i < count; i++) {
        began = performers[i].began_ns < began ? performers[i].began_ns : began;
        ended = performers[i].ended_ns > ended ? performers[i].ended_ns : ended;
    }
    return ended - began;
}

enum status threads_perform(const struct threads_work *work, size_t passes, size_t thread_count,
                            int64_t *took_ns, struct error *error)
{
    pthread_barrier_t start;
    struct performer performers[THREADS_AT_ONCE] = {0};
    if (pthread_barrier_init(&start, NULL, (unsigned)thread_count) != 0) {
        return error_set(error, STATUS_UNAVAILABLE, "threads cannot wait for each other");
    }
    for (size_t i = 0; i < thread_count; i++) {
        performers[i] = (struct performer){
            .work = work,
            .passes = passes,
            .thread = i,
            .first = i * work->count / thread_count,
            .start = &start,
        };
    }
    enum status status = let_perform(performers, thread_count, error);
    *took_ns = wall_ns(performers, thread_count);
    (void)pthread_barrier_destroy(&start);
    return status;
}

size_t threads_passes(int64_t pass_ns)
{
    int64_t fit = ROUND_NS / (pass_ns + 1);
    return fit < 1 ? 1 : fit < PASSES_MAX ? (size_t)fit : PASSES_MAX;
}

/* ---- two against one ------------------------------------------------------------------------ */

struct asking {
    const struct questions *questions;
    struct ours ours[THREADS_AT_ONCE]; /* each with a reader of its own */
};

static enum status ask(void *context, size_t thread, size_t which, struct error *error)
{
    struct asking *asking = context;
    struct side_answer answer;
    return ours_answer(&asking->ours[thread], &asking->questions->items[which], &answer, error);
}

static enum status ask_in_rounds(const struct threads_work *work, struct report_threads *out,
                                 struct error *error)
{
    int64_t took_ns = 0;
    enum status status = threads_perform(work, 1, 1, &took_ns, error);
    size_t passes = threads_passes(took_ns);
    out->asked = work->count * passes;
    for (size_t i = 0; i < (size_t)ROUNDS_COUNT * THREADS_AT_ONCE && !status; i++) {
        size_t count = i % THREADS_AT_ONCE + 1;
        int64_t *best = count == 1 ? &out->one_ns : &out->two_ns;
        status = threads_perform(work, passes, count, &took_ns, error);
        *best = *best == 0 || took_ns < *best ? took_ns : *best;
    }
    return status;
}

enum status threads_measure(struct library *library, const struct questions *questions,
                            struct report_threads *out, struct error *error)
{
    if (questions->count == 0) {
        return STATUS_OK;
    }
    struct asking asking = {.questions = questions};
    for (size_t i = 0; i < THREADS_AT_ONCE; i++) {
        asking.ours[i] = ours_begin(library);
    }
    struct threads_work work = {questions->count, ask, &asking};
    enum status status = ask_in_rounds(&work, out, error);
    for (size_t i = 0; i < THREADS_AT_ONCE; i++) {
        ours_end(&asking.ours[i]);
    }
    return status;
}
