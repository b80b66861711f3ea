/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* How a generation comes to be: the store's readers are opened on it, the index is found. */

#include "chancery/ingest/library.h"

#include "indexing.h"

struct generation_options {
    const char *store_path;
    unsigned reader_count;
    unsigned worker_count; /* threads that make the index, at most one for each reader */
    int64_t index_bytes;   /* of ingest_limits */
    indexing_report *report;
    void *context;
};

/*
 * Open the store's present generation, held once for the caller.
 *
 * Errors:  as store_reader_open; STATUS_UNAVAILABLE when another program writes all the while
 */
MUST_CHECK enum status generation_open(const struct generation_options *options,
                                       struct generation **out, struct error *error);

/* Before anybody sees it: say that generation_make_registry will be called. */
void generation_await_registry(struct generation *generation);

/* Make its registry, or find it in its file. Errors: as generation_registry */
MUST_CHECK enum status generation_make_registry(struct generation *generation, struct error *error);

/* Hold it once more. */
void generation_hold(struct generation *generation);
