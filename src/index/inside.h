/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What an index is made of. Today all of it lies in memory; arrays are by document, paragraph, term
 * or value number, so that they can become pieces of a mapped file one by one.
 */

#include "lists.h"
#include "strings.h"

/* The values of one field. */
struct field_column {
    struct strings printed; /* by value number */
    struct strings keys;    /* the same folded; sorted, since that is how values are numbered */
    struct strings names;   /* sorted: keys, other names, and where it goes by words their ends */
    uint32_t *name_values;  /* by place in names */
    unsigned char *name_is_whole;
    uint32_t *document_firsts; /* document count + 1 of them, into document_values */
    uint32_t *document_values;
    uint32_t *paragraph_values; /* where it goes by paragraphs, else NULL */
    struct lists documents;     /* by value */
    struct lists paragraphs;
};

struct document_column {
    int64_t key;
    struct index_date date;
    struct index_card card;
    struct index_layout layout;
    uint32_t length;
    uint32_t id_rank;
    uint32_t title_rank;
    uint32_t first_sentence; /* into sentences */
};

struct paragraph_column {
    uint32_t document;
    uint32_t start;
    uint32_t length;
};

struct index {
    struct arena *arena; /* all arrays but the lists */
    uint32_t document_count;
    uint32_t paragraph_count;
    uint64_t length_total;
    struct strings terms[2]; /* by enum index_form */
    struct lists postings[2];
    struct document_column *documents; /* one more at the end, for first_sentence */
    struct paragraph_column *paragraphs;
    uint32_t *sentences;
    uint32_t *by_id; /* document numbers in the order of their ids */
    struct field_column fields[QUERY_FIELD_COUNT];
};

/* An index of nothing, or NULL. */
struct index *index_new(void);
