/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads the number of a cable as people write it.
 *
 * "07SEOUL487", "07 SEOUL 000487", "2007SEOUL487", "07-Seoul-487", "SEOUL 487 (07)", "Seoul 487,
 * 2007" all name one cable, whose canonical id is the two digits of the year, the station without
 * blanks and marks, and the serial without leading zeros.
 *
 * Source: src/parsing/README.md, "Canonical ids".
 */

#include "chancery/base/arena.h"
#include "chancery/model/vocabulary.h"

/* The longest text that is read as an id, in bytes. */
#define CABLE_ID_BYTES_MAX ((size_t)96)

/*
 * The canonical id that text means, in arena, or TEXT_NONE when text has no year, station or
 * serial. A station that vocabulary knows by another name is given its canonical one; vocabulary
 * may be NULL. A "~2" at the end is kept.
 */
struct text cable_id_read(struct text text, const struct vocabulary *vocabulary,
                          struct arena *arena);
