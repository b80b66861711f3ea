/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "field.h"

/* Turns rows of values into lists of rows, by a counting sort. */

static struct index_range row_of(const struct field_rows *rows, uint32_t row)
{
    return rows->firsts ? (struct index_range){rows->firsts[row], rows->firsts[row + 1]}
                        : (struct index_range){row, row + 1};
}

/* Count the rows of each value into starts, then sum up. */
static void count_values(const struct field_rows *rows, uint64_t *starts, uint32_t value_count)
{
    uint32_t end = rows->firsts ? rows->firsts[rows->count] : rows->count;
    for (uint32_t i = 0; i < end; i++) {
        if (rows->values[i] != INDEX_END) {
            starts[rows->values[i] + 1]++;
        }
    }
    for (uint32_t i = 0; i < value_count; i++) {
        starts[i + 1] += starts[i];
    }
}

static void scatter(const struct field_rows *rows, uint64_t *next, uint32_t *numbers)
{
    for (uint32_t row = 0; row < rows->count; row++) {
        struct index_range range = row_of(rows, row);
        for (uint32_t i = range.first; i < range.end; i++) {
            if (rows->values[i] != INDEX_END) {
                numbers[next[rows->values[i]]++] = row;
            }
        }
    }
}

static void write_lists(const uint64_t *starts, const uint32_t *numbers, uint32_t value_count,
                        struct lists *lists, struct list_entry *entries)
{
    struct list_writing writing;
    list_writing_init(&writing, lists, NULL);
    for (uint32_t value = 0; value < value_count; value++) {
        list_begin(&writing, INDEX_LIST_OF_NUMBERS);
        for (uint64_t i = starts[value]; i < starts[value + 1]; i++) {
            list_put(&writing, numbers[i], NULL, NULL);
        }
        list_end(&writing, &entries[value]);
    }
    list_writing_clear(&writing);
}

bool field_invert(const struct field_rows *rows, uint32_t value_count, struct lists *lists,
                  struct list_entry *entries)
{
    uint64_t *starts = calloc((size_t)value_count + 1, sizeof(*starts));
    uint64_t *next = calloc((size_t)value_count + 1, sizeof(*next));
    uint32_t *numbers = NULL;
    bool done = lists_init(lists, rows->count) && starts && next && entries;
    if (done) {
        count_values(rows, starts, value_count);
        memcpy(next, starts, ((size_t)value_count + 1) * sizeof(*next));
        numbers = malloc(((size_t)starts[value_count] + 1) * sizeof(*numbers));
        done = numbers != NULL;
    }
    if (done) {
        scatter(rows, next, numbers);
        write_lists(starts, numbers, value_count, lists, entries);
        done = !lists->failed;
    }
    free(starts);
    free(next);
    free(numbers);
    return done;
}
