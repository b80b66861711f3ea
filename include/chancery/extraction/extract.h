/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Finds facts in a document that was read.
 *
 * Only what the header states is found so far: who classified and signed a cable, who wrote a
 * report. The other sections of facts stay empty.
 */

#include "chancery/model/document.h"

struct vocabulary;

/*
 * Fill the sections of facts of document, which is as parse_bytes hands it out. What is found lives
 * in arena or is part of the document. Running out of memory is remembered by the arena.
 */
void extract(struct document *document, const struct vocabulary *vocabulary, struct arena *arena);
