/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Every place where the words of a query stand, each as one line: the match with the words around
 * it ("keyword in context").
 *
 * Lines come by date of their documents, then by place, or sorted by what stands to the right or
 * left of the match, the nearest word first. Sorting must read every document, so only so many
 * lines are: the first CONCORDANCE_SORTED_MAX by date. Those come first then, and all others
 * behind them by date.
 */

#include "chancery/search/passages.h"

/* The most words shown on either side, and how many when nobody says. */
#define CONCORDANCE_CONTEXT_MAX     50
#define CONCORDANCE_CONTEXT_DEFAULT 8

/* The most lines that are sorted by their context. */
#define CONCORDANCE_SORTED_MAX 2000

enum concordance_sort {
    CONCORDANCE_BY_PLACE,
    CONCORDANCE_BY_LEFT,
    CONCORDANCE_BY_RIGHT,
};

struct concordance_request {
    size_t context; /* words on either side */
    enum concordance_sort sort;
    size_t offset;
    size_t limit;
};

struct concordance_line {
    uint32_t document;  /* its number in the index */
    uint32_t paragraph; /* place in the document, or INDEX_NO_PARAGRAPH */
    enum index_text_field field;
    struct text paragraph_id; /* or TEXT_NONE */
    struct text left;         /* words as printed, up to the match */
    struct text match;
    struct text right;
};

struct concordance {
    struct concordance_line *lines; /* of the page */
    size_t count;
    size_t total;  /* exactly, over all hits */
    size_t sorted; /* how many of all lines were sorted; 0 by place */
};

/*
 * Set *out to a page of the lines of hits. Documents of the page are read into arena.
 *
 * Errors:  those of the source's read; STATUS_UNAVAILABLE when the time of the request is over;
 *          STATUS_NO_MEMORY
 * Cost:    linear in the matches of all hits; reads the documents of the page, or when sorted those
 *          of CONCORDANCE_SORTED_MAX lines.
 */
MUST_CHECK enum status search_concordance(struct search_hits *hits,
                                          const struct concordance_request *request,
                                          struct arena *arena, struct concordance *out,
                                          struct error *error);
