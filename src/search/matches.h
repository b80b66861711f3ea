/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Where the words and phrases of a query stand in a hit. */

#include "hits.h"
#include "spans.h"

/* All matches of one document, and the memory they need meanwhile. */
#define MATCHES_BYTES_MAX ((size_t)256 * 1024 * 1024)

/* A match of one leaf. */
struct found {
    struct match_span span;
    uint32_t leaf; /* place among the leaves of the plan */
};

struct founds {
    LIST_OF(struct found);
};

/*
 * Set *out to all matches in a hit, by position, each place once; lists are in scratch. Fast when
 * hits are asked for in the order of their documents.
 */
void matches_find(struct search_hits *hits, const struct search_hit *hit, struct arena *scratch,
                  struct founds *out);
