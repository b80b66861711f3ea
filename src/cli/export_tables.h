/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Documents as a database of plain tables: "documents", and a table for each list that a document
 * has (paragraphs, people, statements …), whose first column is the document's id. A field that is
 * itself a record of single values has a column for each of them (date_value, source_path); other
 * records and lists stand as JSON, which SQLite's json_extract and json_each read. Spans
 * are two columns, such as span_start and span_end: code points of the text in "documents".
 */

#include "chancery/model/document.h"
#include "chancery/store/tables.h"

struct export_tables;

/*
 * Begin the file at path.
 *
 * Errors:  as store_tables_create
 * Owns:    the caller finishes or drops *out.
 */
MUST_CHECK enum status export_tables_begin(const char *path, struct export_tables **out,
                                           struct error *error);

/* Add a document. */
MUST_CHECK enum status export_tables_add(struct export_tables *tables,
                                         const struct document *document, struct error *error);

/* Make the file whole. Frees tables, whatever comes of it. */
MUST_CHECK enum status export_tables_finish(struct export_tables *tables, struct error *error);

/* Remove the file. NULL is allowed. */
void export_tables_drop(struct export_tables *tables);
