/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* How hits came about: what was looked up, how much there is of it, and what it adds to scores. */

#include "chancery/search/search.h"

struct explain_node;

struct explain_nodes {
    LIST_OF(struct explain_node *);
};

/* One step of the plan. */
struct explain_node {
    const char *kind;               /* "words", "and", "values" … */
    const struct query_node *query; /* the part of the query that it answers, or NULL */
    int64_t words;                  /* of the dictionary that it stands for, or INTEGER_NONE */
    int64_t found;                  /* documents that have them, or INTEGER_NONE */
    int64_t values;                 /* of a field, or INTEGER_NONE */
    struct explain_nodes children;
};

/* Set *out to the plan of hits, in their arena; NULL when everything was asked for. */
MUST_CHECK enum status search_explain(struct search_hits *hits, struct explain_node **out,
                                      struct error *error);

/* What one word or phrase of the query adds to the score of a hit. */
struct explain_part {
    const struct query_node *query;
    float score;
};

struct explain_parts {
    LIST_OF(struct explain_part);
};

/* Add to *out the parts of a hit's score, in the order of the query; those that are 0 too. */
MUST_CHECK enum status search_explain_hit(struct search_hits *hits, const struct search_hit *hit,
                                          struct arena *arena, struct explain_parts *out,
                                          struct error *error);
