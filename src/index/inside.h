/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What an index is made of: flat arrays by document, paragraph, term or value number. Each of them
 * is a section of the file, so they hold no pointers. An index that was built has them in memory of
 * its own; one that was opened has them in a mapped file.
 */

#include <assert.h>

#include "lists.h"
#include "strings.h"

/* A form of a value that is not its first (field.h). */
struct field_other {
    uint32_t value;
    uint32_t name; /* place in names, or INDEX_END */
};

/* A document has a value in this form; what it has not here it has in the value's first. */
struct field_exception {
    uint32_t place; /* in document_values; rising */
    uint32_t form;  /* 0: the first, else one more than a number of others */
    uint32_t order; /* of the forms at one place */
};

/* The values of one field. */
struct field_column {
    struct strings printed; /* by value number, in the first form */
    struct strings keys;    /* the same folded; sorted, since that is how values are numbered */
    struct strings names;   /* sorted: keys, other names, and where it goes by words their ends */
    uint32_t *name_values;  /* by place in names */
    unsigned char *name_is_whole;
    uint32_t *first_names;     /* by value: place in names of its first form's, or INDEX_END */
    uint64_t first_name_count; /* of values, or 0 when none has one */
    struct strings other_printed;
    struct field_other *others;
    struct field_exception *exceptions;
    uint64_t exception_count;
    uint32_t *document_firsts; /* document count + 1 of them, into document_values */
    uint32_t *document_values;
    uint64_t document_value_count;
    uint32_t *paragraph_values;          /* where it goes by paragraphs, else NULL */
    struct list_entry *document_entries; /* by value */
    struct lists documents;
    struct list_entry *paragraph_entries; /* where it goes by paragraphs, else NULL */
    struct lists paragraphs;
};

struct document_column {
    int64_t key;
    int64_t first_day; /* the date, as struct index_date has it */
    int64_t last_day;
    int64_t minute;
    struct index_layout layout;
    uint32_t precision; /* enum index_precision */
    uint32_t id_rank;
    uint32_t title_rank;
    uint32_t first_sentence; /* into sentences */
};

static_assert(sizeof(struct document_column) == 64, "the file has it without holes");

/* The texts of struct index_card, in its order. */
enum card_part {
    CARD_ID,
    CARD_KIND,
    CARD_TITLE,
    CARD_DATE,
    CARD_DATE_PRECISION,
    CARD_DATE_FROM,
    CARD_STATION,
    CARD_CLASSIFICATION,
    CARD_SOURCE_PATH,
    CARD_PART_COUNT,
};

struct paragraph_column {
    uint32_t document;
    uint32_t start;
    uint32_t length;
};

struct index {
    struct arena *arena; /* all arrays but the lists, or NULL when they are mapped */
    struct text mapping; /* a file that it gives back in the end, or none */
    struct text file;    /* what it was read from, or none */
    uint32_t document_count;
    uint32_t paragraph_count;
    uint64_t sentence_count;
    uint64_t length_total;
    struct strings terms[2];           /* by enum index_form */
    struct list_entry *entries[2];     /* by form and term */
    struct lists postings;             /* of both; a stem of one form shares its list */
    uint32_t *stem_firsts;             /* stem count + 1 of them, into stem_forms */
    uint32_t *stem_forms;              /* exact terms, those of one stem side by side */
    struct document_column *documents; /* one more at the end, for first_sentence */
    uint32_t *lengths;                 /* in words */
    struct index_signature *signatures;
    uint64_t *versions;   /* as they were told to the builder */
    unsigned char *norms; /* of lengths; apart, since scoring reads nothing else */
    struct strings cards; /* by document number times CARD_PART_COUNT plus part */
    struct paragraph_column *paragraphs;
    uint32_t *sentences;
    uint32_t *vague; /* documents with dates of several days */
    uint64_t vague_count;
    uint32_t *by_id; /* document numbers in the order of their ids */
    struct field_column fields[QUERY_FIELD_COUNT];
};

/* An index of nothing, or NULL. */
struct index *index_new(void);
