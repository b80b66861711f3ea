/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The index of one generation as a file: written once under a temporary name, renamed when it is
 * complete, and from then on only mapped. src/index/README.md describes its bytes.
 *
 * A file is good for one identity only: a text that names what it was made of, to which the file
 * adds the sources that made it. Nothing in a file is trusted: one that is damaged, cut off,
 * foreign or older is an expected outcome, and whoever opens it makes a new one from the store.
 */

#include <stdatomic.h>

#include "chancery/index/index.h"

/* The most bytes of an identity. */
#define INDEX_IDENTITY_BYTES_MAX ((size_t)1024)

/*
 * Write index to path, in place of the file that is there. Whoever has that one mapped keeps it.
 *
 * Errors:  STATUS_LIMIT        identity is too long
 *          STATUS_UNAVAILABLE  another program is writing this file
 *          STATUS_IO           the disk is full, say; what was at path is as before
 */
MUST_CHECK enum status index_save(const struct index *index, const char *path, struct text identity,
                                  struct error *error);

/*
 * Put index into a file without a name, in the folder of path, and set *out to the same index
 * mapped from there, so that its memory can be given to others meanwhile. The file goes with *out.
 *
 * Errors:  STATUS_IO, STATUS_LIMIT, STATUS_NO_MEMORY
 */
MUST_CHECK enum status index_spill(const struct index *index, const char *path, struct index **out,
                                   struct error *error);

/*
 * Set *out to the index in the file at path, mapped read-only. A file that is cut off by others
 * while it is mapped ends the program, as one of the store's does; we never write into one.
 *
 * Errors:  STATUS_NOT_FOUND  there is none
 *          STATUS_INVALID    it is no index, or was made of something else, or by another version
 *          STATUS_CORRUPT    it is damaged
 *          STATUS_IO, STATUS_NO_MEMORY
 * Cost:    compares the digest of the head, then all offsets and numbers with each other, so that
 *          nothing that is asked does harm whatever the file holds. That answers are right is sure
 *          only when index_verify says so.
 */
MUST_CHECK enum status index_open(const char *path, struct text identity, struct index **out,
                                  struct error *error);

/*
 * The same whatever the documents are, as long as this program made it: to make the next index of
 * what is left of them.
 */
MUST_CHECK enum status index_open_former(const char *path, struct index **out, struct error *error);

/*
 * Compare the digests of all bytes of an index that was opened. *stop may be set by another thread
 * to end this early; NULL: it never is.
 *
 * Errors:  STATUS_CORRUPT      the file is not as it was written
 *          STATUS_UNAVAILABLE  *stop was set
 * Cost:    reads every byte once.
 */
MUST_CHECK enum status index_verify(const struct index *index, const atomic_bool *stop,
                                    struct error *error);
