/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The documents that tell of one event, each with its own words for it. */

#include "fact_rows.h"

/* The most that are told of one event. */
#define EVENT_SOURCES_MAX 50

/* Write "sources": [{document, href, title, document_date, paragraph, evidence, …}]. Errors: those
 * of reading a document */
MUST_CHECK enum status event_sources_write(struct fact_rows_walk *walk,
                                           const struct registry_row *row, struct arena *arena,
                                           struct json_writer *json, struct error *error);

/* The ids of these documents, with a semicolon between. In arena. */
struct text event_sources_ids(const struct fact_rows_walk *walk, const struct registry_row *row,
                              struct arena *arena);
