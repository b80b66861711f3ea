/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/index/weight.h"

const float index_field_weights[INDEX_TEXT_FIELD_COUNT] = {
    [INDEX_TEXT_TITLE] = 3.0F, [INDEX_TEXT_BODY] = 1.0F, [INDEX_TEXT_HEADER] = 0.25F};

/* The next length of the row 1, 2, … 16, 17, 18, … 32, 34, … */
static uint32_t step(uint32_t length)
{
    return length + (length < 32 ? 1 : length / 16);
}

unsigned char index_norm(uint32_t words)
{
    uint32_t length = 1;
    unsigned norm = 0;
    while (norm + 1 < INDEX_NORM_COUNT && (length + step(length)) / 2 < words) {
        length = step(length);
        norm++;
    }
    return (unsigned char)norm;
}

struct index_norms index_norms_of(float average)
{
    struct index_norms norms;
    uint32_t length = 1;
    for (size_t i = 0; i < INDEX_NORM_COUNT; i++) {
        norms.of[i] =
            INDEX_BM25_K1 * (1.0F - INDEX_BM25_B + INDEX_BM25_B * (float)length / average);
        length = step(length);
    }
    return norms;
}
