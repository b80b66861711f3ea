/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Where a store lies when nobody says. */

#include "chancery/base/buffer.h"

/*
 * Append the path of the store for these folders and files: one of its own for each set of them,
 * under the user's data folder (XDG_DATA_HOME, or ~/.local/share), which is made when it is not
 * there.
 *
 * Errors:  STATUS_NOT_FOUND  one of the paths is not there
 *          STATUS_IO         the data folder cannot be made
 * Source:  XDG Base Directory Specification 0.8.
 */
MUST_CHECK enum status store_path_of(char *const *paths, size_t count, struct buffer *out,
                                     struct error *error);
