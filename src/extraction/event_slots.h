/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Who, where, when and whether: what stands beside the word for an occasion. */

#include "speakers.h"

struct events_reader;

/* A word for an occasion, and the sentence it stands in. */
struct occasion {
    struct events_reader *reader;
    const struct passage *passage;
    const struct vocabulary_event_word *word;
    size_t first; /* of the sentence */
    size_t last;
    size_t trigger;
    bool is_verb; /* met, will visit */
    size_t start; /* of its noun phrase, or of its subject */
    size_t end;   /* of what belongs to it */
};

/* The date beside it, or NULL. */
const struct date *occasion_date(const struct occasion *occasion);

/* The place beside it, as printed, or TEXT_NONE. */
struct text occasion_place(const struct occasion *occasion);

/* held, planned, cancelled or TEXT_NONE. date may be NULL. */
struct text occasion_status(const struct occasion *occasion, const struct date *date);

/* Add who takes part. */
void occasion_participants(const struct occasion *occasion, struct texts *participants);

/* Whether one place lies in the other: Oslo in Norway. */
bool occasion_is_within(const struct occasion *occasion, struct text a, struct text b);

/* The verb that the word for an occasion is the object of, or the count of words. */
size_t occasion_verb(const struct occasion *occasion);

/* What the first few letters of date say of the day of the document: -1 before it, 1 after it. */
int occasion_side(const struct occasion *occasion, const struct date *date);
