/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Compares the digests of the present generation's index while that answers questions already, on
 * a thread of its own.
 */

#include <pthread.h>
#include <stdatomic.h>

#include "chancery/ingest/library.h"

/* Is told, on that thread, that the index is not as it was written. */
typedef void verifying_damaged(void *context, const struct error *error);

struct verifying {
    pthread_t thread;
    bool is_running; /* until it is joined */
    atomic_bool stops;
    struct generation *generation; /* held */
    verifying_damaged *damaged;
    void *context;
};

/* Begin; verifying lives until it is stopped. A thread that cannot be had is done without. */
void verifying_start(struct verifying *verifying, struct generation *generation,
                     verifying_damaged *damaged, void *context);

/* Wait for its end, which comes soon. Also when it was never started. */
void verifying_stop(struct verifying *verifying);
