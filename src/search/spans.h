/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Where, in the positions of one document, the words and phrases of a plan stand. */

#include "plan.h"

/* From the first to the last position of a match. */
struct match_span {
    uint32_t first;
    uint32_t last;
};

struct match_spans {
    LIST_OF(struct match_span);
};

/* The most sayings of one document among which matches are looked for. */
#define SPANS_SAYINGS_MAX ((size_t)4096)

/* Stands for places in a document that are in no paragraph. */
#define SPANS_TITLE  (UINT32_MAX - 1)
#define SPANS_HEADER UINT32_MAX

/*
 * The paragraph a position of document lies in, as a number in the index; SPANS_TITLE or
 * SPANS_HEADER.
 */
uint32_t spans_block(const struct index *index, uint32_t document, uint32_t position);

/*
 * Open the lists of a leaf, in an arena that lives as long as the plan; needed before its spans are
 * asked for. Does nothing the second time.
 */
void spans_open(struct plan_leaf *leaf, const struct index *index, struct arena *arena);

/*
 * Set *out to the matches of a leaf in a document, by their first positions. Lists are taken from
 * arena. Fast when documents are asked for in rising order.
 */
void spans_of_leaf(struct plan_leaf *leaf, const struct index *index, uint32_t document,
                   struct arena *arena, struct match_spans *out);

/*
 * The same for a node: for NEAR and the like, those matches that take part in it; for marks and
 * voices, whole paragraphs.
 */
void spans_of_node(struct plan_node *node, const struct index *index, uint32_t document,
                   struct arena *arena, struct match_spans *out);
