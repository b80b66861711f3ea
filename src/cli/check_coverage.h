/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* "chancery check --coverage": which bytes of documents no rule of the parser claimed. */

#include "chancery/base/status.h"

/* How deep folders may lie in each other. */
#define CHECK_COVERAGE_DEPTH_MAX 64

/*
 * Read the file at path, or each file below the folder there, and print what is unclaimed, one gap
 * a line, and a sum below. What cannot be read is told on stderr and passed over.
 *
 * Errors:  as vocabulary_load; STATUS_NOT_FOUND and STATUS_IO for path itself
 */
MUST_CHECK enum status check_coverage(const char *path, const char *config, struct error *error);
