/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What search_find leaves for the others: the set, how it came about, and its order. */

#include "chancery/search/facets.h"
#include "chancery/search/passages.h"
#include "chancery/search/timeline.h"

#include "plan.h"

struct search_hits {
    const struct search_source *source;
    const struct search_request *request;
    struct arena *arena;
    struct space space;
    struct deadline deadline;
    struct plan plan;
    struct search_sort sorts[SEARCH_SORTS_MAX];
    size_t sort_count;

    struct bits *found;    /* by the query alone */
    struct bits **allowed; /* by each filter of the request */
    struct bits *bits;     /* by all of them */

    struct search_hit *items; /* all hits, the first ordered_count of them in order */
    size_t count;
    size_t ordered_count;
};

/* Set *out to the slots where node holds; NULL when arena has no more. */
struct bits *evaluate(struct plan_node *node, const struct space *space, struct arena *arena);

/* Let leaf know in how many slots of this space it stands. False when arena has no more. */
bool evaluate_count(struct plan_leaf *leaf, const struct space *space, struct arena *arena);

/* Find leaf again, adding how often it stands in each slot of only, weighted, to weights. */
bool evaluate_weights(struct plan_leaf *leaf, const struct space *space, const struct bits *only,
                      float *weights, struct arena *arena);

/* The slots that a filter lets through. */
MUST_CHECK enum status filter_evaluate(const struct search_filter *filter,
                                       const struct space *space, struct arena *arena,
                                       struct bits **out, struct error *error);

/* Add the values that a filter of SEARCH_FILTER_VALUES names. False when arena has no more. */
bool filter_values(const struct search_filter *filter, const struct index *index,
                   struct arena *arena, struct plan_values *out);

/* The slots whose date is among dates. */
void filter_dates(const struct space *space, const struct query_dates *dates, bool overlaps,
                  struct bits *out);

/* The score of every hit, by slot; NULL when the arena has no more. */
float *score_slots(struct search_hits *hits);

/* Whether a comes before b in the order of the request. */
bool order_is_before(const struct search_hits *hits, const struct search_hit *a,
                     const struct search_hit *b);

/* Bring the first count hits into their order. */
void order_first(struct search_hits *hits, size_t count);
