/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Whole files in and out. */

#include "chancery/base/buffer.h"

/*
 * Append all bytes of the file at path to *out.
 *
 * Errors:  STATUS_NOT_FOUND   no such file
 *          STATUS_LIMIT       more bytes than *out may hold
 *          STATUS_IO, STATUS_NO_MEMORY
 */
MUST_CHECK enum status file_read(const char *path, struct buffer *out, struct error *error);

/*
 * Read at most room bytes of an open file into out; *got is 0 at its end. STATUS_IO
 */
MUST_CHECK enum status file_read_piece(int file, char *out, size_t room, size_t *got,
                                       struct error *error);
