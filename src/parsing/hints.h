/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What a container knows of a document besides its text: the table above a cable on a web page, the
 * other columns of its row. The readers take a hint only where the text itself is silent; where the
 * text says something else, that is a warning.
 */

#include "chancery/base/list.h"

/* All of it as it stands there, trimmed; TEXT_NONE where there is none. In the part's arena. */
struct hints {
    struct text id;      /* 07SEOUL487, or what the archive calls it */
    struct text created; /* any usual way of writing a day, and a time behind it or not */
    bool minutes_unsure; /* the minutes in created are not to be believed */
    struct text released;
    struct text classification; /* CONFIDENTIAL//NOFORN */
    struct text origin;         /* Embassy Seoul */
    struct texts references;
    struct texts tags;
    bool is_extract; /* the container says that it holds a part of the document only */

    struct text title;
    struct text author;
    struct text publication;
    struct text url;
    struct text language; /* ISO 639-1, perhaps with a region behind */
};
