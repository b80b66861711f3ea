/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Which documents are most like one, and why: rare words, tags and people that both have.
 *
 * The words that say most about the document are taken (those that are frequent in it and rare
 * among all), and what their postings lead to is weighed; no two documents are compared.
 */

#include "chancery/search/search.h"

/* The most neighbors, and how many words of the document are looked for. */
#define SIMILAR_LIMIT_MAX 100
#define SIMILAR_WORDS     24

/* The most postings that are read, of all words, tags and people together. */
#define SIMILAR_POSTINGS_MAX 400000

/* The most reasons of one neighbor. */
#define SIMILAR_REASONS_MAX 10

enum similar_kind {
    SIMILAR_TERM,
    SIMILAR_TAG,
    SIMILAR_PERSON,
};

struct similar_reason {
    enum similar_kind kind;
    struct text text;   /* as printed in the document; borrowed from the index for tags, people */
    uint32_t documents; /* how many have it */
    float weight;       /* its part of the score */
};

struct similar_neighbor {
    uint32_t document; /* its number in the index */
    float score;
    struct similar_reason reasons[SIMILAR_REASONS_MAX]; /* the weightiest first */
    size_t reason_count;
};

struct similar {
    struct similar_neighbor *items; /* most similar first, then by number */
    size_t count;
};

/*
 * Set *out to at most limit neighbors of document, which is read from source into arena.
 *
 * Errors:  those of the source's read; STATUS_NO_MEMORY
 * Cost:    the words of the document, SIMILAR_POSTINGS_MAX, and one look at each document.
 */
MUST_CHECK enum status search_similar(const struct search_source *source, uint32_t document,
                                      size_t limit, struct arena *arena, struct similar *out,
                                      struct error *error);
