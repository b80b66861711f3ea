/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Makes one index out of several, some of whose documents may have gone.
 *
 * What comes out is, byte by byte, the index that a builder makes of the same documents. So it
 * does not matter in how many parts, by how many threads or after how many changes it was made.
 *
 * Cost:    each posting is read and written once; a word of all documents takes no more memory than
 *          any other.
 * Threads: parts are only read.
 */

#include "chancery/index/index.h"

/* The most parts of one merge. */
#define INDEX_PARTS_MAX ((size_t)1024)

struct index_part {
    const struct index *index;
    const uint64_t *removed; /* a bit a document that has gone, the lowest first; NULL: none */
};

struct index_merge {
    const struct index_part *parts;
    size_t count;
    unsigned worker_count; /* threads; 0 is 1 */
};

/*
 * Set *out to the index of all documents of all parts but those removed. No two of them may have
 * the same key.
 *
 * Errors:  STATUS_LIMIT      more than INDEX_PARTS_MAX parts, or INDEX_DOCUMENTS_MAX documents
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status index_merge(const struct index_merge *merge, struct index **out,
                                   struct error *error);
