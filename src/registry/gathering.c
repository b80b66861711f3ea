/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "inside.h"

struct spellings {
    LIST_OF(struct spelling);
};

struct offices {
    LIST_OF(struct office);
};

/* Lists under three numbers: the entry, and what tells its items apart. */
static uint32_t number_of(struct registry_builder *builder, struct numbering *numbering,
                          const uint32_t parts[3])
{
    char bytes[3 * sizeof(uint32_t)];
    memcpy(bytes, parts, sizeof(bytes));
    return numbering_of(builder->arena, numbering, (struct text){bytes, sizeof(bytes)});
}

static void gather_spelling(struct registry_builder *builder, struct numbering *numbering,
                            struct spellings *spellings, const struct occurrence *occurrence)
{
    uint32_t number =
        number_of(builder, numbering,
                  (uint32_t[3]){occurrence->entry, occurrence->name, occurrence->identity});
    if (number == NUMBERING_FULL) {
        return;
    }
    if (number == spellings->count) {
        struct spelling *item = LIST_ADD(builder->arena, spellings);
        struct tokens_key key;
        if (!item) {
            return;
        }
        tokens_key(builder->tokens, builder_text_at(builder, occurrence->name), &key);
        *item = (struct spelling){.entry = occurrence->entry,
                                  .text = occurrence->name,
                                  .key = builder_text(builder, tokens_key_text(&key)),
                                  .document = occurrence->document,
                                  .document_count = 1,
                                  .identity = occurrence->identity};
        return;
    }
    /* The document that was counted last stands in because while this goes on. */
    struct spelling *item = spellings->items ? &spellings->items[number] : NULL;
    if (item && item->because != occurrence->document + 1) {
        item->document_count += item->document == occurrence->document ? 0 : 1;
        item->because = occurrence->document + 1;
    }
}

static void gather_office(struct registry_builder *builder, struct numbering *numbering,
                          struct offices *offices, const struct occurrence *occurrence)
{
    bool is_office = occurrence->role != REGISTRY_NONE || occurrence->affiliation != REGISTRY_NONE;
    uint32_t number =
        is_office
            ? number_of(builder, numbering,
                        (uint32_t[3]){occurrence->entry, occurrence->role, occurrence->affiliation})
            : NUMBERING_FULL;
    if (number == NUMBERING_FULL) {
        return;
    }
    if (number == offices->count) {
        struct office *item = LIST_ADD(builder->arena, offices);
        if (!item) {
            return;
        }
        *item = (struct office){.entry = occurrence->entry,
                                .role = occurrence->role,
                                .affiliation = occurrence->affiliation,
                                .first_day = INT32_MAX,
                                .last_day = INT32_MIN};
    }
    struct office *item = offices->items ? &offices->items[number] : NULL;
    if (!item) {
        return;
    }
    int32_t day = builder->documents.items[occurrence->document].day;
    item->document_count++;
    if (day != INT32_MIN) {
        item->first_day = day < item->first_day ? day : item->first_day;
        item->last_day = day > item->last_day ? day : item->last_day;
    }
}

static int compare_spellings(const void *a, const void *b)
{
    const struct spelling *one = a;
    const struct spelling *other = b;
    if (one->entry != other->entry) {
        return one->entry < other->entry ? -1 : 1;
    }
    if (one->is_joined != other->is_joined) {
        return one->is_joined ? 1 : -1;
    }
    if (one->document_count != other->document_count) {
        return one->document_count > other->document_count ? -1 : 1;
    }
    return one->document < other->document ? -1 : one->document > other->document;
}

static int compare_offices(const void *a, const void *b)
{
    const struct office *one = a;
    const struct office *other = b;
    if (one->entry != other->entry) {
        return one->entry < other->entry ? -1 : 1;
    }
    if (one->first_day != other->first_day) {
        return one->first_day < other->first_day ? -1 : 1;
    }
    return one->role < other->role ? -1 : one->role > other->role;
}

/* Say of each spelling why it stands with its entry. */
static void explain(struct registry_builder *builder, struct registry *registry,
                    struct spellings *spellings)
{
    for (size_t i = 0; i < spellings->count; i++) {
        struct spelling *item = &spellings->items[i];
        uint32_t root = registry->entries[item->entry].identity;
        const struct identity *identity = &builder->identities.items[item->identity];
        item->is_joined = item->identity != root ? 1 : 0;
        item->rule = item->is_joined ? identity->rule : REGISTRY_SAME_NAME;
        item->because = item->is_joined ? identity->because : REGISTRY_NONE;
    }
}

/* The first spelling names the entry; those that differ from it in letters alone say so. */
static void name_entries(struct registry *registry)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < registry->counts.entries; i++) {
        struct entry *entry = &registry->entries[i];
        entry->spelling_start = at;
        entry->name =
            at < registry->counts.spellings ? registry->spellings[at].text : REGISTRY_NONE;
        for (; at < registry->counts.spellings && registry->spellings[at].entry == i; at++) {
            struct spelling *spelling = &registry->spellings[at];
            spelling->is_joined |= at > entry->spelling_start ? 1 : 0;
        }
    }
    registry->entries[registry->counts.entries].spelling_start = at;
}

static void start_offices(struct registry *registry, uint32_t count)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i <= registry->counts.entries; i++) {
        while (at < count && registry->offices[at].entry < i) {
            at++;
        }
        registry->entries[i].office_start = at;
    }
}

static void *keep(struct registry *registry, const void *items, size_t bytes)
{
    void *kept = arena_take(registry->arena, bytes + 1);
    if (kept && bytes > 0) {
        memcpy(kept, items, bytes);
    }
    return kept;
}

bool gathering(struct registry_builder *builder, struct registry *registry)
{
    struct numbering spelling_numbers = NUMBERING_NONE;
    struct numbering office_numbers = NUMBERING_NONE;
    struct spellings spellings = {0};
    struct offices offices = {0};
    for (size_t i = 0; i < builder->occurrences.count; i++) {
        const struct occurrence *occurrence = &builder->occurrences.items[i];
        gather_spelling(builder, &spelling_numbers, &spellings, occurrence);
        gather_office(builder, &office_numbers, &offices, occurrence);
    }
    if (arena_failed(builder->arena)) {
        return false;
    }
    explain(builder, registry, &spellings);
    if (spellings.count > 1) {
        qsort(spellings.items, spellings.count, sizeof(*spellings.items), compare_spellings);
    }
    if (offices.count > 1) {
        qsort(offices.items, offices.count, sizeof(*offices.items), compare_offices);
    }
    registry->counts.spellings = (uint32_t)spellings.count;
    registry->counts.offices = (uint32_t)offices.count;
    registry->spellings =
        keep(registry, spellings.items, spellings.count * sizeof(*spellings.items));
    registry->offices = keep(registry, offices.items, offices.count * sizeof(*offices.items));
    if (!registry->spellings || !registry->offices) {
        return false;
    }
    name_entries(registry);
    start_offices(registry, (uint32_t)offices.count);
    return true;
}
