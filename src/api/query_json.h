/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads a query tree from JSON; body.h says how it is written. */

#include <jansson.h>

#include "chancery/model/query.h"

/*
 * Set *out to the tree that json is, its texts copied into arena.
 *
 * Errors:  STATUS_INVALID    json is no such tree; the message says why
 *          STATUS_LIMIT      more than QUERY_TERMS_MAX leaves, or deeper than QUERY_DEPTH_MAX
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status query_json_read(const json_t *json, struct arena *arena,
                                       struct query_node **out, struct error *error);
