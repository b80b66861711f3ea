/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Cables that are named in the text of another: "(SEOUL 5995)", "05 State 00226504". */

#include "reading.h"

/* The most references of one body. */
#define BODY_REFERENCES_MAX 500

/*
 * Add what the paragraphs name to the document's references. The id of the document must be known,
 * for the years that are not said.
 */
void body_references_read(struct reading *reading);
