/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* JSON as jansson's trees, which are only made where there is memory for all of one. */

#include <jansson.h>

#include "chancery/base/status.h"
#include "chancery/base/text.h"

/*
 * Set *out to what bytes say by jansson's flags, or to NULL with *fault when that is nothing; fault
 * may be NULL. The caller gives *out back with json_decref.
 *
 * Errors:  STATUS_NO_MEMORY
 */
MUST_CHECK enum status json_load_bytes(struct text bytes, size_t flags, json_t **out,
                                       json_error_t *fault);
