/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Up to which marking somebody may read. A mark is a level and, behind slashes, caveats: "C//NF".
 * A mark that cannot be read counts as the highest level.
 */

#include "chancery/base/list.h"

/* From the lowest; SBU stands for LOU, FOUO and LIMITED OFFICIAL USE too. */
enum level {
    LEVEL_U,
    LEVEL_SBU,
    LEVEL_C,
    LEVEL_S,
    LEVEL_TS,
};

struct ceiling {
    enum level level;
    struct texts caveats; /* that may be read too: NOFORN, REL, NODIS … in capitals */
};

/* "U", "SBU", "C", "S" or "TS". Static. */
struct text level_name(enum level level);

/* Read a level as marks and classification lines have it. False when it is none. */
bool level_read(struct text text, enum level *out);

/* "NF" as "NOFORN"; others as they are. */
struct text caveat_name(struct text caveat);

/* Whether a portion of this mark may be read; TEXT_NONE is no mark that can be read. */
bool ceiling_allows(const struct ceiling *ceiling, struct text mark);

/* Whether one caveat alone may be read. */
bool ceiling_allows_caveat(const struct ceiling *ceiling, struct text caveat);
