/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/calendar.h"

#include "inside.h"

uint32_t builder_text(struct registry_builder *builder, struct text text)
{
    return text.length > 0 ? numbering_of(builder->text_arena, &builder->texts, text)
                           : REGISTRY_NONE;
}

struct text builder_text_at(const struct registry_builder *builder, uint32_t number)
{
    return number < builder->texts.texts.count ? builder->texts.texts.items[number] : TEXT_NONE;
}

struct registry_builder *registry_builder_new(void)
{
    struct registry_builder *builder = calloc(1, sizeof(*builder));
    if (!builder) {
        return NULL;
    }
    builder->arena = arena_new(REGISTRY_BYTES_MAX);
    builder->text_arena = arena_new(REGISTRY_BYTES_MAX);
    builder->tokens = tokens_new();
    builder->texts = NUMBERING_NONE;
    builder->names = NUMBERING_NONE;
    return builder->arena && builder->text_arena && builder->tokens
               ? builder
               : registry_builder_free(builder);
}

struct registry_builder *registry_builder_free(struct registry_builder *builder)
{
    if (builder) {
        (void)arena_free(builder->arena);
        (void)arena_free(builder->text_arena);
        (void)tokens_free(builder->tokens);
        free(builder);
    }
    return NULL;
}

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "no memory for the registries");
}

static int32_t day_of(const struct document *document)
{
    struct calendar_interval days;
    bool is_dated = document->date && calendar_interval_read(document->date->value, &days);
    return is_dated ? (int32_t)days.first_day : INT32_MIN;
}

enum status registry_builder_add(struct registry_builder *builder, const struct document *document,
                                 int64_t key, struct error *error)
{
    uint32_t number = (uint32_t)builder->documents.count;
    struct document_entry *item = LIST_ADD(builder->arena, &builder->documents);
    if (!item || number == REGISTRY_NONE) {
        return no_memory(error);
    }
    *item = (struct document_entry){key, builder_text(builder, document->id), day_of(document)};
    naming_add(builder, document, number);
    tabling_add(builder, document, number);
    filing_add(builder, document, number);
    bool is_done = saying_add(builder, document) && !arena_failed(builder->arena) &&
                   !arena_failed(builder->text_arena);
    return is_done ? STATUS_OK : no_memory(error);
}

/* What an identity that was joined to another knows of the body, and that one does not. */
static void add_joined(const struct identities *identities, uint32_t root, uint32_t joined)
{
    struct identity *items = identities->items;
    if (items[root].within == REGISTRY_NONE) {
        items[root].within = items[joined].within;
    }
}

/* One entry for each identity that was joined to no other. */
static bool make_entries(struct registry_builder *builder, struct registry *registry)
{
    struct identities *identities = &builder->identities;
    size_t count = identities->count;
    uint32_t *entry_of = arena_take(builder->arena, (count + 1) * sizeof(*entry_of));
    registry->entries = arena_take(registry->arena, (count + 1) * sizeof(*registry->entries));
    uint32_t *last = arena_take(builder->arena, (count + 1) * sizeof(*last));
    if (!entry_of || !registry->entries || !last) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        add_joined(identities, joining_root(identities, i), i);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (joining_root(identities, i) == i) {
            const struct identity *identity = &identities->items[i];
            entry_of[i] = registry->counts.entries;
            registry->entries[registry->counts.entries++] =
                (struct entry){.kind = identity->kind,
                               .identity = i,
                               .country = identity->country,
                               .detail = identity->detail,
                               .within = identity->within};
        }
    }
    for (size_t i = 0; i < builder->occurrences.count; i++) {
        struct occurrence *occurrence = &builder->occurrences.items[i];
        occurrence->entry = entry_of[joining_root(identities, occurrence->identity)];
        struct entry *entry = &registry->entries[occurrence->entry];
        /* Documents come in order, so the last one is enough to count each once. */
        entry->document_count += last[occurrence->entry] == occurrence->document + 1 ? 0 : 1;
        entry->mention_count += occurrence->mentions;
        last[occurrence->entry] = occurrence->document + 1;
    }
    return true;
}

