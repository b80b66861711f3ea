/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Threads that do what event threads must not: wait. They take jobs from one bounded queue, in
 * order.
 */

#include <stdbool.h>
#include <stddef.h>

#include "chancery/base/status.h"

/* A piece of work; part of a larger struct that lives until it was run. */
struct job {
    struct job *next;
    void (*run)(struct job *job, size_t worker);
};

struct workers;

/*
 * Start count threads whose queue holds at most queue_most jobs.
 *
 * Errors:  STATUS_NO_MEMORY, STATUS_UNAVAILABLE (no thread could be started)
 */
MUST_CHECK enum status workers_start(size_t count, size_t queue_most, struct workers **out,
                                     struct error *error);

/*
 * Have job run by one of them, once. With pressing it is taken even when the queue is full, for
 * what has been begun already. False when the queue is full or closed.
 * Threads: any.
 */
MUST_CHECK bool workers_submit(struct workers *workers, struct job *job, bool pressing);

/* Take no more jobs, run those that wait, end the threads. NULL is allowed. */
void workers_close(struct workers *workers);

/* The same, if not done yet, and free. NULL is allowed; returns NULL. */
struct workers *workers_stop(struct workers *workers);
