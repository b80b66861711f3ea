/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Finds the index of a generation, in the file beside the store (STORE.index) when that one fits,
 * or else makes it from the store's documents and leaves it there for the next start.
 */

#include "chancery/index/index.h"
#include "chancery/store/reader.h"

/* Is told how many of how many documents are indexed. */
typedef void indexing_report(int64_t done, int64_t total, void *context);

struct indexing_request {
    const char *store_path;
    struct store_reader *const *readers; /* on the generation to be indexed, one for each thread */
    unsigned reader_count;               /* at least one */
    int64_t index_bytes;                 /* of ingest_limits */
    indexing_report *report;             /* or NULL; not called when nothing has to be made */
    void *context;
};

/*
 * Set *out to the index over exactly the documents that the reader sees. That a file is damaged or
 * cannot be written is logged, and no error.
 *
 * Errors:  as store_reader_each; STATUS_NO_MEMORY
 */
MUST_CHECK enum status indexing_find(const struct indexing_request *request, struct index **out,
                                     struct error *error);

/* Remove the file, so that the next call makes another. */
void indexing_forget(const char *store_path);
