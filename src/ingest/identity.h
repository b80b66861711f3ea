/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the files beside a store are made of: the state of that store, and what read it. */

#include "chancery/base/buffer.h"
#include "chancery/store/reader.h"

/*
 * Add to *out a text that no other state of this store has, and no other store; set
 * *document_count to how many documents there are.
 *
 * Errors:  as store_reader_summary; STATUS_NO_MEMORY
 */
MUST_CHECK enum status identity_of(const char *store_path, struct store_reader *reader,
                                   struct buffer *out, int64_t *document_count,
                                   struct error *error);
