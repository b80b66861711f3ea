/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Finds the registry of a generation, in the file beside the store (STORE.registry) when that one
 * fits, or else makes it from the store's documents and leaves it there for the next start.
 */

#include "chancery/index/index.h"
#include "chancery/registry/registry.h"
#include "chancery/store/reader.h"

/*
 * Set *out to the registry of the documents that reader sees, in the order of index. That a file is
 * damaged or cannot be written is logged, and no error.
 *
 * Errors:  as store_reader_each; STATUS_NO_MEMORY
 */
MUST_CHECK enum status registering_find(const char *store_path, struct store_reader *reader,
                                        const struct index *index, struct registry **out,
                                        struct error *error);
