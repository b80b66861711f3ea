/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Secrets: making them, and comparing without telling by the time it takes where they differ. */

#include "chancery/base/text.h"

#define SECRET_BYTES 32

/* 256 random bits in lower-case hexadecimal, with a NUL behind. */
struct secret {
    char hex[SECRET_BYTES * 2 + 1];
};

struct secret secret_make(void);

/* Whether a and b are equal; takes as long for any two of the same lengths. */
bool secret_equal(struct text a, struct text b);
