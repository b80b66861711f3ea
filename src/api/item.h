/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Writes one hit of a list, as an object of JSON or a row of CSV. */

#include "chancery/base/csv_writer.h"

#include "finding.h"
#include "item_keys.h"

struct item_writer {
    const struct view *view;
    struct finding *finding;
    struct item_keys keys;
    bool has_copies; /* items say how many copies they stand for */
    uint32_t copies; /* of the next one */
};

/*
 * Write hit with the keys chosen. What it reads for that lives in arena.
 *
 * Errors:  those of reading the document; half an item may then be written
 */
MUST_CHECK enum status item_write_json(const struct item_writer *writer,
                                       const struct search_hit *hit, struct arena *arena,
                                       struct json_writer *json, struct error *error);

/* The same for a paragraph that was found. */
MUST_CHECK enum status item_write_passage(const struct item_writer *writer,
                                          const struct search_hit *hit, struct arena *arena,
                                          struct json_writer *json, struct error *error);

/* The row of names, and a row of values. */
void item_write_csv_head(const struct item_writer *writer, struct csv_writer *csv);
MUST_CHECK enum status item_write_csv(const struct item_writer *writer,
                                      const struct search_hit *hit, struct arena *arena,
                                      struct csv_writer *csv, struct error *error);

/* The same for paragraphs, whose columns do not change. */
void item_write_passage_csv_head(struct csv_writer *csv);
MUST_CHECK enum status item_write_passage_csv(const struct item_writer *writer,
                                              const struct search_hit *hit, struct arena *arena,
                                              struct csv_writer *csv, struct error *error);

/* "/v1/documents/07SEOUL487" */
struct text item_href(struct text id, struct arena *arena);
