/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "columns.h"

static int compare_id(const void *left, const void *right)
{
    const struct column_row *a = *(const struct column_row *const *)left;
    const struct column_row *b = *(const struct column_row *const *)right;
    int order = text_compare(a->id, b->id);
    return order != 0 ? order : (a->key > b->key) - (a->key < b->key);
}

static int compare_date(const void *left, const void *right)
{
    int64_t a = (*(const struct column_row *const *)left)->minute;
    int64_t b = (*(const struct column_row *const *)right)->minute;
    return a != b ? (a > b) - (a < b) : compare_id(left, right);
}

static int compare_title(const void *left, const void *right)
{
    const struct column_row *a = *(const struct column_row *const *)left;
    const struct column_row *b = *(const struct column_row *const *)right;
    return text_compare(a->title_key, b->title_key);
}

static void sort(struct column_row **order, size_t count,
                 int (*compare)(const void *left, const void *right))
{
    if (count > 1) {
        qsort(order, count, sizeof(struct column_row *), compare);
    }
}

void columns_rank(struct column_row *rows, size_t count, struct column_row **order)
{
    for (size_t i = 0; i < count; i++) {
        order[i] = &rows[i];
    }
    sort(order, count, compare_title);
    uint32_t title_rank = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && !text_equal(order[i]->title_key, order[i - 1]->title_key)) {
            title_rank++;
        }
        order[i]->title_rank = order[i]->title_key.length > 0 ? title_rank : INDEX_END;
    }
    sort(order, count, compare_id);
    for (size_t i = 0; i < count; i++) {
        order[i]->id_rank = (uint32_t)i;
    }
    sort(order, count, compare_date);
}

bool columns_init(struct index *index, struct columns_size size)
{
    struct arena *arena = index->arena;
    size_t count = size.documents;
    if (size.paragraphs >= INDEX_END || size.sentences >= INDEX_END ||
        count > INDEX_DOCUMENTS_MAX) {
        return false;
    }
    index->documents = arena_take(arena, (count + 1) * sizeof(*index->documents));
    index->lengths = arena_take(arena, (count + 1) * sizeof(*index->lengths));
    index->vague = arena_take(arena, (count + 1) * sizeof(*index->vague));
    index->norms = arena_take(arena, count + 1);
    index->versions = arena_take(arena, (count + 1) * sizeof(*index->versions));
    index->signatures = arena_take(arena, (count + 1) * sizeof(*index->signatures));
    index->by_id = arena_take(arena, (count + 1) * sizeof(*index->by_id));
    index->paragraphs = arena_take(arena, (size.paragraphs + 1) * sizeof(*index->paragraphs));
    index->sentences = arena_take(arena, (size.sentences + 1) * sizeof(*index->sentences));
    return strings_init(&index->cards, arena, (uint32_t)(count * CARD_PART_COUNT),
                        size.card_bytes) &&
           !arena_failed(arena);
}

void columns_add(struct index *index, const struct column_row *row,
                 const struct document_parts *parts)
{
    uint32_t number = index->document_count++;
    struct document_column *column = &index->documents[number];
    *column = parts->column;
    column->id_rank = row->id_rank;
    column->title_rank = row->title_rank;
    column->first_sentence = (uint32_t)index->sentence_count;
    column->layout.first_paragraph = index->paragraph_count;
    index->by_id[row->id_rank] = number;
    if (column->first_day != column->last_day) {
        index->vague[index->vague_count++] = number;
    }
    index->lengths[number] = parts->length;
    index->signatures[number] = parts->signature;
    index->versions[number] = parts->version;
    index->norms[number] = index_norm(parts->length);
    index->length_total += parts->length;
    for (uint32_t i = 0; i < column->layout.paragraph_count; i++) {
        struct paragraph_column *paragraph = &index->paragraphs[index->paragraph_count++];
        *paragraph = parts->paragraphs[i];
        paragraph->document = number;
    }
    if (parts->sentence_count > 0) {
        memcpy(index->sentences + index->sentence_count, parts->sentences,
               parts->sentence_count * sizeof(*parts->sentences));
    }
    index->sentence_count += parts->sentence_count;
    for (uint32_t i = 0; i < CARD_PART_COUNT; i++) {
        strings_set(&index->cards, number * CARD_PART_COUNT + i, parts->card[i]);
    }
}

void columns_end(struct index *index)
{
    index->documents[index->document_count].first_sentence = (uint32_t)index->sentence_count;
}

struct list_norms columns_norms(const struct index *index)
{
    float count = index->document_count > 0 ? (float)index->document_count : 1.0F;
    float average = (float)index->length_total / count;
    return (struct list_norms){index->norms, index_norms_of(average > 1.0F ? average : 1.0F)};
}
