/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What was found of countries and places, before it is written into the document. */

#include "geography.h"

struct found_country {
    struct country country;
    struct mentions doubtful; /* of a name that it shares */
    struct text shared;       /* that name */
    bool is_about;            /* whether title, dateline or station say so */
    struct found_country *next;
};

struct found_place {
    struct place place;
    struct found_place *next;
};

/* The country with that code, new if need be; NULL for none, or when memory ran out. */
struct found_country *found_country(struct geography *geography, const struct finding *finding,
                                    struct text code);

/* Let what points to a country be known. */
void found_derived(struct geography *geography, const struct finding *finding, struct text code,
                   struct text what);

/* Add a mention of a place. */
void found_place(struct geography *geography, const struct finding *finding, struct place place,
                 struct mention mention);

void found_mention(const struct finding *finding, struct mentions *mentions,
                   struct mention mention);
