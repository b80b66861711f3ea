/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Who speaks in each paragraph of a cable, and what its summary says. */

#include "cable_markers.h"
#include "reading.h"

/* One marker and the paragraph it stands in. */
struct voice_event {
    size_t paragraph;
    struct marker marker;
};

/* All markers of a cable, in their order. */
struct voice_events {
    LIST_OF(struct voice_event);
};

/* Find the markers, and set the voice of every paragraph. */
void cable_voices_set(struct reading *reading, struct voice_events *events);

/* Set the cable's summary from the paragraphs whose voices are set, and their markers. */
void cable_summary_set(struct reading *reading, const struct voice_events *events);
