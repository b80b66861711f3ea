/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Rows of comma- or tab-separated values, in the dialects that archives are kept in: quotes inside
 * quotes doubled (RFC 4180) or behind a backslash, line ends inside quotes, or behind a backslash
 * where nothing is quoted.
 *
 * Source: RFC 4180; src/parsing/README.md, "Rows"
 */

#include "chancery/base/arena.h"

/* The most fields of a row; those behind are passed over. */
#define ROW_FIELDS_MAX 128

struct rows_dialect {
    char delimiter;    /* comma, tab, semicolon or bar */
    bool has_quotes;   /* fields may stand in quotes */
    bool has_escapes;  /* a backslash stands before quotes, backslashes and line ends */
    bool is_cable_row; /* each row begins as those of the great archive of cables do */
};

/* How far the end of a row was looked for; all zero at its beginning. */
struct rows_scan {
    size_t at;
    bool is_quoted;
    bool is_inside; /* a field has begun */
};

/* A row cut into its fields as they stand, quotes included. */
struct row {
    struct text fields[ROW_FIELDS_MAX];
    size_t count;
};

/* The dialect of a file that begins with head. False when it has none. */
bool rows_dialect_of(struct text head, struct rows_dialect *out);

/*
 * Where the row at the front of text ends, behind its line end; TEXT_NOT_FOUND when more bytes must
 * be seen first. is_whole says that none follow, and the row ends with them. *scan goes on where
 * it was with the same text, or more of it.
 */
size_t rows_find_end(struct text text, bool is_whole, const struct rows_dialect *dialect,
                     struct rows_scan *scan);

/* Cut text, one row, into *out. */
void rows_split(struct text text, const struct rows_dialect *dialect, struct row *out);

/* A field without its quotes, escapes undone, in arena. */
struct text rows_value(struct text field, const struct rows_dialect *dialect, struct arena *arena);

/* Whether text begins as a row of the archive of cables: a number and a day with a time. */
bool rows_begins_cable(struct text text, char delimiter);
