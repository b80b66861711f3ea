/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Names what reads documents: the program's version, the sources of its parsers, the form of its
 * model, and the vocabularies. When any of them changes, a store is read anew.
 */

#include "chancery/base/arena.h"

/* Set *out to the name, in arena. vocabulary_folder holds the tables. */
MUST_CHECK enum status reading_tag(const char *vocabulary_folder, struct arena *arena,
                                   struct text *out, struct error *error);
