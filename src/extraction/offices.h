/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * "the Foreign Minister", without a name: whoever bears that office in the text.
 *
 * It is somebody only when one person alone bore it so far, and was named in the same paragraph or
 * in the one before. An office that the writer's own post has, too, such as "the Ambassador" in a
 * cable, is nobody.
 */

#include "people_found.h"

/* Remember that person bears role, as printed. */
void offices_learn(struct people_found *people, const struct finding *finding,
                   struct found_person *person, struct text role);

/* Whose office is named from word index on, which is an article; NULL when it is nobody's.
 * *last becomes the last word of it. */
struct found_person *offices_find(const struct people_found *people, const struct names *names,
                                  size_t index, size_t *last);
