/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * "reftel", "ref A", "refs B and C" in the text of a cable: what they point to in its REF lines;
 * and "septel", a telegram still to come, which stays without an id.
 */

#include "finding.h"

/* The most of them that one document gets. */
#define TEXT_REFERENCES_MAX ((size_t)500)

struct text_references {
    size_t header_count; /* the references of the header come first */
    size_t only;         /* from 1: the only cable among them, or 0 */
    size_t added;
    size_t by_label['Z' - 'A' + 1]; /* from 1, or 0 */
};

/* Must be called first, when the references of the header and none of these are there. */
void text_references_begin(struct text_references *references, const struct document *document);

/* Add what the words name. Cost: linear. */
void text_references_find(struct text_references *references, const struct finding *finding);
