/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Dates that a text names, and the one that a report bears. */

#include "finding.h"

/* Add the dates that the words name. Source: TIMEX3 as TempEval-3 uses it, for what counts as one.
 */
void dates_find(const struct finding *finding);

/* Add when a document that is no cable was published, where its text says so. */
void dates_in_header(struct document *document, struct arena *arena);
