/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Counts in how many of the documents found each entry of the registry stands. */

#include "view.h"

struct registry_counted {
    uint32_t entry;
    uint32_t count;
};

struct registry_count {
    struct registry_counted *items; /* those with a count, in the order of entries */
    size_t count;
};

/*
 * Errors:  STATUS_NO_MEMORY
 * Cost:    linear in what the documents found name; nothing is counted when all are found.
 */
MUST_CHECK enum status registry_count_hits(const struct view *view, struct search_hits *hits,
                                           struct registry_range range, struct arena *arena,
                                           struct registry_count *out, struct error *error);

/* Keep those of whose spellings a word begins with prefix, in any case. TEXT_NONE keeps all. */
void registry_count_keep(struct registry_count *count, const struct registry *registry,
                         struct text prefix);

/* Most documents first, ties in the order of entries. */
void registry_count_sort(struct registry_count *count);
