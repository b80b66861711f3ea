/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Copies: documents with the same words, or nearly the same, in title and body. Headers are not
 * looked at, since every copy has its own.
 */

#include "chancery/search/search.h"

struct duplicate {
    uint32_t document;
    bool is_same;     /* word for word */
    float similarity; /* 1 when it is the same; else an estimate from signatures */
};

struct duplicates {
    struct duplicate *items; /* most alike first, then by number */
    size_t count;
    size_t total;
};

/* The most copies of one document that are looked at word by word. */
#define DUPLICATES_MAX 1000

struct duplicates_request {
    uint32_t document;
    size_t offset;
    size_t limit;
};

/*
 * Set *out to the copies of a document, at most limit of them behind offset. They are read from
 * source to see whether they are the same.
 *
 * Errors:  those of the source's read; STATUS_NO_MEMORY
 * Cost:    a look at the signature of each document (64 bytes); reads DUPLICATES_MAX at most.
 */
MUST_CHECK enum status search_duplicates(const struct search_source *source,
                                         const struct duplicates_request *request,
                                         struct arena *arena, struct duplicates *out,
                                         struct error *error);

/*
 * Keep of each group of copies among hits only the one that comes first in the order of the
 * request. search_count is then of what is kept; facets and timelines count all.
 *
 * Errors:  STATUS_NO_MEMORY
 * Cost:    orders all hits.
 */
MUST_CHECK enum status search_collapse(struct search_hits *hits, struct error *error);

/* How many copies of the hit at place, below search_count, were taken away; 0 before. */
uint32_t search_copies(const struct search_hits *hits, size_t place);
