/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* How names of organizations are built, word by word. */

#include "names.h"

/* The words of a name that is built around a head. */
struct organization_words {
    bool is_found;
    size_t head; /* its Ministry or Party */
    size_t last;
};

/* How many words from index on are the longest name that the vocabulary knows; 0 for none. */
size_t organization_known_words(const struct names *names, size_t index,
                                const struct vocabulary_organization **out);

/* Whether the vocabulary knows exactly words first to last. */
bool organization_known(const struct names *names, size_t first, size_t last,
                        const struct vocabulary_organization **out);

/* The name built around a head that begins at index: "Ministry of Trade", "Liberal Party". */
struct organization_words organization_built(const struct names *names, size_t index);

/* The first word of "South Korean government" or "foreign ministry" whose head in small letters is
 * at index; index + 1 when it is none. */
size_t organization_small(const struct names *names, size_t index);

/* Whether Department, Embassy, Post or the like at index is the writer's own. */
bool organization_is_house(const struct names *names, size_t index);

/* The first word of the place or people that ends with word last, or last + 1. */
size_t organization_place_start(const struct names *names, size_t last);
