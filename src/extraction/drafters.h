/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Who drafted and approved a cable, as telegrams of the seventies and later prints say. */

#include "chancery/model/document.h"

/*
 * Add those whom lines such as "DRAFTED BY EUR/WE:RJBARKLEY" and "Approved By: ROME:West, Paul"
 * name; the office before the name is their affiliation. Names stay as printed.
 *
 * Cost: linear in the text.
 */
void drafters_in_cable(struct document *document, struct arena *arena);
