/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What a volume of Foreign Relations of the United States prints around a document.
 */

#include "chancery/model/record.h"

struct frus {
    struct text volume; /* frus1969-76v19p1 */
    struct text volume_title;
    struct text number;   /* of the document in its volume, as printed: 22 */
    struct text place;    /* of the dateline: Washington */
    struct text dateline; /* as printed */
    struct text date_end; /* the last day, ISO 8601, where the document covers more than one */
    struct texts from;    /* who sent it: offices and people as printed */
    struct texts to;
    struct text subject;
    struct text classification; /* the bare level: TOP SECRET; none where it bears no mark */
    struct text precedence;     /* of a telegram: PRIORITY, FLASH … */
    struct texts handling;      /* what else follows the level: SENSITIVE, EXDIS … */
    struct text source_note;    /* where the original lies, and what was done with it */
};

extern const struct record frus_record;
