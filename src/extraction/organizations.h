/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Organizations that a text names: those of the vocabulary; names with a head such as Ministry or
 * Party; acronyms that the text explains; governments; offices by their symbols.
 */

#include "names.h"
#include "organizations_found.h"

/* Add those that the words name, and mark the words. Source: src/extraction/README.md. */
void organizations_find(struct organizations_found *found, struct names *names);

/* Add those of the header: who is asked to pass a cable on, and who published a report. */
void organizations_in_header(struct organizations_found *found, const struct finding *finding);
