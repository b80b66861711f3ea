/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Makes an index out of the documents of a store, on as many threads as there are readers.
 *
 * Each thread takes ranges of documents and fills a builder. When that is as large as its share of
 * the memory, it is frozen into a part, which is spilled to a file without a name beside the index.
 * In the end all parts are merged, with what is left of a former index.
 */

#include "chancery/index/merge.h"

#include "indexing.h"

struct index_runs {
    struct store_reader *const *readers; /* all on one generation */
    unsigned count;
    const char *path;    /* where the index will be; parts are spilled beside it */
    int64_t index_bytes; /* of memory, for all threads together */
    const struct store_versions *versions; /* of all documents */
    const int64_t *added;                  /* keys of those to be read; NULL: all */
    size_t added_count;
    struct index_part former; /* merged with them; its index is NULL when there is none */
    int64_t total;            /* documents to be read, for the report */
    indexing_report *report;
    void *context;
};

/*
 * Errors:  as store_reader_each, index_builder_add, index_spill and index_merge
 */
MUST_CHECK enum status index_runs_build(const struct index_runs *runs, struct index **out,
                                        struct error *error);
