/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Which entries of the registries somebody may mean by a name, as spreadsheets are reconciled: by
 * likeness, so that misspelt names and other orders of their words are found too.
 */

#include "registries.h"

/* The most candidates of one name. */
#define RECONCILE_LIMIT_MAX 50

/* What a candidate scores whose name is the one asked for. */
#define RECONCILE_SCORE_SAME 100.0

struct reconcile_candidate {
    const struct registry_table_row *registry;
    struct registry_item item;
    double score; /* to RECONCILE_SCORE_SAME */
};

/* What a candidate scores at least. */
#define RECONCILE_SCORE_LEAST 30.0

/* Best first. */
struct reconcile_candidates {
    struct reconcile_candidate items[RECONCILE_LIMIT_MAX];
    size_t count;
    size_t limit;
    bool is_begun; /* the name may go on: what it lacks of a longer one is not minded */
};

/*
 * Offer to *out the entries of registry that are like name. out->limit says how many are kept; of
 * several registries one is asked after the other.
 *
 * Errors:  STATUS_NO_MEMORY
 * Cost:    linear in the names that have a word with the first three letters of one asked for, and
 *          bounded
 */
MUST_CHECK enum status reconcile_match(const struct registry_table_row *registry,
                                       const struct view *view, struct text name,
                                       struct reconcile_candidates *out, struct error *error);

/* The name of an entry as people know it; never TEXT_NONE. */
struct text reconcile_name(const struct registry_table_row *registry, const struct view *view,
                           const struct registry_item *item);
