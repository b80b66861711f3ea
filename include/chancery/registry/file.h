/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The registry of one generation as a file, which is written whole and from then on only mapped.
 * src/registry/README.md describes its bytes.
 *
 * A file is good for one identity only: a text that names what it was made of, to which the file
 * adds the sources that made it. One that is damaged, cut off, foreign or older is an expected
 * outcome, and whoever opens it makes a new one from the store.
 */

#include "chancery/registry/registry.h"

/* The most bytes of an identity. */
#define REGISTRY_IDENTITY_BYTES_MAX ((size_t)1024)

/* Errors:  as kept_file_write; STATUS_LIMIT when identity is too long */
MUST_CHECK enum status registry_save(const struct registry *registry, const char *path,
                                     struct text identity, struct error *error);

/*
 * Set *out to the registry in the file at path, mapped read-only.
 *
 * Errors:  STATUS_NOT_FOUND  there is none
 *          STATUS_INVALID    it is no registry, or was made of something else
 *          STATUS_CORRUPT    it is damaged
 *          STATUS_IO, STATUS_NO_MEMORY
 * Cost:    reads every byte once.
 */
MUST_CHECK enum status registry_open(const char *path, struct text identity, struct registry **out,
                                     struct error *error);
