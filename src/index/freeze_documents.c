/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "draft.h"

/* Numbers documents by date, and fills the columns that go by document or paragraph. */

static int by_key(const struct draft *a, const struct draft *b)
{
    return (a->column.key > b->column.key) - (a->column.key < b->column.key);
}

static int compare_id(const void *left, const void *right)
{
    const struct draft *a = *(const struct draft *const *)left;
    const struct draft *b = *(const struct draft *const *)right;
    int order = text_compare(a->card[CARD_ID], b->card[CARD_ID]);
    return order != 0 ? order : by_key(a, b);
}

static int compare_date(const void *left, const void *right)
{
    const struct draft *a = *(const struct draft *const *)left;
    const struct draft *b = *(const struct draft *const *)right;
    int64_t first = a->column.minute;
    int64_t second = b->column.minute;
    return first != second ? (first > second) - (first < second) : compare_id(left, right);
}

static int compare_title(const void *left, const void *right)
{
    const struct draft *a = *(const struct draft *const *)left;
    const struct draft *b = *(const struct draft *const *)right;
    return text_compare(a->title_key, b->title_key);
}

static void sort(struct draft **drafts, size_t count,
                 int (*compare)(const void *left, const void *right))
{
    if (count > 1) {
        qsort(drafts, count, sizeof(*drafts), compare);
    }
}

/* Leaves drafts in the order of their dates. */
static void rank(struct index_builder *builder)
{
    struct draft **drafts = builder->drafts.items;
    size_t count = builder->drafts.count;
    sort(drafts, count, compare_title);
    uint32_t title_rank = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && !text_equal(drafts[i]->title_key, drafts[i - 1]->title_key)) {
            title_rank++;
        }
        bool has_title = drafts[i]->title_key.length > 0;
        drafts[i]->column.title_rank = has_title ? title_rank : INDEX_END;
    }
    sort(drafts, count, compare_id);
    for (size_t i = 0; i < count; i++) {
        drafts[i]->column.id_rank = (uint32_t)i;
    }
    sort(drafts, count, compare_date);
}

static bool keep_cards(const struct index_builder *builder, struct index *index)
{
    size_t bytes = 0;
    size_t count = builder->drafts.count;
    for (size_t i = 0; i < count; i++) {
        for (int part = 0; part < CARD_PART_COUNT; part++) {
            bytes += builder->drafts.items[i]->card[part].length;
        }
    }
    if (!strings_init(&index->cards, index->arena, (uint32_t)(count * CARD_PART_COUNT), bytes)) {
        return false;
    }
    for (uint32_t i = 0; i < index->cards.count; i++) {
        const struct draft *draft = builder->drafts.items[i / CARD_PART_COUNT];
        strings_set(&index->cards, i, draft->card[i % CARD_PART_COUNT]);
    }
    return true;
}

/* Where the next document begins in the arrays that go by something smaller. */
struct heads {
    uint32_t paragraph;
    uint32_t sentence;
};

static void fill_document(struct index *index, uint32_t number, const struct draft *draft,
                          struct heads *heads)
{
    struct document_column *column = &index->documents[number];
    *column = draft->column;
    column->first_sentence = heads->sentence;
    column->layout.first_paragraph = heads->paragraph;
    index->by_id[column->id_rank] = number;
    if (column->first_day != column->last_day) {
        index->vague[index->vague_count++] = number;
    }
    index->lengths[number] = draft->length;
    index->signatures[number] = draft->signature;
    index->norms[number] = index_norm(draft->length);
    index->length_total += draft->length;
    for (uint32_t i = 0; i < column->layout.paragraph_count; i++) {
        index->paragraphs[heads->paragraph++] = (struct paragraph_column){
            number, draft->paragraphs[i].start, draft->paragraphs[i].length};
    }
    if (draft->sentence_count > 0) {
        memcpy(index->sentences + heads->sentence, draft->sentences,
               draft->sentence_count * sizeof(*draft->sentences));
    }
    heads->sentence += (uint32_t)draft->sentence_count;
}

bool freeze_documents(struct index_builder *builder, struct index *index)
{
    size_t count = builder->drafts.count;
    size_t paragraphs = 0;
    size_t sentences = 0;
    for (size_t i = 0; i < count; i++) {
        paragraphs += builder->drafts.items[i]->column.layout.paragraph_count;
        sentences += builder->drafts.items[i]->sentence_count;
    }
    if (paragraphs >= INDEX_END || sentences >= INDEX_END) {
        return false;
    }
    index->documents = arena_take(index->arena, (count + 1) * sizeof(*index->documents));
    index->lengths = arena_take(index->arena, (count + 1) * sizeof(*index->lengths));
    index->vague = arena_take(index->arena, (count + 1) * sizeof(*index->vague));
    index->norms = arena_take(index->arena, count + 1);
    index->signatures = arena_take(index->arena, (count + 1) * sizeof(*index->signatures));
    index->by_id = arena_take(index->arena, (count + 1) * sizeof(*index->by_id));
    index->paragraphs = arena_take(index->arena, (paragraphs + 1) * sizeof(*index->paragraphs));
    index->sentences = arena_take(index->arena, (sentences + 1) * sizeof(*index->sentences));
    if (arena_failed(index->arena)) {
        return false;
    }
    rank(builder);
    struct heads heads = {0, 0};
    for (size_t i = 0; i < count; i++) {
        fill_document(index, (uint32_t)i, builder->drafts.items[i], &heads);
    }
    index->document_count = (uint32_t)count;
    index->paragraph_count = heads.paragraph;
    index->sentence_count = heads.sentence;
    index->documents[count].first_sentence = heads.sentence;
    return keep_cards(builder, index) && !arena_failed(index->arena);
}

struct index_norms documents_norms(const struct index *index)
{
    float count = index->document_count > 0 ? (float)index->document_count : 1.0F;
    float average = (float)index->length_total / count;
    return index_norms_of(average > 1.0F ? average : 1.0F);
}
