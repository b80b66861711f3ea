/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The language of a document, by its script, and for the Latin one by its small words. */

#include "chancery/model/document.h"
#include "chancery/model/vocabulary.h"

/*
 * The ISO 639-1 code of the language that most of the paragraphs are in; static. TEXT_NONE when
 * they are too short to tell, or two languages are as likely. The vocabulary may be NULL: then no
 * language of the Latin script is known.
 *
 * Cost:    looks at a few kilobytes, however long the document is.
 */
struct text language_of(const struct paragraphs *paragraphs, const struct vocabulary *vocabulary);
