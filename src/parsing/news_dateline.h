/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The dateline in front of a lead paragraph: "OSLO, June 1 (Norden) --". */

#include "chancery/model/news.h"
#include "chancery/model/vocabulary.h"

#include "date_text.h"

/* The parts of a dateline as printed; what is not there is TEXT_NONE, or all 0 in date. */
struct dateline {
    struct text place;
    struct text agency;
    struct date_text date;
    struct text raw; /* from the place to the mark behind it */
};

/*
 * Take the dateline that *lead begins with, and the blanks behind it. A place without agency and
 * date needs a mark that parts it from the text; with a colon, which also stands behind speakers
 * and headings, it must be a place that the vocabulary knows. False, with *lead unmoved, otherwise.
 * The vocabulary may be NULL: then no place is known.
 *
 * Source:  src/parsing/README.md, section "Datelines"
 */
bool dateline_take(struct text *lead, const struct vocabulary *vocabulary, struct dateline *out);

/* Whether line begins with words in capitals and a colon, as the lines of speakers do. */
bool dateline_is_speaker(struct text line);

/* The same as dateline_take in a text without speakers, where a colon says more. */
bool dateline_take_colon(struct text *lead, const struct vocabulary *vocabulary,
                         struct dateline *out);

/* name in its usual case: "PORT OF SPAIN" becomes "Port of Spain". Other than capitals: as it is.
 */
struct text dateline_usual_case(struct text name, struct arena *arena);
