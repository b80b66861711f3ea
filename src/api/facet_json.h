/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Writes the values of a field, counted among hits. */

#include "chancery/search/facets.h"

#include "finding.h"

/* How many values of a facet are told when nobody says, and at most. */
#define FACET_LIMIT_DEFAULT 10
#define FACET_LIMIT_MAX     10000

/* "values": [...], each with its label and the link that selects it, or takes it back. */
void facet_json_write_values(const struct view *view, const struct search_facet *facet,
                             const struct finding *finding, const struct http_request *request,
                             struct json_writer *json);

/* "facets": {...} for all that facets= names; left out when it names none. */
MUST_CHECK enum status facet_json_write_all(const struct view *view, const struct finding *finding,
                                            const struct http_request *request,
                                            struct json_writer *json, struct error *error);
