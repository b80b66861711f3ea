/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads a filter of Meilisearch into nodes of a query tree. */

#include <jansson.h>

#include "chancery/base/status.h"

/*
 * Add what filter says to nodes, a list whose members are ANDed. filter is a text or a list of
 * texts and of lists of texts, the inner ones ORed.
 *
 * Errors:  STATUS_INVALID    a comparison that is not understood
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status meili_filter(const json_t *filter, json_t *nodes, struct error *error);
