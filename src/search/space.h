/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What sets are sets of: all documents, or all paragraphs, of an index. Everything that finds,
 * filters and counts goes by slots of a space, so that it is written once for both.
 */

#include "chancery/search/search.h"

#include "bits.h"
#include "deadline.h"

struct space {
    const struct index *index;
    enum search_unit unit;
    uint32_t count;                           /* slots */
    struct deadline *deadline;                /* of finding in it, or NULL */
    const struct search_knowledge *knowledge; /* of its documents, or NULL */
};

struct space space_of(const struct index *index, enum search_unit unit);

/* The slots of a document: itself, or its paragraphs. */
struct index_range space_slots(const struct space *space, uint32_t document);

uint32_t space_document(const struct space *space, uint32_t slot);

/* How many words a slot has, and all have on average; never 0. */
float space_length(const struct space *space, uint32_t slot);
float space_average_length(const struct space *space);

/* Put all slots of a document into bits. */
void space_set_document(const struct space *space, uint32_t document, struct bits *bits);
