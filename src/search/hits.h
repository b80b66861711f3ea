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

    struct bits *found;    /* by the query alone; NULL until hits_mark, as bits */
    struct bits **allowed; /* by each filter of the request */
    struct bits *bits;     /* by all of them; some queries are answered without it */

    size_t count;
    struct search_hit *items; /* the first ordered_count are in order; all, when they are listed */
    size_t ordered_count;
    bool is_listed;
    bool is_leaf; /* the query is a single leaf */
    struct scorer *scorer;
    uint32_t *copies; /* by place, when copies were collapsed; else NULL */
};

/* Set *out to the slots where node holds; NULL when arena has no more. */
struct bits *evaluate(struct plan_node *node, const struct space *space, struct arena *arena);

/* Let found and bits be there. False when arena has no more or time is over. */
bool hits_mark(struct search_hits *hits);

/* Whether node is one list of postings that are its slots: a word with one form. */
bool evaluate_is_list(const struct plan_node *node, const struct space *space);

/* Let leaf know in how many slots of this space it stands. False when arena has no more. */
bool evaluate_count(struct plan_leaf *leaf, const struct space *space, struct arena *arena);

/* The list of a leaf that has but one, whose documents are its slots. */
struct index_list evaluate_list(const struct plan_leaf *leaf, const struct index *index);

/* The slots that a filter lets through. */
MUST_CHECK enum status filter_evaluate(const struct search_filter *filter,
                                       const struct space *space, struct arena *arena,
                                       struct bits **out, struct error *error);

/* Add the values that a filter of SEARCH_FILTER_VALUES names. False when arena has no more. */
bool filter_values(const struct search_filter *filter, const struct index *index,
                   struct arena *arena, struct plan_values *out);

/* Add the slots whose date is among dates. False when arena has no more. */
bool filter_dates(const struct space *space, const struct query_dates *dates, bool overlaps,
                  struct arena *arena, struct bits *out);

/* Whether a comes before b in the order of the request. */
bool order_is_before(const struct search_hits *hits, const struct search_hit *a,
                     const struct search_hit *b);

/* The hit of a slot, without its score. */
struct search_hit order_hit(const struct search_hits *hits, uint32_t slot);

/*
 * Count the hits of a query of one list, or of any of several, and put the first count of them in
 * order, reading each list once. False as order_first.
 */
bool order_lists(struct search_hits *hits, size_t count);

/* Hits that are chosen without having listed all of them. */
#define ORDER_CHOSEN_MAX 1000

/* Put the first count hits in order at hits->items. False when the arena has no more. */
bool order_first(struct search_hits *hits, size_t count);

/* Let hits->items be all hits, in any order behind ordered_count. False as order_first. */
bool order_list(struct search_hits *hits);
