/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Countries and places that a document names.
 *
 * A country is named by its name, a demonym or a short form; what only points to it, such as a
 * city, a tag or an addressee, stands among what it is derived from. A name that two countries
 * share ("Korea") counts where the document is about one of them. A tag is never read as a code.
 */

#include "chancery/base/map.h"
#include "finding.h"

struct geography {
    struct map countries; /* codes to struct found_country */
    struct map places;    /* names to struct found_place */
    struct found_country *first_country;
    struct found_country **next_country;
    struct found_place *first_place;
    struct found_place **next_place;
};

/* Must be called first. */
void geography_begin(struct geography *geography);

/* Add what the words name. in_title: what is named there, the document is about. */
void geography_find(struct geography *geography, const struct finding *finding, bool in_title);

/* Add what header and dateline point to, and write all countries and places into the document. */
void geography_end(struct geography *geography, const struct finding *finding);
