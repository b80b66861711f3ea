/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Where the keys are. */

#include "chancery/base/buffer.h"

#define ACCESS_PATH_BYTES_MAX ((size_t)4096)

/*
 * Append the path of the file of keys: named, when it is not NULL, else access.ini in the settings
 * folder, which config names or not (see config_folder).
 */
MUST_CHECK enum status access_path(const char *named, const char *config, struct buffer *out,
                                   struct error *error);
