/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "draft.h"

/* Numbers drafts by date and leaves them in that order, and fills their columns. */

static struct columns_size size_of(const struct drafts *drafts)
{
    struct columns_size size = {.documents = drafts->count};
    for (size_t i = 0; i < drafts->count; i++) {
        const struct document_parts *parts = &drafts->items[i]->parts;
        size.paragraphs += parts->column.layout.paragraph_count;
        size.sentences += parts->sentence_count;
        for (int part = 0; part < CARD_PART_COUNT; part++) {
            size.card_bytes += parts->card[part].length;
        }
    }
    return size;
}

static void add_all(struct drafts *drafts, struct index *index, struct column_row **order,
                    struct draft **sorted)
{
    for (size_t i = 0; i < drafts->count; i++) {
        sorted[i] = drafts->items[order[i]->place];
        columns_add(index, order[i], &sorted[i]->parts);
    }
    columns_end(index);
    if (drafts->count > 0) {
        memcpy(drafts->items, sorted, drafts->count * sizeof(struct draft *));
    }
}

bool freeze_documents(struct index_builder *builder, struct index *index)
{
    struct drafts *drafts = &builder->drafts;
    size_t count = drafts->count;
    struct column_row *rows = calloc(count + 1, sizeof(*rows));
    struct column_row **order = calloc(count + 1, sizeof(struct column_row *));
    struct draft **sorted = calloc(count + 1, sizeof(struct draft *));
    bool done = rows && order && sorted && columns_init(index, size_of(drafts));
    for (size_t i = 0; i < count && done; i++) {
        const struct draft *draft = drafts->items[i];
        rows[i] = (struct column_row){.minute = draft->parts.column.minute,
                                      .key = draft->parts.column.key,
                                      .id = draft->parts.card[CARD_ID],
                                      .title_key = draft->title_key,
                                      .place = (uint32_t)i};
    }
    if (done) {
        columns_rank(rows, count, order);
        add_all(drafts, index, order, sorted);
    }
    free(rows);
    free(order);
    free(sorted);
    return done;
}
