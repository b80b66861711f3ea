/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "plan.h"

static int compare(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

void plan_values_find(const struct index *index, enum query_field field, struct text key,
                      enum index_match match, struct arena *arena, struct plan_values *out)
{
    struct index_range names = index_names_find(index, field, key, match);
    for (uint32_t i = names.first; i < names.end; i++) {
        uint32_t value = index_name_value(index, field, i, match);
        uint32_t *item = value != INDEX_END ? LIST_ADD(arena, out) : NULL;
        if (item) {
            *item = value;
        }
    }
    if (out->count < 2) {
        return;
    }
    qsort(out->items, out->count, sizeof(*out->items), compare);
    size_t kept = 1;
    for (size_t i = 1; i < out->count; i++) {
        if (out->items[i] != out->items[kept - 1]) {
            out->items[kept++] = out->items[i];
        }
    }
    out->count = kept;
}
