/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "inside.h"

/* The longest id of an entry, without what keeps equal ones apart. */
#define SLUG_BYTES_MAX ((size_t)160)

/* qsort hands no context; what sorts looks texts up here. */
struct sorted_entry {
    struct entry entry;
    struct text id;
};

static void slug_add(char *bytes, size_t *length, struct text key)
{
    if (*length > 0 && key.length > 0 && *length < SLUG_BYTES_MAX) {
        bytes[(*length)++] = '-';
    }
    for (size_t i = 0; i < key.length && *length < SLUG_BYTES_MAX; i++) {
        char c = key.at[i];
        bytes[(*length)++] = c == ' ' || c == '/' ? '-' : text_lower(c);
    }
    /* Never half a character. */
    while (*length == SLUG_BYTES_MAX && *length > 0 && ((unsigned char)bytes[*length - 1] & 0x80)) {
        (*length)--;
    }
}

/* kim-chang-sik, halloran-oslo, ministry-of-justice-pt; a country is its code. */
static struct text slug_of(struct registry_builder *builder, const struct entry *entry)
{
    const struct identity *identity = &builder->identities.items[entry->identity];
    char bytes[SLUG_BYTES_MAX + 1];
    size_t length = 0;
    if (entry->kind == REGISTRY_COUNTRY) {
        return builder_text_at(builder, identity->country);
    }
    slug_add(bytes, &length, builder_text_at(builder, identity->key));
    slug_add(bytes, &length, builder_text_at(builder, identity->context));
    slug_add(bytes, &length, builder_text_at(builder, identity->country));
    return arena_text(builder->arena, (struct text){bytes, length});
}

static int compare_by_slug(const void *a, const void *b)
{
    const struct sorted_entry *one = a;
    const struct sorted_entry *other = b;
    if (one->entry.kind != other->entry.kind) {
        return one->entry.kind < other->entry.kind ? -1 : 1;
    }
    int order = text_compare(one->id, other->id);
    return order ? order : one->entry.number < other->entry.number ? -1 : 1;
}

static int compare_by_documents(const void *a, const void *b)
{
    const struct sorted_entry *one = a;
    const struct sorted_entry *other = b;
    if (one->entry.kind == other->entry.kind &&
        one->entry.document_count != other->entry.document_count) {
        return one->entry.document_count > other->entry.document_count ? -1 : 1;
    }
    return compare_by_slug(a, b);
}

/* Equal ids get a number behind them, in the order in which they were met. */
static void set_apart(struct registry_builder *builder, struct sorted_entry *sorted, size_t count)
{
    size_t same = 1;
    for (size_t i = 1; i < count; i++) {
        bool is_same = sorted[i].entry.kind == sorted[i - 1].entry.kind &&
                       text_equal(sorted[i].id, sorted[i - same].id);
        same = is_same ? same + 1 : 1;
        if (is_same) {
            /* Compared with the first of its kind, which keeps its id. */
            sorted[i].entry.id =
                builder_text(builder, arena_format(builder->arena, "%.*s~%zu",
                                                   TEXT_ARGUMENTS(sorted[i].id), same));
        } else {
            sorted[i].entry.id = builder_text(builder, sorted[i].id);
        }
    }
    if (count > 0) {
        sorted[0].entry.id = builder_text(builder, sorted[0].id);
    }
}

static void mark_kinds(struct registry *registry)
{
    uint32_t at = 0;
    for (uint32_t kind = 0; kind <= REGISTRY_KIND_COUNT; kind++) {
        while (at < registry->counts.entries && (uint32_t)registry->entries[at].kind < kind) {
            at++;
        }
        registry->counts.kind_start[kind] = at;
    }
}

bool ordering(struct registry_builder *builder, struct registry *registry, uint32_t *remap)
{
    uint32_t count = registry->counts.entries;
    struct sorted_entry *sorted = arena_take(builder->arena, (count + 1) * sizeof(*sorted));
    if (!sorted) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = (struct sorted_entry){.entry = registry->entries[i]};
        sorted[i].entry.number = i;
        sorted[i].id = slug_of(builder, &registry->entries[i]);
    }
    qsort(sorted, count, sizeof(*sorted), compare_by_slug);
    set_apart(builder, sorted, count);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i].id = builder_text_at(builder, sorted[i].entry.id);
    }
    qsort(sorted, count, sizeof(*sorted), compare_by_documents);
    for (uint32_t i = 0; i < count; i++) {
        registry->entries[i] = sorted[i].entry;
        remap[sorted[i].entry.number] = i;
    }
    mark_kinds(registry);
    /* Found by id: sorted once more, with their places beside them. */
    for (uint32_t i = 0; i < count; i++) {
        sorted[i].entry.number = i;
    }
    qsort(sorted, count, sizeof(*sorted), compare_by_slug);
    for (uint32_t i = 0; i < count; i++) {
        registry->entries_by_id[i] = sorted[i].entry.number;
    }
    return !arena_failed(builder->arena) && !arena_failed(builder->text_arena);
}
