/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Writes documents or paragraphs that were found, one after the other, in a format that a list can
 * be taken away in: rows of JSON or CSV, citations, places on a map.
 */

#include "item.h"

struct list_export {
    enum http_format format;
    bool is_of_paragraphs;
    bool is_raw; /* csv: cells as they are */
    struct item_writer writer;
    size_t written;
};

/* What stands before the first, and behind the last. */
void list_export_head(const struct list_export *export, struct buffer *out);
void list_export_tail(const struct list_export *export, struct buffer *out);

/*
 * Add hit to out. What it reads for that lives in arena.
 *
 * Errors:  those of reading the document; half a row may then be written
 */
MUST_CHECK enum status list_export_row(struct list_export *export, const struct search_hit *hit,
                                       struct arena *arena, struct buffer *out,
                                       struct error *error);
