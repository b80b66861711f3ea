/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* How a generation comes to be: the store's readers are opened on it, the index is found. */

#include "chancery/ingest/library.h"

#include "indexing.h"

/*
 * Open the store's present generation, held once for the caller.
 *
 * Errors:  as store_reader_open; STATUS_UNAVAILABLE when another program writes all the while
 */
MUST_CHECK enum status generation_open(const char *store_path, unsigned reader_count,
                                       indexing_report *report, void *context,
                                       struct generation **out, struct error *error);

/* Hold it once more. */
void generation_hold(struct generation *generation);
