/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Occasions on which parties meet: meetings, visits, summits, conferences, demarches, briefings,
 * dinners and calls, with who, where, when, and whether they were held or are planned.
 *
 * A word for such an occasion is an event only with a participant, a place or a date beside it. A
 * later mention of the same occasion adds to the first.
 */

#include "event_slots.h"

/* With how many of the last events a mention is compared. */
#define EVENTS_COMPARED_MAX 32

/* What tells one occasion from another. */
struct event_seen {
    size_t index; /* in the document */
    struct text kind;
    struct text modifier; /* the words before it: NATO, February Oslo */
};

struct events_reader {
    struct speakers *speakers;
    struct speaker topic; /* whom the sentences before are about */
    uint16_t *date_at;    /* for each word: from 1, the date of the piece that it is part of */
    size_t first_date;    /* of the piece, in the document */
    uint16_t taken_date;  /* as in date_at: the one of the last event of the sentence */
    struct text speaker;  /* of the first statement of the sentence */
    struct event_seen seen[EVENTS_COMPARED_MAX];
    size_t seen_count; /* of all; the last ones are kept */
};

/* Must be called first. date_at has room for WORDS_MAX. */
void events_begin(struct events_reader *reader, struct speakers *speakers, uint16_t *date_at);

/* Must be called before the dates of a piece of text are found, so that they can be told. */
void events_before_dates(struct events_reader *reader, const struct finding *finding);

/* Add the events of the passage. Cost: linear. */
void events_find(struct events_reader *reader, const struct passage *passage);
