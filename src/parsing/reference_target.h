/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * One cable as a reference names it: "SECSTATE 6667", "06 STATE 12345", "QUITO 4525-91",
 * "STATE (01) 201265", "870 Ulaanbaatar", or the bare serial of a post named before.
 */

#include "cable_header.h"

struct reference_target {
    struct text printed; /* all of it */
    struct text station; /* as printed; TEXT_NONE for a bare serial */
    struct text serial;
    struct text year; /* two or four digits, or TEXT_NONE */
};

/* Read the target at the front of text. False when none stands there. */
bool reference_target_read(const struct cable_header *header, struct text text,
                           struct reference_target *out);
