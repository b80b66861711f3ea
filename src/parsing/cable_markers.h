/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The words that say in whose voice a cable speaks: SUMMARY … END SUMMARY, COMMENT, ACTION REQUEST,
 * NOTE, BEGIN TEXT … END TEXT.
 */

#include "reading.h"

enum voice {
    VOICE_REPORT,
    VOICE_SUMMARY,
    VOICE_COMMENT,
    VOICE_ACTION_REQUEST,
    VOICE_QUOTE,
    VOICE_NOTE,
};

struct marker {
    enum voice voice;
    bool end;     /* END …, not the beginning */
    size_t start; /* where it begins in the text, its bracket included */
    size_t stop;  /* behind it and the stop, colon or bracket that belongs to it */
};

/* What a paragraph's voice field says. Static. */
struct text voice_name(enum voice voice);

/* The marker that text begins with: "Summary:", "(Comment:", "BEGIN TEXT." False if none. */
bool marker_at_start(struct text text, struct marker *out);

/*
 * The first marker in text at from or behind it.
 *
 * Cost: linear in what is passed over.
 */
bool marker_find(struct text text, size_t from, struct marker *out);

/* What a heading says about the paragraphs under it; VOICE_REPORT where it says nothing. */
enum voice marker_of_heading(struct text heading);
