/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * How a document is cited: a sentence for a note, and what reference managers take.
 *
 * Source: RIS as its publisher's "RIS format specifications" has it; the entry types of BibTeX;
 * the schema of CSL 1.0.2 data.
 */

#include "chancery/base/buffer.h"
#include "chancery/base/json_writer.h"
#include "chancery/model/document.h"

/* Who speaks: the sender of a cable, the authors of a report, from 0; TEXT_NONE behind the last. */
struct text citation_author(const struct document *document, size_t place);

/* Add the sentence: who, what, where, which number and when, as far as the document says so. */
void citation_add_note(struct buffer *out, const struct document *document);

void citation_add_ris(struct buffer *out, const struct document *document);
void citation_add_bibtex(struct buffer *out, const struct document *document);

/* Write one item of CSL data, an object. */
void citation_write_csl(struct json_writer *json, const struct document *document);
