/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Whole numbers as people write them: digits, an optional minus, nothing before or behind. */

#include <stdint.h>

#include "chancery/base/text.h"

/* Set *out to the number that text is. False when it is none, or not between least and most. */
bool number_read(struct text text, int64_t least, int64_t most, int64_t *out);
