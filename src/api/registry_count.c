/* SPDX-License-Identifier: Apache-2.0 */
#include "registry_count.h"

#include <stdlib.h>

static void count_all(const struct view *view, struct registry_range range, uint32_t *counts)
{
    for (uint32_t i = range.first; i < range.end; i++) {
        counts[i - range.first] = registry_entry(view->registry, i).document_count;
    }
}

static void count_some(const struct view *view, struct search_hits *hits,
                       struct registry_range range, uint32_t *counts)
{
    const struct registry *registry = view->registry;
    for (uint32_t document = search_next(hits, 0); document != INDEX_END;
         document = search_next(hits, document + 1)) {
        struct registry_numbers named = registry_document_entries(registry, document);
        for (size_t k = 0; k < named.count; k++) {
            uint32_t entry = named.items[k];
            if (entry >= range.first && entry < range.end) {
                counts[entry - range.first]++;
            }
        }
    }
}

enum status registry_count_hits(const struct view *view, struct search_hits *hits,
                                struct registry_range range, struct arena *arena,
                                struct registry_count *out, struct error *error)
{
    size_t size = range.end - range.first;
    uint32_t *counts = arena_take(arena, (size + 1) * sizeof(*counts));
    out->items = arena_take(arena, (size + 1) * sizeof(*out->items));
    out->count = 0;
    if (!counts || !out->items) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for counting");
    }
    if (search_count(hits) == registry_document_count(view->registry)) {
        count_all(view, range, counts);
    } else {
        count_some(view, hits, range, counts);
    }
    for (uint32_t i = 0; i < size; i++) {
        if (counts[i] > 0) {
            out->items[out->count++] = (struct registry_counted){range.first + i, counts[i]};
        }
    }
    return STATUS_OK;
}

static bool has_word_with(struct text text, struct text prefix)
{
    for (size_t i = 0; i + prefix.length <= text.length; i++) {
        bool is_start = i == 0 || text.at[i - 1] == ' ' || text.at[i - 1] == '-';
        if (is_start && text_starts_fold(text_from(text, i), prefix)) {
            return true;
        }
    }
    return false;
}

void registry_count_keep(struct registry_count *count, const struct registry *registry,
                         struct text prefix)
{
    size_t kept = 0;
    for (size_t i = 0; i < count->count; i++) {
        uint32_t entry = count->items[i].entry;
        bool has = prefix.length == 0;
        for (size_t k = 0; !has && k < registry_spelling_count(registry, entry); k++) {
            has = has_word_with(registry_spelling(registry, entry, k).text, prefix);
        }
        if (has) {
            count->items[kept++] = count->items[i];
        }
    }
    count->count = kept;
}

static int compare(const void *a, const void *b)
{
    const struct registry_counted *one = a;
    const struct registry_counted *other = b;
    if (one->count != other->count) {
        return one->count > other->count ? -1 : 1;
    }
    return one->entry < other->entry ? -1 : one->entry > other->entry;
}

void registry_count_sort(struct registry_count *count)
{
    if (count->count > 1) {
        qsort(count->items, count->count, sizeof(*count->items), compare);
    }
}
