/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Counts the values of a field among hits, exactly. A facet's own filters do not narrow its own
 * counts, so that a reader sees what choosing another value would give.
 */

#include "chancery/search/search.h"

struct search_facet_request {
    enum query_field field;
    struct text prefix; /* only values whose folded name, or a word of it, begins so; or none */
    size_t offset;
    size_t limit;
    bool is_narrowed; /* the field's own filters narrow its counts as all others do */
};

struct search_facet_value {
    struct text value; /* as printed; borrowed from the index */
    size_t count;
    bool selected; /* a filter of the request names it */
};

struct search_facet {
    enum query_field field;
    size_t total;    /* hits that were counted */
    size_t distinct; /* values with a count, those that the prefix leaves out not among them */
    size_t missing;  /* hits without any value */
    struct search_facet_value *values; /* by count, most first, then by code point */
    size_t count;
};

/* Errors:  STATUS_NO_MEMORY */
MUST_CHECK enum status search_facet(struct search_hits *hits,
                                    const struct search_facet_request *request, struct arena *arena,
                                    struct search_facet *out, struct error *error);
