/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The office or rank that stands beside a name: in front of it ("Deputy Foreign Minister Ana Ruiz",
 * "EAP/K Bo Lind"), or behind a comma or in brackets ("Bo Lind, head of the Coast Guard").
 */

#include "names.h"

struct role {
    struct text text;        /* as printed, without articles; TEXT_NONE for an honorific alone */
    struct text affiliation; /* the organization that stands in it or beside it */
    size_t first;            /* the first word of it, honorifics counted */
    bool is_honorific;       /* whether there is one: Mr., Dr. */
    bool is_plural;          /* "Ministers": more than one name may follow */
};

/* The role right before the name that begins with word first. False when there is none. */
bool role_before(const struct names *names, size_t first, struct role *out);

/* The role that ends at the comma right before word first: "Director of Trade, Ana Ruiz". */
bool role_before_comma(const struct names *names, size_t first, struct role *out);

/* The role behind the name that ends with word last. */
bool role_behind(const struct names *names, size_t last, struct role *out);

/* What the person is of: "Ana Ruiz of the Ministry of Trade". TEXT_NONE when it is not said. */
struct text role_affiliation_behind(const struct names *names, size_t last);

/* The role that begins with word first and stands for somebody by itself: "the Foreign Minister
 * left". *last becomes its last word. False when a name follows, or there is no office. */
bool role_alone(const struct names *names, size_t first, struct role *out, size_t *last);
