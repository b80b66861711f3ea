/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Work that several threads do at the same time, and how much more two threads get done than one.
 */

#include "report.h"
#include "sides.h"

#define THREADS_AT_ONCE 2

/* Things to do, by number. */
struct threads_work {
    size_t count;
    enum status (*perform)(void *context, size_t thread, size_t which, struct error *error);
    void *context;
};

/*
 * Let each of thread_count threads, at most THREADS_AT_ONCE, do all of work passes times. They
 * begin together, each at another place of it, and took_ns is from there until the last has ended.
 *
 * Errors:  those of perform; STATUS_UNAVAILABLE when there can be no second thread
 */
MUST_CHECK enum status threads_perform(const struct threads_work *work, size_t passes,
                                       size_t thread_count, int64_t *took_ns, struct error *error);

/* How many passes make a round long enough to be measured, when one takes so long. */
size_t threads_passes(int64_t pass_ns);

/*
 * Put all questions to the present generation by one thread and by two, in rounds that take turns,
 * and note the best round of each. Without questions nothing is measured.
 *
 * Errors:  those of ours_answer; STATUS_UNAVAILABLE when there can be no second thread
 */
MUST_CHECK enum status threads_measure(struct library *library, const struct questions *questions,
                                       struct report_threads *out, struct error *error);
