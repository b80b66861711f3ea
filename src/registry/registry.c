/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/kept_file.h"

#include "inside.h"

struct text registry_rule_name(enum registry_rule rule)
{
    static const char *const names[] = {
        [REGISTRY_SAME_NAME] = "same_name",
        [REGISTRY_FULLER_BY_BODY] = "fuller_name_same_affiliation",
        [REGISTRY_FULLER_BY_POST] = "fuller_name_same_post",
        [REGISTRY_ACRONYM] = "acronym_same_country",
        [REGISTRY_NAME_WITH_COUNTRY] = "same_name_one_country",
    };
    return text_of(names[rule]);
}

struct registry *registry_free(struct registry *registry)
{
    if (registry) {
        (void)arena_free(registry->arena);
        kept_file_close(registry->file);
        free(registry);
    }
    return NULL;
}

size_t registry_memory_bytes(const struct registry *registry)
{
    return registry->arena ? arena_used(registry->arena) : registry->file.length;
}

uint32_t registry_document_count(const struct registry *registry)
{
    return registry->counts.documents;
}

int64_t registry_document_key(const struct registry *registry, uint32_t document)
{
    return registry->documents[document].key;
}

struct text registry_text(const struct registry *registry, uint32_t text)
{
    if (text >= registry->counts.texts) {
        return TEXT_NONE;
    }
    uint32_t start = registry->text_start[text];
    return (struct text){registry->text_bytes + start, registry->text_start[text + 1] - start};
}

uint32_t registry_text_count(const struct registry *registry)
{
    return registry->counts.texts;
}

struct text registry_document_id(const struct registry *registry, uint32_t document)
{
    return registry_text(registry, registry->documents[document].id);
}

uint32_t registry_document_text(const struct registry *registry, uint32_t document)
{
    return registry->documents[document].id;
}

uint32_t registry_document_of_id(const struct registry *registry, struct text id)
{
    uint32_t low = 0;
    uint32_t high = registry->counts.documents;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text_compare(registry_document_id(registry, registry->by_id[middle]), id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < registry->counts.documents &&
                    text_equal(registry_document_id(registry, registry->by_id[low]), id);
    return is_found ? registry->by_id[low] : REGISTRY_NONE;
}

struct registry_range registry_entries(const struct registry *registry, enum registry_kind kind)
{
    return (struct registry_range){registry->counts.kind_start[kind],
                                   registry->counts.kind_start[kind + 1]};
}

struct registry_entry registry_entry(const struct registry *registry, uint32_t number)
{
    const struct entry *entry = &registry->entries[number];
    return (struct registry_entry){.kind = entry->kind,
                                   .id = registry_text(registry, entry->id),
                                   .name = registry_text(registry, entry->name),
                                   .country = registry_text(registry, entry->country),
                                   .detail = registry_text(registry, entry->detail),
                                   .within = registry_text(registry, entry->within),
                                   .document_count = entry->document_count,
                                   .mention_count = entry->mention_count};
}

uint32_t registry_entry_find(const struct registry *registry, enum registry_kind kind,
                             struct text id)
{
    char bytes[512];
    if (id.length > sizeof(bytes)) {
        return REGISTRY_NONE;
    }
    for (size_t i = 0; i < id.length; i++) {
        bytes[i] = kind == REGISTRY_COUNTRY ? text_upper(id.at[i]) : text_lower(id.at[i]);
    }
    struct text wanted = {bytes, id.length};
    uint32_t low = registry->counts.kind_start[kind];
    uint32_t high = registry->counts.kind_start[kind + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct entry *entry = &registry->entries[registry->entries_by_id[middle]];
        if (text_compare(registry_text(registry, entry->id), wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == registry->counts.kind_start[kind + 1]) {
        return REGISTRY_NONE;
    }
    uint32_t found = registry->entries_by_id[low];
    return text_equal(registry_text(registry, registry->entries[found].id), wanted) ? found
                                                                                    : REGISTRY_NONE;
}

struct registry_numbers registry_entry_documents(const struct registry *registry, uint32_t entry)
{
    uint32_t start = registry->entries[entry].document_start;
    return (struct registry_numbers){registry->entry_documents + start,
                                     registry->entries[entry + 1].document_start - start};
}

struct registry_numbers registry_document_entries(const struct registry *registry,
                                                  uint32_t document)
{
    uint32_t start = registry->document_entry_start[document];
    return (struct registry_numbers){registry->document_entries + start,
                                     registry->document_entry_start[document + 1] - start};
}

size_t registry_spelling_count(const struct registry *registry, uint32_t entry)
{
    return registry->entries[entry + 1].spelling_start - registry->entries[entry].spelling_start;
}

struct registry_spelling registry_spelling(const struct registry *registry, uint32_t entry,
                                           size_t place)
{
    const struct spelling *spelling =
        &registry->spellings[registry->entries[entry].spelling_start + place];
    return (struct registry_spelling){.text = registry_text(registry, spelling->text),
                                      .key = registry_text(registry, spelling->key),
                                      .document_count = spelling->document_count,
                                      .document = spelling->document,
                                      .is_joined = spelling->is_joined != 0,
                                      .rule = spelling->rule,
                                      .because = registry_text(registry, spelling->because)};
}

static struct text key_at(const struct registry *registry, uint32_t place)
{
    return registry_text(registry, registry->spellings[registry->spellings_by_key[place]].key);
}

struct registry_numbers registry_spelling_find(const struct registry *registry,
                                               enum registry_kind kind, struct text key)
{
    uint32_t low = registry->counts.key_start[kind];
    uint32_t high = registry->counts.key_start[kind + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text_compare(key_at(registry, middle), key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    uint32_t end = low;
    while (end < registry->counts.key_start[kind + 1] && text_equal(key_at(registry, end), key)) {
        end++;
    }
    return (struct registry_numbers){registry->entries_by_key + low, end - low};
}

struct text registry_fold(struct text name, struct arena *arena)
{
    struct tokens_key key;
    AUTO_TOKENS tokens = tokens_new();
    if (!tokens) {
        return TEXT_NONE;
    }
    tokens_key(tokens, name, &key);
    return arena_text(arena, tokens_key_text(&key));
}

size_t registry_office_count(const struct registry *registry, uint32_t entry)
{
    return registry->entries[entry + 1].office_start - registry->entries[entry].office_start;
}

struct registry_office registry_office(const struct registry *registry, uint32_t entry,
                                       size_t place)
{
    const struct office *office = &registry->offices[registry->entries[entry].office_start + place];
    bool is_dated = office->first_day != INT32_MAX;
    return (struct registry_office){.entry = office->entry,
                                    .role = registry_text(registry, office->role),
                                    .affiliation = registry_text(registry, office->affiliation),
                                    .first_day = is_dated ? office->first_day : INT64_MIN,
                                    .last_day = is_dated ? office->last_day : INT64_MIN,
                                    .document_count = office->document_count};
}

struct registry_rows registry_document_rows(const struct registry *registry,
                                            enum registry_row_kind kind, uint32_t document)
{
    uint32_t start = registry->row_start[kind][document];
    return (struct registry_rows){registry->rows[kind] + start,
                                  registry->row_start[kind][document + 1] - start};
}
