/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Writes rows of comma-separated values.
 *
 * Source: RFC 4180; OWASP ASVS 1.2.10 for cells that a spreadsheet would run as a formula: they
 * are given a ' in front, unless the client wants them raw.
 */

#include "chancery/base/buffer.h"

struct csv_writer {
    struct buffer *out;
    bool raw;
    bool in_row; /* a cell was written since the row began */
};

/* value as the next cell; TEXT_NONE is an empty cell. */
void csv_cell(struct csv_writer *csv, struct text value);
void csv_row_end(struct csv_writer *csv);

/* Add a value, the place-th from 0 of a list that is to stand in one cell, to what it will hold. */
void csv_list_add(struct buffer *cell, size_t place, struct text value);
