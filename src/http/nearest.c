/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/problem.h"

/* Longer words are no typing mistakes of ours. */
#define WORD_BYTES_MAX 64

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours. */
static size_t edits_between(struct text a, struct text b)
{
    size_t rows[3][WORD_BYTES_MAX + 1];
    size_t *before = rows[0];
    size_t *above = rows[1];
    size_t *row = rows[2];
    for (size_t j = 0; j <= b.length; j++) {
        above[j] = j;
        before[j] = j;
    }
    for (size_t i = 1; i <= a.length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            char x = text_lower(a.at[i - 1]);
            char y = text_lower(b.at[j - 1]);
            row[j] = least_of(above[j - 1] + (x != y), 1 + least_of(above[j], row[j - 1]));
            if (i > 1 && j > 1 && x == text_lower(b.at[j - 2]) && y == text_lower(a.at[i - 2])) {
                row[j] = least_of(row[j], before[j - 2] + 1);
            }
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b.length];
}

struct text http_nearest(struct text word, const struct texts *words)
{
    struct text nearest = TEXT_NONE;
    size_t fewest = 1 + (word.length + 2) / 3; /* fewer than this are a slip */
    if (word.length == 0 || word.length > WORD_BYTES_MAX) {
        return TEXT_NONE;
    }
    for (size_t i = 0; i < words->count; i++) {
        struct text candidate = words->items[i];
        if (candidate.length == 0 || candidate.length > WORD_BYTES_MAX) {
            continue;
        }
        size_t edits = edits_between(word, candidate);
        if (edits < fewest && edits < candidate.length) {
            fewest = edits;
            nearest = candidate;
        }
    }
    return nearest;
}
