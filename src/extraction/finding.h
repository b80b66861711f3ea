/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What all finders of facts are given: the words of one piece of a document, and where to write. */

#include "words.h"

struct finding {
    struct document *document;
    const struct vocabulary *vocabulary;
    struct arena *arena;
    const struct words *words;
    int64_t paragraph; /* place from 1, or INTEGER_NONE in the header */
};
