/* SPDX-License-Identifier: Apache-2.0 */
#include "inside.h"

static void add(struct registry_builder *builder, enum registry_row_kind kind,
                struct registry_row row, struct text word, struct text other)
{
    struct registry_row *item = LIST_ADD(builder->arena, &builder->rows[kind]);
    if (item) {
        *item = row;
        item->word = builder_text(builder, word);
        item->other = builder_text(builder, other);
    }
}

void tabling_add(struct registry_builder *builder, const struct document *document, uint32_t number)
{
    struct registry_row row = {.document = number};
    for (size_t i = 0; i < document->events.count; i++) {
        const struct event *event = &document->events.items[i];
        row.item = (uint32_t)i;
        row.confidence = event->confidence;
        add(builder, REGISTRY_EVENT, row, event->kind, event->status);
        occasion_add(builder, event, number);
    }
    for (size_t i = 0; i < document->statements.count; i++) {
        const struct statement *statement = &document->statements.items[i];
        row.item = (uint32_t)i;
        row.confidence = statement->confidence;
        add(builder, REGISTRY_STATEMENT, row, statement->speaker, statement->kind);
    }
    for (size_t i = 0; i < document->action_requests.count; i++) {
        const struct action_request *request = &document->action_requests.items[i];
        row.item = (uint32_t)i;
        row.confidence = request->confidence;
        add(builder, REGISTRY_ACTION_REQUEST, row, request->asker, request->addressee);
    }
    for (size_t i = 0; i < document->money.count; i++) {
        const struct money *money = &document->money.items[i];
        row.item = (uint32_t)i;
        row.confidence = money->confidence;
        add(builder, REGISTRY_MONEY, row, money->currency, TEXT_NONE);
    }
    row.confidence = CONFIDENCE_CERTAIN;
    for (size_t i = 0; i < document->references.count; i++) {
        const struct reference *reference = &document->references.items[i];
        row.item = (uint32_t)i;
        add(builder, REGISTRY_REFERENCE, row, reference->id, reference->kind);
    }
}
