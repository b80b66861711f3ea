/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* A merge going on; merge.c says in which order its steps are. */

#include <pthread.h>
#include <stdatomic.h>

#include "chancery/index/merge.h"

#include "columns.h"

/* Where a term of the new index stands in a part. */
struct merge_source {
    uint32_t part;
    uint32_t term;
};

/* The terms of one form: which parts have each, and what became of those of parts. */
struct merge_terms {
    uint32_t **numbers;           /* by part and term there; INDEX_END: it has gone */
    uint32_t *firsts;             /* by term, and one more, into sources */
    struct merge_source *sources; /* of one term by part */
};

/* Successive stems that one thread merges. */
struct merge_chunk {
    uint32_t first;
    uint32_t end;
    struct lists lists;
};

struct merging {
    const struct index_part *parts;
    uint32_t count;
    unsigned worker_count;
    struct arena *arena; /* of what goes afterwards */
    struct index *index;
    struct column_row **order; /* documents by number; source is the part */
    uint32_t **numbers;        /* by part and document there; INDEX_END: it has gone */
    struct merge_terms terms[2];
    struct list_norms norms;
    struct merge_chunk *chunks;
    size_t chunk_count;
    atomic_size_t next_chunk;
    atomic_bool failed;
};

static inline bool merge_is_removed(const struct index_part *part, uint32_t document)
{
    return part->removed && part->removed[document / 64] >> document % 64 & 1;
}

/* The most threads of one merge. */
#define INDEX_MERGE_WORKERS_MAX 64U

/* The steps, in their order. False when there is no memory. */
bool merge_documents(struct merging *merging);
bool merge_dictionaries(struct merging *merging);
bool merge_begin_lists(struct merging *merging);
void merge_lists(struct merging *merging); /* by any number of threads */
bool merge_end_lists(struct merging *merging);
bool merge_field(struct merging *merging, enum query_field field);
