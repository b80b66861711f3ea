/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The names of months as date-time groups and headers print them. */

#include <stdint.h>

#include "chancery/base/text.h"

/* The month, from 1, that text names in full or by its first three letters; 0 when it names none.
 */
int64_t month_read(struct text text);

/*
 * The same for a damaged three-letter name: the one month that is one letter away, digits read as
 * the letters they stand for. 0 when there is none, or several.
 */
int64_t month_read_damaged(struct text text);
