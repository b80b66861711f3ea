/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Opens what lies below a folder, and nothing else: no link is followed on the way, no device or
 * pipe is opened for good, and a file swapped for one meanwhile is noticed.
 */

#include <sys/stat.h>

#include "chancery/base/buffer.h"

#include "reason.h"

/* A folder below which files are opened. */
struct opening_root {
    int folder;
};

/* What path names, absolute: its folder, or itself when it is one. STATUS_NOT_FOUND, STATUS_IO. */
MUST_CHECK enum status opening_root(const char *path, bool is_folder, struct opening_root *out,
                                    struct error *error);
void opening_root_close(struct opening_root *root);

/* Open the folder called name in another, which is no link. -1, with errno, when it cannot be. */
int opening_folder(int folder, const char *name);

/*
 * Open the regular file at path, below root, and set *file to its descriptor, which the caller
 * closes, and *entry to what it is. Answers why not, or REASON_NONE.
 */
enum reason opening_file(const struct opening_root *root, struct text path, int *file,
                         struct stat *entry);

/* Append all that is left of an open file to *out. Answers why not, or REASON_NONE. */
enum reason opening_read_all(int file, struct buffer *out);

/*
 * Append the regular file at path, below root, to *out, and set *entry to what it was when it was
 * read. Answers why not, or REASON_NONE.
 */
enum reason opening_read(const struct opening_root *root, struct text path, struct buffer *out,
                         struct stat *entry);

/* Why a thing of this kind is not read; REASON_NONE for files, folders and links. */
enum reason opening_refuses(mode_t mode);
