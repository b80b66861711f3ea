/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge.h"

#include "chancery/base/array.h"

/* A field by name, and the registry that knows all spellings of a name. */
static const struct named_field {
    enum query_field field;
    enum registry_kind kind;
} named_fields[] = {
    {QUERY_FIELD_PERSON, REGISTRY_PERSON},
    {QUERY_FIELD_SPEAKER, REGISTRY_PERSON},
    {QUERY_FIELD_ORG, REGISTRY_ORGANIZATION},
    {QUERY_FIELD_PLACE, REGISTRY_PLACE},
};

static const struct named_field *find_field(enum query_field field)
{
    for (size_t i = 0; i < COUNT_OF(named_fields); i++) {
        if (named_fields[i].field == field) {
            return &named_fields[i];
        }
    }
    return NULL;
}

static void add_number(struct arena *arena, struct search_numbers *out, uint32_t number)
{
    uint32_t *item = LIST_ADD(arena, out);
    if (item) {
        *item = number;
    }
}

static bool has_number(struct registry_numbers numbers, uint32_t wanted)
{
    size_t low = 0;
    size_t high = numbers.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbers.items[middle] < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < numbers.count && numbers.items[low] == wanted;
}

/* Of the documents that name an entry those in which it speaks, under one of its spellings. */
static void add_speaking(const struct knowledge_source *source, uint32_t entry, struct text key,
                         struct arena *arena, struct search_numbers *out)
{
    const struct registry *registry = source->registry;
    struct registry_numbers documents = registry_entry_documents(registry, entry);
    struct index_range names =
        index_names_find(source->index, QUERY_FIELD_SPEAKER, key, INDEX_MATCH_WHOLE);
    for (uint32_t name = names.first; name < names.end; name++) {
        uint32_t value =
            index_name_value(source->index, QUERY_FIELD_SPEAKER, name, INDEX_MATCH_WHOLE);
        struct index_cursor cursor = {.number = INDEX_END};
        if (value != INDEX_END) {
            cursor = index_value_cursor(source->index, QUERY_FIELD_SPEAKER, value);
        }
        for (; cursor.number != INDEX_END; (void)index_cursor_next(&cursor)) {
            if (has_number(documents, cursor.number)) {
                add_number(arena, out, cursor.number);
            }
        }
    }
}

static void add_entry(const struct knowledge_source *source, enum query_field field, uint32_t entry,
                      struct arena *arena, struct search_numbers *out)
{
    const struct registry *registry = source->registry;
    if (field == QUERY_FIELD_SPEAKER) {
        size_t count = registry_spelling_count(registry, entry);
        for (size_t i = 0; i < count; i++) {
            struct text key = registry_spelling(registry, entry, i).key;
            add_speaking(source, entry, key, arena, out);
        }
        return;
    }
    struct registry_numbers documents = registry_entry_documents(registry, entry);
    for (size_t i = 0; i < documents.count; i++) {
        add_number(arena, out, documents.items[i]);
    }
}

/* A search_knowledge.named. */
static void named(void *context, enum query_field field, struct text key, struct arena *arena,
                  struct search_numbers *out)
{
    const struct knowledge_source *source = context;
    const struct named_field *known = find_field(field);
    if (!known) {
        return;
    }
    struct registry_numbers entries = registry_spelling_find(source->registry, known->kind, key);
    for (size_t i = 0; i < entries.count; i++) {
        add_entry(source, field, entries.items[i], arena, out);
    }
}

/* A search_knowledge.said. */
static bool said(void *context, uint32_t document, size_t place, struct search_saying *out)
{
    const struct knowledge_source *source = context;
    struct registry_sayings sayings = registry_document_sayings(source->registry, document);
    if (place >= sayings.count) {
        return false;
    }
    const struct registry_saying *saying = &sayings.items[place];
    *out = (struct search_saying){saying->paragraph, saying->first, saying->end};
    return true;
}

struct search_knowledge knowledge_of(struct knowledge_source *source)
{
    return (struct search_knowledge){named, said, source};
}

static bool query_needs(const struct query_node *query)
{
    bool is_needed = query->kind == QUERY_FIELD &&
                     (query->field == QUERY_FIELD_SAID || find_field(query->field));
    for (size_t i = 0; !is_needed && i < query->children.count; i++) {
        is_needed = query_needs(query->children.items[i]);
    }
    return is_needed;
}

bool knowledge_is_needed(const struct query_node *query, const struct search_filters *filters)
{
    bool is_needed = query && query_needs(query);
    for (size_t i = 0; !is_needed && i < filters->count; i++) {
        is_needed = filters->items[i].kind == SEARCH_FILTER_VALUES &&
                    find_field(filters->items[i].field) != NULL;
    }
    return is_needed;
}
