/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What of a former index is still so, and which documents are new. */

#include "chancery/index/index.h"
#include "chancery/store/reader.h"

struct index_changes {
    uint64_t *removed; /* a bit a document of the former index that is no longer so */
    uint32_t kept;     /* how many are */
    int64_t *added;    /* keys of the others, rising */
    size_t added_count;
};

/*
 * Compare former with the documents that there are now, by key and version.
 *
 * Errors:  STATUS_NO_MEMORY
 */
MUST_CHECK enum status index_changes_find(const struct index *former,
                                          const struct store_versions *versions,
                                          struct arena *arena, struct index_changes *out,
                                          struct error *error);
