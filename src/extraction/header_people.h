/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Persons of a document. */

#include "chancery/model/document.h"

/*
 * Add those whom the header or the end of the document names by their function: classifier, signer,
 * author. Names stay as printed, and are mentioned where they stand, if they stand in one piece.
 */
void people_in_header(struct document *document, struct arena *arena);
