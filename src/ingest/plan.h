/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Compares the files that were found with those that the store knows. */

#include "chancery/store/store.h"

#include "walk.h"

enum plan_action {
    PLAN_KEEP,   /* nothing to do */
    PLAN_READ,   /* new, or perhaps changed */
    PLAN_REFUSE, /* not to be read, and not known as such */
    PLAN_REMOVE, /* known, and not found */
};

struct plan_item {
    enum plan_action action;
    const struct walk_entry *found; /* NULL: remove */
    const struct store_file *known; /* NULL: new */
};

struct plan_items {
    LIST_OF(struct plan_item);
};

/*
 * Add to *out what to do with each file of one root. Both lists are in order of path. stale: what
 * the store holds was read by another program, so everything must be read again.
 */
MUST_CHECK enum status plan(const struct walk_entries *found, const struct store_files *known,
                            bool stale, struct arena *arena, struct plan_items *out,
                            struct error *error);
