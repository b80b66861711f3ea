/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Finds facts in a document that was read.
 *
 * Found are people, organizations, dates, countries, places, money, acronyms, office symbols,
 * statements, events and requests for action.
 */

#include "chancery/model/document.h"

struct vocabulary;

/*
 * Fill the sections of facts of document, which is as parse_bytes hands it out. What is found lives
 * in arena or is part of the document. Running out of memory is remembered by the arena. Without a
 * vocabulary, which may be NULL, only what the header states is found.
 *
 * Cost: linear in the length of the document.
 */
void extract(struct document *document, const struct vocabulary *vocabulary, struct arena *arena);
