/* SPDX-License-Identifier: Apache-2.0 */
#include "merging.h"

/* Numbers the documents of all parts by date, and fills their columns. */

static struct text card_part(const struct index *index, uint32_t document, enum card_part part)
{
    return strings_get(&index->cards, document * CARD_PART_COUNT + (uint32_t)part);
}

static void measure(const struct merging *merging, struct columns_size *size)
{
    for (uint32_t p = 0; p < merging->count; p++) {
        const struct index *part = merging->parts[p].index;
        for (uint32_t i = 0; i < part->document_count; i++) {
            if (merge_is_removed(&merging->parts[p], i)) {
                continue;
            }
            size->documents++;
            size->paragraphs += part->documents[i].layout.paragraph_count;
            size->sentences +=
                part->documents[i + 1].first_sentence - (size_t)part->documents[i].first_sentence;
            size->card_bytes += (size_t)(part->cards.offsets[((size_t)i + 1) * CARD_PART_COUNT] -
                                         part->cards.offsets[(size_t)i * CARD_PART_COUNT]);
        }
    }
}

static void fill_rows(const struct merging *merging, struct tokens *tokens, struct column_row *row)
{
    for (uint32_t p = 0; p < merging->count; p++) {
        const struct index *part = merging->parts[p].index;
        for (uint32_t i = 0; i < part->document_count; i++) {
            if (merge_is_removed(&merging->parts[p], i)) {
                continue;
            }
            struct tokens_key key;
            tokens_key(tokens, card_part(part, i, CARD_TITLE), &key);
            *row++ =
                (struct column_row){.minute = part->documents[i].minute,
                                    .key = part->documents[i].key,
                                    .id = card_part(part, i, CARD_ID),
                                    .title_key = arena_text(merging->arena, tokens_key_text(&key)),
                                    .source = p,
                                    .place = i};
        }
    }
}

static void add_document(struct merging *merging, const struct column_row *row)
{
    const struct index *part = merging->parts[row->source].index;
    const struct document_column *column = &part->documents[row->place];
    struct document_parts parts = {
        .column = *column,
        .signature = part->signatures[row->place],
        .version = part->versions[row->place],
        .length = part->lengths[row->place],
        .paragraphs = part->paragraphs + column->layout.first_paragraph,
        .sentences = part->sentences + column->first_sentence,
        .sentence_count = (size_t)column[1].first_sentence - column->first_sentence,
    };
    for (int i = 0; i < CARD_PART_COUNT; i++) {
        parts.card[i] = card_part(part, row->place, (enum card_part)i);
    }
    merging->numbers[row->source][row->place] = merging->index->document_count;
    columns_add(merging->index, row, &parts);
}

/* No document has a number yet. */
static bool begin_numbers(struct merging *merging)
{
    merging->numbers =
        arena_take(merging->arena, (merging->count + (size_t)1) * sizeof(uint32_t *));
    for (uint32_t p = 0; p < merging->count && merging->numbers; p++) {
        uint32_t count = merging->parts[p].index->document_count;
        merging->numbers[p] = arena_take(merging->arena, ((size_t)count + 1) * sizeof(uint32_t));
        if (merging->numbers[p]) {
            memset(merging->numbers[p], 0xFF, ((size_t)count + 1) * sizeof(uint32_t));
        }
    }
    return !arena_failed(merging->arena);
}

bool merge_documents(struct merging *merging)
{
    AUTO_TOKENS tokens = tokens_new();
    struct columns_size size = {0};
    measure(merging, &size);
    struct column_row *rows =
        arena_take(merging->arena, (size.documents + 1) * sizeof(struct column_row));
    merging->order = arena_take(merging->arena, (size.documents + 1) * sizeof(struct column_row *));
    if (!tokens || !rows || !merging->order || !begin_numbers(merging) ||
        !columns_init(merging->index, size)) {
        return false;
    }
    fill_rows(merging, tokens, rows);
    if (arena_failed(merging->arena)) {
        return false;
    }
    columns_rank(rows, size.documents, merging->order);
    for (size_t i = 0; i < size.documents; i++) {
        add_document(merging, merging->order[i]);
    }
    columns_end(merging->index);
    merging->norms = columns_norms(merging->index);
    return true;
}
