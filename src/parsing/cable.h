/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads a cable: its header (cable_header.c and its neighbors), then its body.
 */

#include "reading.h"

/* Fill the whole document, whose text was found to be a cable. */
void cable_read(struct reading *reading);

/*
 * Read everything above the first paragraph into document: id, title, date, cable and the header's
 * references. Answers where the body begins, in bytes from the start of the text: behind the last
 * header field, so that headings, summary markers and paragraph numbers are the body's.
 */
size_t cable_header_read(struct reading *reading);

/*
 * Read paragraphs, summary, signature and what follows it from the text at body_start on.
 */
void cable_body_read(struct reading *reading, size_t body_start);
