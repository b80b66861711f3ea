/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Who speaks in each paragraph of a cable, and what its summary says. */

#include "reading.h"

/* Set the voice of every paragraph. */
void cable_voices_set(struct reading *reading);

/* Set the cable's summary from the paragraphs whose voices are set. */
void cable_summary_set(struct reading *reading);