/* The documents of each entry, and the entries of each document. */
static bool make_lists(struct registry_builder *builder, struct registry *registry)
{
    size_t total = 0;
    for (uint32_t i = 0; i < registry->counts.entries; i++) {
        registry->entries[i].document_start = (uint32_t)total;
        total += registry->entries[i].document_count;
    }
    registry->entries[registry->counts.entries].document_start = (uint32_t)total;
    registry->entry_documents = arena_take(registry->arena, (total + 1) * sizeof(uint32_t));
    registry->document_entries = arena_take(registry->arena, (total + 1) * sizeof(uint32_t));
    registry->document_entry_start =
        arena_take(registry->arena, ((size_t)registry->counts.documents + 1) * sizeof(uint32_t));
    uint32_t *filled = arena_take(builder->arena, (registry->counts.entries + 1) * sizeof(*filled));
    if (!registry->entry_documents || !registry->document_entries ||
        !registry->document_entry_start || !filled || total >= REGISTRY_NONE) {
        return false;
    }
    registry->counts.named = (uint32_t)total;
    uint32_t at = 0;
    uint32_t document = 0;
    for (size_t i = 0; i < builder->occurrences.count; i++) {
        const struct occurrence *occurrence = &builder->occurrences.items[i];
        const struct entry *entry = &registry->entries[occurrence->entry];
        uint32_t *mine = registry->entry_documents + entry->document_start;
        uint32_t *count = &filled[occurrence->entry];
        while (document < occurrence->document) {
            registry->document_entry_start[++document] = at;
        }
        if (*count == 0 || mine[*count - 1] != occurrence->document) {
            mine[(*count)++] = occurrence->document;
            registry->document_entries[at++] = occurrence->entry;
        }
    }
    while (document < registry->counts.documents) {
        registry->document_entry_start[++document] = at;
    }
    return true;
}

/* Rows come in the order of their documents. */
static bool make_rows(struct registry_builder *builder, struct registry *registry)
{
    for (size_t kind = 0; kind < REGISTRY_ROW_KIND_COUNT; kind++) {
        const struct rows *rows = &builder->rows[kind];
        size_t bytes = rows->count * sizeof(*rows->items);
        registry->rows[kind] = arena_take(registry->arena, bytes + 1);
        registry->row_start[kind] = arena_take(
            registry->arena, ((size_t)registry->counts.documents + 1) * sizeof(uint32_t));
        registry->counts.rows[kind] = (uint32_t)rows->count;
        if (!registry->rows[kind] || !registry->row_start[kind]) {
            return false;
        }
        if (bytes > 0) {
            memcpy(registry->rows[kind], rows->items, bytes);
        }
        uint32_t at = 0;
        for (uint32_t i = 0; i <= registry->counts.documents; i++) {
            while (at < rows->count && rows->items[at].document < i) {
                at++;
            }
            registry->row_start[kind][i] = at;
        }
    }
    return true;
}

/* A number under a text, to be sorted by the text. */
struct named {
    struct text text;
    uint32_t kind;
    uint32_t number;
};

static int compare_named(const void *a, const void *b)
{
    const struct named *one = a;
    const struct named *other = b;
    if (one->kind != other->kind) {
        return one->kind < other->kind ? -1 : 1;
    }
    int order = text_compare(one->text, other->text);
    return order ? order : one->number < other->number ? -1 : one->number > other->number;
}

static bool sort_documents(struct registry_builder *builder, struct registry *registry)
{
    size_t count = builder->documents.count;
    struct named *named = arena_take(builder->arena, (count + 1) * sizeof(*named));
    registry->documents = arena_take(registry->arena, (count + 1) * sizeof(*registry->documents));
    registry->by_id = arena_take(registry->arena, (count + 1) * sizeof(*registry->by_id));
    if (!named || !registry->documents || !registry->by_id) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        registry->documents[i] = builder->documents.items[i];
        named[i] = (struct named){builder_text_at(builder, registry->documents[i].id), 0, i};
    }
    qsort(named, count, sizeof(*named), compare_named);
    for (size_t i = 0; i < count; i++) {
        registry->by_id[i] = named[i].number;
    }
    return true;
}

