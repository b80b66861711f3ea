/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Finds the files of a folder, in the order of their paths, byte by byte.
 *
 * Names that begin with a dot are passed over, as are aliases.tsv of the folder itself, which says
 * how names are to be read, and the store, should it lie inside. A link is never followed: one
 * that leads out of the folder, or nowhere, is refused by name; what another leads to is found
 * where it lies.
 */

#include <stdint.h>

#include "chancery/base/list.h"
#include "chancery/ingest/limits.h"

#include "reason.h"

/* A file of the folder's own that is no document. */
#define WALK_ALIASES "aliases.tsv"

struct walk_entry {
    struct text path; /* below the root */
    int64_t bytes;
    int64_t mtime_ns;
    enum reason refused; /* REASON_NONE: to be read */
};

struct walk_entries {
    LIST_OF(struct walk_entry);
};

/* A root as it was found. */
struct walk_root {
    struct text path; /* absolute, links resolved, NUL-terminated */
    bool is_folder;
    struct walk_entries entries;
};

struct walk_options {
    struct ingest_limits limits;
    const char *store_path; /* passed over; NULL: none */
};

/*
 * Set *out to what lies at path; all of it lives in arena.
 *
 * Errors:  STATUS_NOT_FOUND  there is nothing at path
 *          STATUS_INVALID    it is neither file nor folder
 *          STATUS_LIMIT      more files than limits.file_count
 *          STATUS_IO, STATUS_NO_MEMORY
 *          What cannot be read below path is an entry, not an error.
 */
MUST_CHECK enum status walk(const char *path, const struct walk_options *options,
                            struct arena *arena, struct walk_root *out, struct error *error);
