/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* JSON that came in, as jansson's trees: reading a body, and writing a part of it out again. */

#include <jansson.h>

#include "chancery/base/arena.h"
#include "chancery/base/status.h"

/* Before anything of jansson's is used. */
void json_body_begin(void);

/*
 * Set *out to what body says; the caller gives it back with json_decref.
 *
 * Errors:  STATUS_INVALID    it is no JSON, or names something twice; the message says where
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status json_body_read(struct text body, json_t **out, struct error *error);

/*
 * Set *out to value as compact JSON, in arena.
 *
 * Errors:  STATUS_NO_MEMORY
 */
MUST_CHECK enum status json_body_print(const json_t *value, struct arena *arena, struct text *out,
                                       struct error *error);
