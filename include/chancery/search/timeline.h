/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Counts hits by time. A document counts in a bucket when its whole date lies in it; one whose date
 * is too imprecise for that counts in a bucket of its own precision, never in the first of its
 * month or year. From the first bucket with a hit to the last none is left out.
 */

#include "chancery/search/search.h"

/* The most buckets of one timeline. */
#define SEARCH_BUCKETS_MAX 20000

struct search_timeline_request {
    enum index_precision by; /* year, month, week or day */
    bool has_split;
    enum query_field split; /* count this field's values in each bucket */
    size_t top;             /* how many values of it are told, most first */
};

struct search_bucket {
    struct calendar_interval days;
    enum index_precision precision;
    size_t count;
    size_t store_count; /* documents of the whole store in this bucket */
    struct search_facet_value *top;
    size_t top_count;
};

struct search_timeline {
    size_t total;
    size_t undated;
    struct search_bucket *buckets; /* by their beginning, longer ones first */
    size_t count;
};

/*
 * Errors:  STATUS_LIMIT      more than SEARCH_BUCKETS_MAX buckets; a longer unit would do
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status search_timeline(struct search_hits *hits,
                                       const struct search_timeline_request *request,
                                       struct arena *arena, struct search_timeline *out,
                                       struct error *error);
