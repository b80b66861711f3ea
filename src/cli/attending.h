/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the main thread does while others serve: it waits for signals and for changes of folders. */

#include "chancery/ingest/watch.h"

#include "loader.h"

/* Something is loaded when nothing more has happened for so long, or in any case after the other:
 * a folder being filled is loaded once or twice, not at every file. */
#define ATTENDING_QUIET_MS 150
#define ATTENDING_MOST_MS  800
/* How often folders are looked through that cannot all be watched. */
#define ATTENDING_LOOK_MS 10000

struct attending {
    struct loader *loader;
    struct watch *watch; /* NULL: only signals have folders loaded again */
    int signals;         /* from attending_signals */
};

/*
 * Block SIGINT, SIGTERM and SIGHUP for this thread and those it starts, and set *out to a
 * descriptor that tells of them; the caller closes it.
 */
MUST_CHECK enum status attending_signals(int *out, struct error *error);

/* Have folders loaded as they change, and on SIGHUP; come back when the program shall stop. */
void attending_run(const struct attending *attending);
