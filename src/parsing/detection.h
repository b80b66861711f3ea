/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Finds out what a document is, from evidence anywhere in its text. */

#include "chancery/base/text.h"

enum genre {
    GENRE_CABLE,
    GENRE_NEWS,
    GENRE_TEXT, /* neither: no sentences */
};

/*
 * A cable shows at least two different signs of one at the beginnings of its lines, whatever stands
 * in front of them. A text that begins like a news report may quote a cable, so there it takes
 * four. A text whose line ends were lost is searched for signs between its words.
 *
 * Cost:    one pass over the text.
 * Source:  src/parsing/README.md, section "Detection".
 */
enum genre detection_genre(struct text text);
