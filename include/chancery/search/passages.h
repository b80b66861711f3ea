/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Shows where in a document a query matched: its best paragraphs, cut to size, with the matched
 * words set apart as segments, phrases as they are written.
 */

#include "chancery/search/search.h"

/* About how long a passage is, in characters. */
#define SEARCH_PASSAGE_CHARACTERS 240

/* A piece of a passage. */
struct search_segment {
    struct text text;
    bool is_match;
};

struct search_segments {
    LIST_OF(struct search_segment);
};

struct search_passage {
    uint32_t paragraph; /* place in document->paragraphs, from 0 */
    size_t matches;
    struct search_segments segments; /* "… " where it was cut in front, " …" behind */
};

struct search_passages {
    const struct document *document; /* the whole document, in the arena */
    size_t matches;                  /* in all of the document, or of the paragraph found */
    struct search_segments title;    /* the whole title; empty when no word in it matched */
    struct search_passage *items;    /* best first */
    size_t count;
};

struct search_passages_request {
    size_t limit;      /* how many passages of one document at most */
    size_t characters; /* of one passage, about; 0: SEARCH_PASSAGE_CHARACTERS */
};

/*
 * Set *out to the passages of one hit, reading its document from the source into arena. A query
 * that has no words gives none, but for a paragraph hit, which always has its own.
 *
 * Errors:  those of the source's read; STATUS_NO_MEMORY
 */
MUST_CHECK enum status search_passages(struct search_hits *hits, const struct search_hit *hit,
                                       const struct search_passages_request *request,
                                       struct arena *arena, struct search_passages *out,
                                       struct error *error);

/* How often the query's words and phrases stand in a hit, without reading its document. */
size_t search_matches(struct search_hits *hits, const struct search_hit *hit);
