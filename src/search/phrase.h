/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Finds phrases of plain words: those whose words have one list each and follow one another without
 * a gap. Others are found by spans.h, which knows all that a leaf can be.
 */

#include "plan.h"

/* Told of each place where the phrase begins, rising within a document. */
typedef void phrase_found(void *context, uint32_t document, uint32_t position);

bool phrase_is_plain(const struct plan_leaf *leaf);

/* Find a plain phrase in all documents, which rise. False when arena has no more or time is over.
 */
bool phrase_find(const struct plan_leaf *leaf, const struct space *space, struct arena *arena,
                 phrase_found *found, void *context);
