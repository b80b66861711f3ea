/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What one may say of a set of documents: the query, the filters, the order and the page. Search,
 * passages, lists, facets and timelines share these tables, so that a filter means the same
 * everywhere.
 */

#include "chancery/http/parameters.h"
#include "chancery/model/record.h"

/* The words of by=, in this order. */
enum list_period {
    LIST_BY_YEAR,
    LIST_BY_MONTH,
    LIST_BY_WEEK,
    LIST_BY_DAY,
};

#define LIST_SPLIT_NONE        SIZE_MAX
#define LIST_CONFIDENCE_UNSAID SIZE_MAX

/* The words of collapse=. */
#define LIST_COLLAPSE_DUPLICATES ((size_t)0)
#define LIST_COLLAPSE_NONE       SIZE_MAX

/* The words of direction=, in this order. */
enum list_direction {
    LIST_DIRECTION_OUT,
    LIST_DIRECTION_IN,
};

/* The most values of a field or entries of a registry at once, and the most lines of other lists.
 */
#define LIST_VALUES_MAX 10000
#define LIST_LINES_MAX  1000

/* limit and offset as every list has them, in a struct that says both. */
#define LIST_LIMIT_PARAMETER(type, largest, usual, what)                                  \
    {                                                                                     \
        .name = "limit", .kind = HTTP_PARAMETER_INTEGER, .offset = offsetof(type, limit), \
        .least = 0, .most = (largest), .preset = (usual), .summary = (what)               \
    }
#define LIST_OFFSET_PARAMETER(type, what)                                                   \
    {                                                                                       \
        .name = "offset", .kind = HTTP_PARAMETER_INTEGER, .offset = offsetof(type, offset), \
        .least = 0, .most = INT32_MAX, .preset = "0", .summary = (what)                     \
    }
#define LIST_UNITS_PARAMETER(type)                                                           \
    {                                                                                        \
        .name = "units", .kind = HTTP_PARAMETER_WORD, .offset = offsetof(type, units),       \
        .words = list_unit_words, .preset = "utf16", .summary = "What spans are counted in." \
    }
#define LIST_SORT_PARAMETER                                                                    \
    {                                                                                          \
        .name = "sort", .kind = HTTP_PARAMETER_LIST,                                           \
        .offset = offsetof(struct list_parameters, sort), .words = list_sort_words,            \
        .traits = HTTP_WORDS_NEGATED,                                                          \
        .summary = "Order of documents; - turns it round. Relevance with q, else -date, when " \
                   "nobody says.",                                                             \
        .example = "-date"                                                                     \
    }
#define LIST_CONFIDENCE_PARAMETER                                                               \
    {                                                                                           \
        .name = "confidence", .kind = HTTP_PARAMETER_WORD,                                      \
        .offset = offsetof(struct list_parameters, confidence), .words = list_confidence_words, \
        .summary = "The least confidence that facts need to be told; likely, when neither the " \
                   "request nor chancery.ini says."                                             \
    }

struct list_parameters {
    struct text q;
    bool strict;
    struct http_filters filters;

    struct texts sort;
    int64_t limit;
    int64_t offset;
    struct text cursor;

    struct texts fields;
    size_t confidence; /* enum confidence, or LIST_CONFIDENCE_UNSAID */
    size_t units;      /* enum utf8_unit: the words of units= stand in its order */
    struct texts facets;
    int64_t passages; /* the most of one document */
    bool raw;         /* csv: cells as they are, also those that a spreadsheet would run */

    struct texts row_words; /* of rows: what their word, and their other, must have */
    struct texts row_others;
    struct text document; /* of references */
    size_t direction;     /* enum list_direction */

    struct text quotation; /* of verify */
    int64_t year;          /* of traffic; 0: every one */
    struct text before;    /* of declassification */
    size_t ceiling;        /* enum level */

    int64_t nodes; /* of a graph: the most of them, of edges, and the least weight of these */
    int64_t edges;
    int64_t least;
    size_t of; /* which registry, of copresence */

    struct text prefix; /* of values of a facet */
    size_t by;          /* enum list_period */
    size_t split;       /* which of list_facet_words, or LIST_SPLIT_NONE */
    int64_t top;

    size_t collapse;  /* LIST_COLLAPSE_DUPLICATES, or LIST_COLLAPSE_NONE */
    int64_t context;  /* words on either side of a line */
    size_t line_sort; /* enum concordance_sort */
};

/* With limit as an answer of JSON has it when nobody says. */
struct list_parameters list_parameters_preset(void);

/* q, strict and every filter. */
extern const struct http_parameters list_set_parameters;

/* sort, limit, offset, cursor. */
extern const struct http_parameters list_page_parameters;

/* fields, and the confidence that facts among them need. */
extern const struct http_parameters list_fields_parameters;

/* passages, raw. */
extern const struct http_parameters list_shape_parameters;

/* facets. */
extern const struct http_parameters list_facet_parameters;

/* prefix, limit and offset of the values of one field. */
extern const struct http_parameters list_value_parameters;

/* limit of each kind of what is related. */
extern const struct http_parameters list_related_parameters;

/* year of numbers; before: a day of declassification. */
extern const struct http_parameters list_year_parameters;
extern const struct http_parameters list_before_parameters;

/* limit and offset of a list that is not of documents. */
extern const struct http_parameters list_value_page_parameters;

/* ceiling of one document. */
extern const struct http_parameters document_ceiling_parameters;

/* nodes, edges, least, of. */
extern const struct http_parameters list_graph_parameters;

/* by, split, top. */
extern const struct http_parameters list_timeline_parameters;

/* collapse. */
extern const struct http_parameters list_collapse_parameters;

/* context, sort, limit and offset of the lines of a concordance. */
extern const struct http_parameters list_line_parameters;

/* The fields of query_fields that have a facet, ended by NULL. */
extern const char *const list_facet_words[];

extern const char *const list_sort_words[];
extern const char *const list_unit_words[]; /* in the order of enum utf8_unit */

/* The words of confidence=, in the order of enum confidence. */
extern const char *const list_confidence_words[];

/* The bar that facts must reach: what was asked for, or else the preset. */
enum confidence list_confidence(size_t asked, enum confidence preset);

/* units alone, for a single document. */
extern const struct http_parameters list_units_parameters;
