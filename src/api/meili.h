/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The search of Meilisearch, as far as its client libraries for search pages need it: its questions
 * become bodies of POST /v1/search, whose answers become its answers. There is one index,
 * "documents".
 *
 * Words are ANDed, and the last one is taken for a beginning, since people type while they search.
 * Filters are comparisons (=, !=, IN) of our fields, joined by AND, or nested lists of them.
 *
 * Source: Meilisearch's reference, "Search" and "Multi-search", of version 1.
 */

#include <jansson.h>

#include "chancery/base/arena.h"
#include "chancery/base/status.h"

#define MEILI_INDEX "documents"

/* The most hits of one answer, facet values of one facet, and questions of one multi-search. */
#define MEILI_HITS_MAX         1000
#define MEILI_FACET_VALUES_MAX 100
#define MEILI_QUERIES_MAX      50

/*
 * Set *out to what POST /v1/search is asked for the question; the caller gives it back with
 * json_decref.
 *
 * Errors:  STATUS_INVALID    a member that is not understood, with what it may be
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status meili_question(const json_t *question, json_t **out, struct error *error);

/*
 * Set *out to the answer to question, made of ours; the caller gives it back with json_decref.
 *
 * Errors:  STATUS_NO_MEMORY
 */
MUST_CHECK enum status meili_answer(const json_t *question, const json_t *ours, json_t **out,
                                    struct error *error);
