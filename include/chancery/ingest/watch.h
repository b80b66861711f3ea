/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Notices that files came, went or changed below the folders of a library, so that they can be
 * loaded again. It says that something happened, not what: a load finds that out by itself.
 *
 * Every folder below is watched by the kernel (inotify). Names that a load passes over (those that
 * begin with a dot, the store and what lies beside it) tell nothing.
 *
 * Threads: one at a time.
 */

#include <stdbool.h>
#include <stddef.h>

#include "chancery/base/status.h"

/* The most folders that are watched; what lies in others is found by looking now and then. */
#define WATCH_FOLDERS_MAX ((size_t)500000)

struct watch;

/*
 * Watch paths, folders or files. A folder that cannot be watched is no error: see watch_is_whole.
 *
 * Errors:  STATUS_UNAVAILABLE  the system has no watching to give
 *          STATUS_NO_MEMORY
 * Owns:    the caller closes *out.
 */
MUST_CHECK enum status watch_open(const char *const *paths, size_t count, const char *store_path,
                                  struct watch **out, struct error *error);

/* NULL is allowed. Returns NULL. */
struct watch *watch_close(struct watch *watch);

/* A descriptor that can be read when something happened. */
int watch_descriptor(const struct watch *watch);

/*
 * Take in what happened so far, without waiting, and watch folders that came. True when a load
 * might find something.
 */
bool watch_take(struct watch *watch);

/* Whether every folder is watched: the system gives a limited number of watches. */
bool watch_is_whole(const struct watch *watch);
