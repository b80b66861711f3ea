/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A query as the index can answer it: words looked up in the dictionary, fields in their names.
 *
 * A leaf is a word or a phrase: any of several sequences of elements, each of which is any of
 * several terms. "pol-mil" is the sequence polmil or the sequence pol, mil; cooperat* is one
 * element of many terms.
 */

#include "pattern.h"
#include "space.h"

/* The most words of one phrase. */
#define PLAN_PHRASE_WORDS_MAX 256

/* More values than this of one part of a query are found as they are written only. */
#define PLAN_NAMED_MAX ((size_t)4096)

/* How many hyphenated words of one phrase are also looked for in their joined form. */
#define PLAN_JOINED_MAX 3

/* The texts that a leaf may stand in: 1 << enum index_text_field. */
#define PLAN_IN_TITLE (1U << INDEX_TEXT_TITLE)
#define PLAN_IN_BODY  (1U << INDEX_TEXT_BODY)
#define PLAN_IN_ALL   (PLAN_IN_TITLE | PLAN_IN_BODY | 1U << INDEX_TEXT_HEADER)

struct plan_ranges {
    LIST_OF(struct index_range);
};

struct plan_element {
    enum index_form form;
    struct plan_ranges ranges;    /* of terms of that form */
    struct index_cursor *cursors; /* one for each term, once they were needed */
    size_t cursor_count;
    uint32_t asked; /* the document that they were moved to */
};

struct plan_sequence {
    struct plan_element *elements;
    size_t count;
};

struct plan_sequences {
    LIST_OF(struct plan_sequence);
};

/* How much a leaf counts in a slot. */
struct plan_weight {
    uint32_t slot;
    float weight;
};

struct plan_leaf {
    struct plan_sequences sequences; /* none: nothing matches */
    uint32_t slop;                   /* how many other words may stand within a sequence */
    unsigned in;                     /* PLAN_IN_… */
    bool is_positive;                /* under no NOT: it scores and is shown */
    uint32_t slot_count; /* how many slots it was found in, in a space of counted_unit */
    enum search_unit counted_unit;
    bool is_list; /* they are the documents of one list, which has how much it counts in them */
    struct plan_weight *weights; /* else how much, in those slots; NULL when it does not score */
};

enum plan_kind {
    PLAN_ALL,
    PLAN_LEAF,
    PLAN_AND,
    PLAN_OR,
    PLAN_NOT,
    PLAN_NEAR,
    PLAN_SENTENCE,
    PLAN_PARAGRAPH,
    PLAN_SAID,
    PLAN_VALUES,
    PLAN_DATE,
};

struct plan_node;

struct plan_nodes {
    LIST_OF(struct plan_node *);
};

struct plan_values {
    LIST_OF(uint32_t);
};

struct plan_node {
    enum plan_kind kind;
    const struct query_node *query; /* the part of the query that it answers, or NULL */
    struct plan_leaf *leaf;
    struct plan_nodes children;
    uint32_t distance;                        /* of PLAN_NEAR */
    enum query_field field;                   /* of PLAN_VALUES */
    struct plan_values values;                /* rising, each once */
    struct search_numbers documents;          /* of PLAN_VALUES: those that have them otherwise */
    const struct search_knowledge *knowledge; /* of PLAN_SAID */
    struct query_dates dates;
};

struct plan_leaves {
    LIST_OF(struct plan_leaf *);
};

struct plan {
    struct plan_node *root;    /* NULL: everything */
    struct plan_leaves leaves; /* in the order of the query */
    struct query_repairs notes;
};

/*
 * Set *out to the plan of request's query.
 *
 * Errors:  STATUS_LIMIT, STATUS_NO_MEMORY as for search_find
 */
MUST_CHECK enum status plan_make(const struct search_request *request, const struct space *space,
                                 struct arena *arena, struct plan *out, struct error *error);

/*
 * NEAR, SENTENCE or PARAGRAPH over children, as the index can answer it: what goes by whole
 * documents stands beside the pair, not in it, and mark or voice make it a matter of paragraphs.
 * Answers children joined by AND where no pair is left; NULL when there are none.
 */
struct plan_node *plan_pair_make(enum plan_kind kind, const struct plan_nodes *children,
                                 uint32_t distance, struct arena *arena);

/*
 * Add the values that begin with start. A zero in front of digits counts as well as not: 07 begins
 * 7 and 07SEOUL487.
 */
void plan_values_begin(const struct index *index, enum query_field field, struct tokens *tokens,
                       struct text start, struct arena *arena, struct plan_values *out);

/* Add the values that are like pattern, or have a word that is, where the field goes by words. */
void plan_values_like(const struct index *index, enum query_field field,
                      const struct pattern *pattern, struct arena *arena, struct plan_values *out);

bool plan_values_have(const struct plan_values *values, uint32_t value);

/*
 * Add to *out the documents that have whoever values name under another name. Does nothing where
 * no more is known than the index.
 */
void plan_values_named(const struct space *space, enum query_field field,
                       const struct plan_values *values, struct arena *arena,
                       struct search_numbers *out);

/* Add the values that are found under key to *out, rising, each once. */
void plan_values_find(const struct index *index, enum query_field field, struct text key,
                      enum index_match match, struct arena *arena, struct plan_values *out);
