/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The aliases.tsv of the folders that are loaded: what people and organizations are called there.
 */

#include "chancery/base/arena.h"
#include "chancery/model/vocabulary.h"

/*
 * Read aliases.tsv of each of the paths that is a folder with one, into vocabulary, and add what it
 * says to the tag of what reads documents, so that all are read again when it changes.
 *
 * Errors:  STATUS_INVALID  a line is wrong: "letters/aliases.tsv: line 3: …"
 *          those of file_read
 */
MUST_CHECK enum status folder_aliases(const char *const *paths, size_t count,
                                      struct vocabulary *vocabulary, struct arena *arena,
                                      struct text *tag, struct error *error);
