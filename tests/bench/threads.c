/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>

#include "measure.h"
#include "threads.h"

/* Rounds of one thread and of two; the best of each counts, since others may use the cores. */
#define ROUNDS_COUNT 5

/* A round goes through the questions as often as fits in about this time, and at least once. */
#define ROUND_NS        INT64_C(100000000)
#define PASSES_MAX      1000
#define THREADS_AT_ONCE 2

/* What all threads of a round ask, and where they wait for each other before. */
struct round {
    const struct questions *questions;
    size_t passes;
    pthread_barrier_t *start;
};

struct asker {
    const struct round *round;
    struct ours ours;
    size_t first; /* the question it begins with, so that no two ask the same at the same time */
    int64_t began_ns;
    int64_t ended_ns;
    enum status status;
    struct error error;
};

static void *ask_all(void *context)
{
    struct asker *asker = context;
    const struct questions *questions = asker->round->questions;
    size_t count = questions->count * asker->round->passes;
    (void)pthread_barrier_wait(asker->round->start);
    asker->began_ns = measure_now_ns();
    for (size_t i = 0; i < count && !asker->status; i++) {
        struct side_answer answer;
        const struct question *question = &questions->items[(asker->first + i) % questions->count];
        asker->status = ours_answer(&asker->ours, question, &answer, &asker->error);
    }
    asker->ended_ns = measure_now_ns();
    return NULL;
}

/* Let one ask in this thread and, when there are two, the other in a second one. */
static enum status let_ask(struct asker *askers, size_t count, struct error *error)
{
    pthread_t second;
    if (count > 1 && pthread_create(&second, NULL, ask_all, &askers[1]) != 0) {
        return error_set(error, STATUS_UNAVAILABLE, "there can be no second thread");
    }
    (void)ask_all(&askers[0]);
    if (count > 1) {
        (void)pthread_join(second, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        if (askers[i].status) {
            *error = askers[i].error;
            return askers[i].status;
        }
    }
    return STATUS_OK;
}

/* From the first that began to the last that ended. */
static int64_t wall_ns(const struct asker *askers, size_t count)
{
    int64_t began = askers[0].began_ns;
    int64_t ended = askers[0].ended_ns;
    for (size_t i = 1; i < count; i++) {
        began = askers[i].began_ns < began ? askers[i].began_ns : began;
        ended = askers[i].ended_ns > ended ? askers[i].ended_ns : ended;
    }
    return ended - began;
}

static enum status ask_round(struct library *library, const struct questions *questions,
                             size_t passes, size_t count, int64_t *took_ns, struct error *error)
{
    pthread_barrier_t start;
    struct round round = {questions, passes, &start};
    struct asker askers[THREADS_AT_ONCE];
    if (pthread_barrier_init(&start, NULL, (unsigned)count) != 0) {
        return error_set(error, STATUS_UNAVAILABLE, "threads cannot wait for each other");
    }
    for (size_t i = 0; i < count; i++) {
        askers[i] = (struct asker){
            .round = &round,
            .ours = ours_begin(library),
            .first = i * questions->count / count,
        };
    }
    enum status status = let_ask(askers, count, error);
    *took_ns = wall_ns(askers, count);
    for (size_t i = 0; i < count; i++) {
        ours_end(&askers[i].ours);
    }
    (void)pthread_barrier_destroy(&start);
    return status;
}

enum status threads_measure(struct library *library, const struct questions *questions,
                            struct report_threads *out, struct error *error)
{
    if (questions->count == 0) {
        return STATUS_OK;
    }
    int64_t first_ns = 0;
    enum status status = ask_round(library, questions, 1, 1, &first_ns, error);
    int64_t fit = ROUND_NS / (first_ns + 1);
    size_t passes = fit < 1 ? 1 : fit < PASSES_MAX ? (size_t)fit : PASSES_MAX;
    out->asked = questions->count * passes;
    for (size_t i = 0; i < (size_t)ROUNDS_COUNT * THREADS_AT_ONCE && !status; i++) {
        size_t count = i % THREADS_AT_ONCE + 1;
        int64_t *best = count == 1 ? &out->one_ns : &out->two_ns;
        int64_t took_ns = 0;
        status = ask_round(library, questions, passes, count, &took_ns, error);
        *best = *best == 0 || took_ns < *best ? took_ns : *best;
    }
    return status;
}
