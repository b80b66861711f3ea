/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Numbers terms for the index, and puts words with one stem side by side.
 *
 * Exact forms are numbered in the order of their bytes, and so are stems. Places go through all
 * exact forms in the order of stems, then of forms: what has one stem has successive places, so
 * that one sorting of the occurrences by place serves both.
 */

#include "draft.h"

struct dictionary {
    uint32_t *place_of;     /* by first sight */
    uint32_t *exact_at;     /* the exact term at each place; index->stem_forms */
    uint32_t *group_firsts; /* the first place of each stem, and one more; index->stem_firsts */
    uint32_t place_count;
    uint32_t stem_count;
};

/* Fill index->terms, and *out in the builder's arena. False when there is no memory. */
bool dictionary_make(struct index_builder *builder, struct index *index, struct dictionary *out);