static bool sort_spellings(struct registry_builder *builder, struct registry *registry)
{
    size_t count = registry->counts.spellings;
    struct named *named = arena_take(builder->arena, (count + 1) * sizeof(*named));
    registry->spellings_by_key = arena_take(registry->arena, (count + 1) * sizeof(uint32_t));
    registry->entries_by_key = arena_take(registry->arena, (count + 1) * sizeof(uint32_t));
    if (!named || !registry->spellings_by_key || !registry->entries_by_key) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct spelling *spelling = &registry->spellings[i];
        named[i] = (struct named){builder_text_at(builder, spelling->key),
                                  (uint32_t)registry->entries[spelling->entry].kind, i};
    }
    qsort(named, count, sizeof(*named), compare_named);
    uint32_t at = 0;
    for (uint32_t kind = 0; kind <= REGISTRY_KIND_COUNT; kind++) {
        while (at < count && named[at].kind < kind) {
            at++;
        }
        registry->counts.key_start[kind] = at;
    }
    for (size_t i = 0; i < count; i++) {
        registry->spellings_by_key[i] = named[i].number;
        registry->entries_by_key[i] = registry->spellings[named[i].number].entry;
    }
    return true;
}

/* All texts behind one another; while it was built each stood by itself. */
static bool keep_texts(const struct registry_builder *builder, struct registry *registry)
{
    const struct texts *texts = &builder->texts.texts;
    size_t bytes = 0;
    for (size_t i = 0; i < texts->count; i++) {
        bytes += texts->items[i].length;
    }
    if (bytes >= REGISTRY_TEXT_BYTES_MAX) {
        return false;
    }
    registry->text_start = arena_take(registry->arena, (texts->count + 1) * sizeof(uint32_t));
    registry->text_bytes = arena_take(registry->arena, bytes + 1);
    if (!registry->text_start || !registry->text_bytes) {
        return false;
    }
    uint32_t at = 0;
    for (size_t i = 0; i < texts->count; i++) {
        registry->text_start[i] = at;
        memcpy(registry->text_bytes + at, texts->items[i].at, texts->items[i].length);
        at += (uint32_t)texts->items[i].length;
    }
    registry->text_start[texts->count] = at;
    registry->counts.texts = (uint32_t)texts->count;
    registry->counts.text_bytes = at;
    return true;
}

/* What goes by documents, once names are entries. */
static bool make_tables(struct registry_builder *builder, struct registry *registry)
{
    return make_rows(builder, registry) && filing_keep(builder, registry) &&
           saying_keep(builder, registry) && sort_documents(builder, registry) &&
           citing(builder, registry) && sort_spellings(builder, registry) &&
           occasions(builder, registry);
}

static bool freeze(struct registry_builder *builder, struct registry *registry)
{
    registry->counts.documents = (uint32_t)builder->documents.count;
    joining(builder);
    if (!make_entries(builder, registry)) {
        return false;
    }
    size_t count = registry->counts.entries;
    uint32_t *remap = arena_take(builder->arena, (count + 1) * sizeof(*remap));
    registry->entries_by_id = arena_take(registry->arena, (count + 1) * sizeof(uint32_t));
    if (!remap || !registry->entries_by_id || !ordering(builder, registry, remap)) {
        return false;
    }
    for (size_t i = 0; i < builder->occurrences.count; i++) {
        builder->occurrences.items[i].entry = remap[builder->occurrences.items[i].entry];
    }
    return make_lists(builder, registry) && gathering(builder, registry) &&
           make_tables(builder, registry) && !arena_failed(builder->arena) &&
           !arena_failed(builder->text_arena) && keep_texts(builder, registry);
}

enum status registry_builder_freeze(struct registry_builder *builder, struct registry **out,
                                    struct error *error)
{
    struct registry *registry = calloc(1, sizeof(*registry));
    if (!registry) {
        return no_memory(error);
    }
    registry->arena = arena_new(REGISTRY_BYTES_MAX);
    if (!registry->arena || !freeze(builder, registry)) {
        (void)registry_free(registry);
        return no_memory(error);
    }
    *out = registry;
    return STATUS_OK;
}
