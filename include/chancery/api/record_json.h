/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Writes any record of the model as JSON, by its table. */

#include "chancery/base/json_writer.h"
#include "chancery/base/utf8.h"
#include "chancery/model/document.h"

/* The fields of document to write: a set of bits by their place in document_record's table. */
#define RECORD_JSON_ALL_FIELDS UINT64_MAX

/* value as an object. Spans are counted by counter, which must be over the document's text. */
void record_json_write(struct json_writer *json, const struct record *record, const void *value,
                       struct utf8_counter *counter);

/* One field of value, without its key. */
void record_json_write_field(struct json_writer *json, const struct field *field, const void *value,
                             struct utf8_counter *counter);

/* A whole document, or the fields of it that are in the set, with spans in unit. */
void record_json_write_document(struct json_writer *json, const struct document *document,
                                uint64_t fields, enum utf8_unit unit);

/* A whole document, spans in code points, and behind its fields its "text", which they count in. */
void record_json_write_whole(struct json_writer *json, const struct document *document);
