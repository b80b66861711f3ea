/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Makes the registry of a generation from the documents of its store. */

#include "chancery/index/index.h"
#include "chancery/registry/registry.h"
#include "chancery/store/reader.h"

/* Errors:  as store_reader_each; STATUS_NO_MEMORY */
MUST_CHECK enum status registering(struct store_reader *reader, const struct index *index,
                                   struct registry **out, struct error *error);
