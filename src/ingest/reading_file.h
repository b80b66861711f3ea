/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads one file: its bytes, its documents, their facts, packed for the store. */

#include "batch.h"
#include "pipeline.h"

/* Where to what is read goes. */
struct reading_target {
    struct arena **arena; /* of the result; another one after each handing over */
    struct pipeline_result *result;
    /*
     * Takes the result as it is so far, and its arena with it; *arena is a new one then. False:
     * nobody wants the rest.
     */
    bool (*hand_over)(void *context);
    /* Let any worker run batch; await_batch comes back when it was run, by whomever. */
    void (*submit_batch)(void *context, struct batch *batch);
    void (*await_batch)(void *context, struct batch *batch);
    void *context;
};

/*
 * Fill target->result, handing it over whenever its documents take INGEST_BATCH_BYTES, but for the
 * last time. Never fails: what cannot be read says so in it.
 *
 * Threads: packer serves one thread at a time.
 */
void reading_file(const struct pipeline_job *job, const struct pipeline_options *options,
                  struct store_packer *packer, const struct reading_target *target);
