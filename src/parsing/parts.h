/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Parts a file of several cables into its documents. */

#include "chancery/base/text.h"

/*
 * Take the first document off the front of *rest; false when nothing is left. A document ends where
 * the transmission identifier of another cable begins a line, and the originator lines below both
 * name different stations or serials. Sections and copies of one cable stay together.
 *
 * Cost:    one pass over the bytes.
 */
bool parts_take(struct text *rest, struct text *part);
