/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Brings a store of redacted documents up to the store that they are redacted from.
 *
 * Each document is redacted below a ceiling, and what is left is read anew, so that nothing in the
 * second store was made from what was left out. A file of which nothing changed below the ceiling
 * is no change of the second store, whatever happened above it.
 */

#include "chancery/ingest/library.h"
#include "chancery/model/ceiling.h"

struct below_options {
    const char *from_path; /* the store with everything in it */
    const char *to_path;
    const struct ceiling *ceiling;
    const struct vocabulary *vocabulary;
    struct text reading; /* as for store_writer_open; the ceiling must be part of it */
};

/*
 * Errors: as store_reader_open, store_writer_open. A document that cannot be redacted is left out
 * and logged.
 */
MUST_CHECK enum status below_bring_up(const struct below_options *options, int64_t *generation,
                                      struct error *error);
