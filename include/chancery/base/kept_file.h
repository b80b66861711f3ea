/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A file that is made whole, under a temporary name, and from then on only mapped: whoever reads
 * it sees the one that was there before, or this one, complete.
 */

#include <stdbool.h>
#include <stddef.h>

#include "chancery/base/status.h"
#include "chancery/base/text.h"

/* Write all of piece at an offset, in bytes. False, with errno, when that fails. */
MUST_CHECK bool kept_file_put(int file, struct text piece, size_t offset);

/* Writes what a file is to hold into an empty one. False, with errno, when that fails. */
typedef bool kept_file_fill(int file, void *context);

/*
 * Make a file by fill at path, readable by its owner alone, in place of the file that is there.
 *
 * Errors:  STATUS_LIMIT        the name is too long
 *          STATUS_UNAVAILABLE  another program is writing this file
 *          STATUS_IO           the disk is full, say; what was at path is as before
 */
MUST_CHECK enum status kept_file_make(const char *path, kept_file_fill *fill, void *context,
                                      struct error *error);

/* Each piece begins at a multiple of this; what lies between is zeros. */
#define KEPT_FILE_ALIGNMENT ((size_t)64)

/* The same of pieces, one behind the other. */
MUST_CHECK enum status kept_file_write(const char *path, const struct text *pieces, size_t count,
                                       struct error *error);

/* Map an open file, read-only. STATUS_CORRUPT (no regular file, or empty), STATUS_IO */
MUST_CHECK enum status kept_file_map(int file, struct text *out, struct error *error);

/*
 * Map the file at path, read-only. A file that others cut off while it is mapped ends the program.
 *
 * Errors:  STATUS_NOT_FOUND, STATUS_CORRUPT (no regular file, or empty), STATUS_IO
 */
MUST_CHECK enum status kept_file_open(const char *path, struct text *out, struct error *error);

/* TEXT_NONE is allowed. */
void kept_file_close(struct text file);
