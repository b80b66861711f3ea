/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What a registry knows for a search: all names of whom a query names, and who says what. */

#include "chancery/ingest/library.h"
#include "chancery/search/search.h"

struct knowledge_source {
    const struct registry *registry;
    const struct index *index;
};

/* Points to source, which must live as long. */
struct search_knowledge knowledge_of(struct knowledge_source *source);

/* Whether a query, or filters, ask for anything that a registry knows better than the index. */
bool knowledge_is_needed(const struct query_node *query, const struct search_filters *filters);
