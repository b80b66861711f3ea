/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "merging.h"

/*
 * Documents first, since all else goes by their numbers; then the dictionaries. Posting lists are
 * merged by chunks of stems, by all threads, of which one sees to the fields before.
 */

static void *run_worker(void *context)
{
    merge_lists(context);
    return NULL;
}

static bool merge_fields(struct merging *merging)
{
    for (int i = 0; i < QUERY_FIELD_COUNT; i++) {
        enum query_field field = (enum query_field)i;
        if (index_field_rule(field)->is_indexed && !merge_field(merging, field)) {
            return false;
        }
    }
    return true;
}

/* Lists and fields. Threads that cannot be had are done without. */
static bool merge_at_once(struct merging *merging)
{
    pthread_t threads[INDEX_MERGE_WORKERS_MAX];
    unsigned started = 0;
    while (started + 1 < merging->worker_count &&
           pthread_create(&threads[started], NULL, run_worker, merging) == 0) {
        started++;
    }
    bool done = merge_fields(merging);
    if (!done) {
        atomic_store(&merging->failed, true);
    }
    merge_lists(merging);
    while (started > 0) {
        (void)pthread_join(threads[--started], NULL);
    }
    return merge_end_lists(merging) && done;
}

static bool merge_all(struct merging *merging)
{
    merging->index->arena = arena_new(SIZE_MAX);
    return merging->index->arena && merge_documents(merging) && merge_dictionaries(merging) &&
           merge_begin_lists(merging) && merge_at_once(merging) &&
           !arena_failed(merging->index->arena) && !arena_failed(merging->arena);
}

enum status index_merge(const struct index_merge *merge, struct index **out, struct error *error)
{
    if (merge->count > INDEX_PARTS_MAX) {
        return error_set(error, STATUS_LIMIT, "more than %zu parts of an index", INDEX_PARTS_MAX);
    }
    AUTO_ARENA arena = arena_new(SIZE_MAX);
    AUTO_INDEX index = index_new();
    struct merging merging = {.parts = merge->parts,
                              .count = (uint32_t)merge->count,
                              .worker_count = merge->worker_count,
                              .arena = arena,
                              .index = index};
    if (merging.worker_count > INDEX_MERGE_WORKERS_MAX) {
        merging.worker_count = INDEX_MERGE_WORKERS_MAX;
    }
    if (!arena || !index || !merge_all(&merging)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to merge an index");
    }
    *out = index;
    index = NULL;
    return STATUS_OK;
}
