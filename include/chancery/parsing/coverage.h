/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Which bytes of a document no rule claimed: what a parser passed over without knowing what it is.
 * Blanks do not count. The document must have been read with parse_options.coverage.
 */

#include "chancery/model/document.h"

/* A run of unclaimed bytes in one line, without blanks at its ends. */
struct coverage_gap {
    struct span span;
    size_t line; /* from 1 */
    struct text text;
};

struct coverage_gaps {
    LIST_OF(struct coverage_gap);
    size_t header_bytes; /* of the header, blanks left out; 0 where the document has none */
    size_t header_unclaimed_bytes;
    size_t bytes; /* of all of the text, in the same way */
    size_t unclaimed_bytes;
};

/*
 * Set *out to the gaps of document, in their order; texts are borrowed from it.
 *
 * Cost:    linear in the text, and sorts the claims.
 * Threads: any, on documents of their own.
 */
void coverage_find(const struct document *document, struct arena *arena, struct coverage_gaps *out);
