/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "draft.h"

/* Numbers the values of a field in the order of their keys and fills its columns and lists. */

static int compare_values(const void *left, const void *right)
{
    const struct draft_value *a = *(struct draft_value *const *)left;
    const struct draft_value *b = *(struct draft_value *const *)right;
    return text_compare(a->key, b->key);
}

static int compare_names(const void *left, const void *right)
{
    const struct draft_name *a = left;
    const struct draft_name *b = right;
    int order = text_compare(a->text, b->text);
    if (order != 0) {
        return order;
    }
    return (a->value->number > b->value->number) - (a->value->number < b->value->number);
}

static bool freeze_values(struct draft_field *field, struct index *index,
                          struct field_column *column)
{
    struct draft_value **values = field->values.items;
    size_t count = field->values.count;
    size_t printed = 0;
    size_t keys = 0;
    if (count > 1) {
        qsort(values, count, sizeof(*values), compare_values);
    }
    for (size_t i = 0; i < count; i++) {
        values[i]->number = (uint32_t)i;
        printed += values[i]->printed.length;
        keys += values[i]->key.length;
    }
    if (!strings_init(&column->printed, index->arena, (uint32_t)count, printed) ||
        !strings_init(&column->keys, index->arena, (uint32_t)count, keys)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        strings_set(&column->printed, i, values[i]->printed);
        strings_set(&column->keys, i, values[i]->key);
    }
    return true;
}

static bool freeze_names(struct draft_field *field, struct index *index,
                         struct field_column *column)
{
    struct draft_name *names = field->names.items;
    size_t count = field->names.count;
    size_t bytes = 0;
    if (count > 1) {
        qsort(names, count, sizeof(*names), compare_names);
    }
    for (size_t i = 0; i < count; i++) {
        bytes += names[i].text.length;
    }
    column->name_values = arena_take(index->arena, (count + 1) * sizeof(uint32_t));
    column->name_is_whole = arena_take(index->arena, count + 1);
    if (!strings_init(&column->names, index->arena, (uint32_t)count, bytes) ||
        !column->name_values || !column->name_is_whole) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        strings_set(&column->names, i, names[i].text);
        column->name_values[i] = names[i].value->number;
        column->name_is_whole[i] = names[i].is_whole ? 1 : 0;
    }
    return true;
}

static bool freeze_documents_of(const struct index_builder *builder, enum query_field number,
                                struct index *index, struct field_column *column)
{
    size_t total = 0;
    for (size_t i = 0; i < builder->drafts.count; i++) {
        total += builder->drafts.items[i]->values[number].count;
    }
    column->document_firsts =
        arena_take(index->arena, ((size_t)index->document_count + 1) * sizeof(uint32_t));
    column->document_values = arena_take(index->arena, (total + 1) * sizeof(uint32_t));
    if (!column->document_firsts || !column->document_values || total >= INDEX_END) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < index->document_count; i++) {
        const struct draft_values *values = &builder->drafts.items[i]->values[number];
        column->document_firsts[i] = at;
        for (size_t k = 0; k < values->count; k++) {
            column->document_values[at++] = values->items[k]->number;
        }
    }
    column->document_firsts[index->document_count] = at;
    column->document_value_count = at;
    return true;
}

static bool freeze_paragraphs_of(const struct index_builder *builder, enum query_field number,
                                 struct index *index, struct field_column *column)
{
    column->paragraph_values =
        arena_take(index->arena, ((size_t)index->paragraph_count + 1) * sizeof(uint32_t));
    if (!column->paragraph_values) {
        return false;
    }
    for (uint32_t i = 0; i < index->paragraph_count; i++) {
        uint32_t document = index->paragraphs[i].document;
        const struct draft *draft = builder->drafts.items[document];
        uint32_t place = i - index->documents[document].layout.first_paragraph;
        const struct draft_value *value = number == QUERY_FIELD_MARK
                                              ? draft->paragraphs[place].mark
                                              : draft->paragraphs[place].voice;
        column->paragraph_values[i] = value ? value->number : INDEX_END;
    }
    return true;
}

/* Rows of values: those of row i stand in values from firsts[i] on; without firsts one a row. */
struct rows {
    uint32_t count;
    const uint32_t *firsts;
    const uint32_t *values;
};

static struct index_range row_of(const struct rows *rows, uint32_t row)
{
    return rows->firsts ? (struct index_range){rows->firsts[row], rows->firsts[row + 1]}
                        : (struct index_range){row, row + 1};
}

/* Count the rows of each value into starts, then sum up. */
static void count_values(const struct rows *rows, uint64_t *starts, uint32_t value_count)
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

static void scatter_row(const struct rows *rows, uint32_t row, uint64_t *next,
                        struct occurrence *occurrences)
{
    struct index_range range = row_of(rows, row);
    for (uint32_t i = range.first; i < range.end; i++) {
        if (rows->values[i] != INDEX_END) {
            occurrences[next[rows->values[i]]++] = (struct occurrence){row, 0};
        }
    }
}

/* Make the lists of rows by value. */
static bool invert(const struct rows *rows, uint32_t value_count, struct lists *lists,
                   struct list_entry *entries)
{
    uint64_t *starts = calloc((size_t)value_count + 1, sizeof(*starts));
    uint64_t *next = calloc((size_t)value_count + 1, sizeof(*next));
    struct occurrence *occurrences = NULL;
    bool done = starts && next && entries && lists_init(lists, rows->count);
    if (done) {
        count_values(rows, starts, value_count);
        memcpy(next, starts, ((size_t)value_count + 1) * sizeof(*next));
        occurrences = calloc((size_t)starts[value_count] + 1, sizeof(*occurrences));
        done = occurrences != NULL;
    }
    if (done) {
        for (uint32_t row = 0; row < rows->count; row++) {
            scatter_row(rows, row, next, occurrences);
        }
        for (uint32_t i = 0; i < value_count; i++) {
            struct list_content content = {.kind = INDEX_LIST_OF_NUMBERS,
                                           .occurrences = occurrences + starts[i],
                                           .count = (size_t)(starts[i + 1] - starts[i])};
            lists_add(lists, &entries[i], &content);
        }
        done = !lists->failed;
    }
    free(starts);
    free(next);
    free(occurrences);
    return done;
}

static struct list_entry *entries_new(struct index *index, uint32_t value_count)
{
    return arena_take(index->arena, ((size_t)value_count + 1) * sizeof(struct list_entry));
}

bool freeze_field(struct index_builder *builder, struct index *index, enum query_field number)
{
    struct draft_field *field = &builder->fields[number];
    struct field_column *column = &index->fields[number];
    if (!freeze_values(field, index, column) || !freeze_names(field, index, column) ||
        !freeze_documents_of(builder, number, index, column)) {
        return false;
    }
    uint32_t value_count = column->keys.count;
    struct rows documents = {index->document_count, column->document_firsts,
                             column->document_values};
    column->document_entries = entries_new(index, value_count);
    if (!invert(&documents, value_count, &column->documents, column->document_entries)) {
        return false;
    }
    if (!index_field_rule(number)->by_paragraph) {
        return true;
    }
    if (!freeze_paragraphs_of(builder, number, index, column)) {
        return false;
    }
    struct rows paragraphs = {index->paragraph_count, NULL, column->paragraph_values};
    column->paragraph_entries = entries_new(index, value_count);
    return invert(&paragraphs, value_count, &column->paragraphs, column->paragraph_entries);
}
