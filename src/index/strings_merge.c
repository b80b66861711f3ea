/* SPDX-License-Identifier: Apache-2.0 */
#include "strings_merge.h"

/* Eight bytes decide most comparisons without looking at the texts. */
static void look(struct strings_at *row)
{
    struct text text = TEXT_NONE;
    if (row->next < row->strings->count) {
        text = strings_get(row->strings, row->next);
    }
    row->front = 0;
    for (size_t i = 0; i < sizeof(row->front); i++) {
        row->front = row->front << 8 | (i < text.length ? (unsigned char)text.at[i] : 0);
    }
}

struct strings_merge strings_merge_new(struct arena *arena, uint32_t count)
{
    return (struct strings_merge){
        arena_take(arena, (count + (size_t)1) * sizeof(struct strings_at)), 0};
}

void strings_merge_add(struct strings_merge *merge, const struct strings *strings)
{
    struct strings_at *row = &merge->rows[merge->count++];
    *row = (struct strings_at){strings, 0, 0};
    look(row);
}

/* How the next text of a row compares with one whose front is known. */
static int compare(const struct strings_at *row, uint64_t front, struct text text)
{
    if (row->front != front) {
        return row->front < front ? -1 : 1;
    }
    return text_compare(strings_get(row->strings, row->next), text);
}

uint32_t strings_merge_next(struct strings_merge *merge, struct text *text, uint32_t *rows)
{
    uint32_t found = 0;
    uint64_t front = 0;
    for (uint32_t i = 0; i < merge->count; i++) {
        const struct strings_at *row = &merge->rows[i];
        if (row->next >= row->strings->count) {
            continue;
        }
        int order = found == 0 ? -1 : compare(row, front, *text);
        if (order < 0) {
            found = 0;
            front = row->front;
            *text = strings_get(row->strings, row->next);
        }
        if (order <= 0) {
            rows[found++] = i;
        }
    }
    for (uint32_t i = 0; i < found; i++) {
        merge->rows[rows[i]].next++;
        look(&merge->rows[rows[i]]);
    }
    return found;
}
