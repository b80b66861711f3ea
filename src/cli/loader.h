/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The thread that loads: once at the start, and again whenever somebody asks. Requests that come
 * while it loads make one further load, so that nothing that happened meanwhile is missed.
 */

#include <stdbool.h>

#include "chancery/ingest/library.h"

/* How long until a load that failed is tried again. */
#define LOADER_RETRY_SECONDS 5

struct loader;

/* What is loaded: a library, then those that show it below a ceiling. */
struct loader_libraries {
    struct library *whole;
    struct library *const *views;
    size_t view_count;
};

struct loader_events {
    /* The first load is done; on the loader's thread. */
    void (*ready)(const struct library_load_result *result, void *context);
    /* The first load failed, so there is nothing to serve. */
    void (*failed)(const struct error *error, void *context);
    void *context;
};

/*
 * Start the thread and its first load. Signals should be blocked before.
 *
 * Errors:  STATUS_NO_MEMORY
 * Owns:    the caller stops *out; the libraries outlive it.
 */
MUST_CHECK enum status loader_start(const struct loader_libraries *libraries,
                                    const struct loader_events *events, struct loader **out,
                                    struct error *error);

/* Have it load again. Threads: any. */
void loader_request(struct loader *loader);

/*
 * End the thread, if it is not loading, and free. False when it is: a load cannot be hurried, and
 * loader stays as it is.
 */
MUST_CHECK bool loader_stop(struct loader *loader);
