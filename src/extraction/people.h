/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * People that a text names: by an office, an honorific, a given name, the shape of the name, or
 * what is said of them; then by their surname alone.
 */

#include "people_found.h"

struct names;

/*
 * Add those that the words name. known_only: only those who are known already, as in a title, whose
 * words all begin with capitals.
 *
 * Source: src/extraction/README.md, People.
 */
void people_find(struct people_found *people, const struct names *names, bool known_only);
