/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * How what somebody began to type may go on: words of the documents, ids, and the names of people,
 * organizations, tags and stations, each with how many documents have it.
 */

#include "chancery/index/index.h"

/* The most suggestions of one kind. */
#define SUGGEST_LIMIT_MAX 50

enum suggest_kind {
    SUGGEST_TERM,
    SUGGEST_ID,
    SUGGEST_PERSON,
    SUGGEST_ORGANIZATION,
    SUGGEST_TAG,
    SUGGEST_STATION,
    SUGGEST_KIND_COUNT,
};

/* "term", "id" … */
extern const char *const suggest_kind_names[SUGGEST_KIND_COUNT];

struct suggestion {
    struct text text; /* borrowed from the index; words in their folded form */
    uint32_t count;   /* documents */
};

/* By kind: most documents first, then in the order of the index. */
struct suggestions {
    struct suggestion items[SUGGEST_LIMIT_MAX];
    size_t count;
};

/*
 * Set *out to at most limit ways in which prefix goes on as one of kind. Of words only the last one
 * of prefix is completed; names and ids are found by any of their words where their field goes by
 * words.
 *
 * Errors:  STATUS_NO_MEMORY
 * Cost:    linear in the words or names that begin so.
 */
MUST_CHECK enum status suggest(const struct index *index, enum suggest_kind kind,
                               struct text prefix, size_t limit, struct suggestions *out,
                               struct error *error);
