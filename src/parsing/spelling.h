/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* How far a damaged word is from the word it may be. Case does not count. */

#include "chancery/base/text.h"

/* The longest word that is compared; longer ones are near nothing. */
#define SPELLING_LETTERS_MAX 32

/*
 * How many letters must be lost, added, changed or swapped with their neighbor to make a of b.
 * Anything over most is answered as most + 1.
 */
size_t spelling_distance(struct text a, struct text b, size_t most);

/*
 * Take a number with letters misread for digits (O for 0, I and l for 1, S for 5, B for 8).
 * False when it has other characters, or no digit at all; *repaired says whether there were any.
 */
bool spelling_number(struct text text, long *out, bool *repaired);
