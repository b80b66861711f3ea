/* SPDX-License-Identifier: Apache-2.0 */
#include "verifying.h"

#include "chancery/index/file.h"

#include "generation.h"

static void *verify(void *context)
{
    struct verifying *verifying = context;
    struct error error = ERROR_NONE;
    enum status status = index_verify(verifying->generation->index, &verifying->stops, &error);
    if (status == STATUS_CORRUPT) {
        verifying->damaged(verifying->context, &error);
    }
    generation_release(verifying->generation);
    return NULL;
}

void verifying_start(struct verifying *verifying, struct generation *generation,
                     verifying_damaged *damaged, void *context)
{
    verifying_stop(verifying);
    verifying->generation = generation;
    verifying->damaged = damaged;
    verifying->context = context;
    atomic_store(&verifying->stops, false);
    generation_hold(generation);
    verifying->is_running = pthread_create(&verifying->thread, NULL, verify, verifying) == 0;
    if (!verifying->is_running) {
        generation_release(generation);
    }
}

void verifying_stop(struct verifying *verifying)
{
    if (verifying->is_running) {
        atomic_store(&verifying->stops, true);
        (void)pthread_join(verifying->thread, NULL);
        verifying->is_running = false;
    }
}
