/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What a posting can count for, as far as the index must know it: blocks of postings carry the best
 * of their postings, and lengths are kept in one byte.
 *
 * Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009),
 *         for the formula; Grand, Muir, Ferenczi and Lin, From MaxScore to Block-Max WAND (2020),
 *         for what a block carries.
 */

#include "chancery/index/fields.h"

#define INDEX_BM25_K1 2.0F
#define INDEX_BM25_B  0.75F

/*
 * How much one word counts by where it stands: titles say what a document is about, headers mostly
 * whom it went to.
 */
extern const float index_field_weights[INDEX_TEXT_FIELD_COUNT];

/* Lengths of a text in words, of which each has 1/16 more than the one before, or one word. */
#define INDEX_NORM_COUNT 256

/* What index_norms_of tells of each length: K1 * (1 - B + B * length / average). */
struct index_norms {
    float of[INDEX_NORM_COUNT];
};

/* The byte of the length that is nearest to so many words. */
unsigned char index_norm(uint32_t words);

struct index_norms index_norms_of(float average);

/* BM25 without its factors that a word has everywhere; rises with weight, falls with norm. */
static inline float index_saturation(float weight, float norm)
{
    return weight / (weight + norm);
}
