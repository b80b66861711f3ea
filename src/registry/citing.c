/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "inside.h"

/* One reference, to be sorted by the id that it names. */
struct cited {
    struct text id;
    uint32_t text;
    uint32_t number;
};

static int compare(const void *a, const void *b)
{
    const struct cited *one = a;
    const struct cited *other = b;
    int order = one->text == other->text ? 0 : text_compare(one->id, other->id);
    return order ? order : one->number < other->number ? -1 : one->number > other->number;
}

static bool keep(struct registry *registry, const struct cited *items, size_t count)
{
    registry->cited = arena_take(registry->arena, (count + 1) * sizeof(uint32_t));
    registry->cited_start = arena_take(registry->arena, (count + 1) * sizeof(uint32_t));
    registry->citing = arena_take(registry->arena, (count + 1) * sizeof(uint32_t));
    if (!registry->cited || !registry->cited_start || !registry->citing) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || items[i].text != items[i - 1].text) {
            registry->cited[registry->counts.cited] = items[i].text;
            registry->cited_start[registry->counts.cited++] = i;
        }
        registry->citing[i] = items[i].number;
    }
    registry->cited_start[registry->counts.cited] = (uint32_t)count;
    registry->counts.citing = (uint32_t)count;
    return true;
}

/* References to one id come in the order of their documents. */
static uint32_t count_documents(const struct registry *registry, uint32_t cited)
{
    struct registry_numbers numbers = registry_citing(registry, cited);
    uint32_t count = 0;
    uint32_t last = REGISTRY_NONE;
    for (size_t i = 0; i < numbers.count; i++) {
        uint32_t document = registry_reference(registry, numbers.items[i])->document;
        count += document == last ? 0 : 1;
        last = document;
    }
    return count;
}

static int compare_missed(const void *a, const void *b)
{
    const struct registry_missed *one = a;
    const struct registry_missed *other = b;
    if (one->count != other->count) {
        return one->count > other->count ? -1 : 1;
    }
    return one->cited < other->cited ? -1 : one->cited > other->cited;
}

void registry_missed_sort(struct registry_missed *items, size_t count)
{
    if (count > 1) {
        qsort(items, count, sizeof(*items), compare_missed);
    }
}

/* Documents are in order by id already, as are the ids that are cited: the two are gone through
 * side by side. */
static bool find_missing(struct registry_builder *builder, struct registry *registry)
{
    size_t count = registry->counts.cited;
    struct registry_missed *items = arena_take(builder->arena, (count + 1) * sizeof(*items));
    registry->cited_by = arena_take(registry->arena, (count + 1) * sizeof(uint32_t));
    registry->missing = arena_take(registry->arena, (count + 1) * sizeof(uint32_t));
    if (!items || !registry->cited_by || !registry->missing) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct text id = builder_text_at(builder, registry->cited[i]);
        registry->cited_by[i] = count_documents(registry, i);
        int order = -1;
        while (at < registry->counts.documents && order < 0) {
            order = text_compare(
                builder_text_at(builder, registry->documents[registry->by_id[at]].id), id);
            at += order < 0 ? 1 : 0;
        }
        if (order != 0) {
            items[registry->counts.missing++] = (struct registry_missed){i, registry->cited_by[i]};
        }
    }
    registry_missed_sort(items, registry->counts.missing);
    for (uint32_t i = 0; i < registry->counts.missing; i++) {
        registry->missing[i] = items[i].cited;
    }
    return true;
}

bool citing(struct registry_builder *builder, struct registry *registry)
{
    const struct rows *rows = &builder->rows[REGISTRY_REFERENCE];
    struct cited *items = arena_take(builder->arena, (rows->count + 1) * sizeof(*items));
    size_t count = 0;
    for (uint32_t i = 0; items && i < rows->count; i++) {
        uint32_t text = rows->items[i].word;
        if (text != REGISTRY_NONE) {
            items[count++] = (struct cited){builder_text_at(builder, text), text, i};
        }
    }
    if (count > 1) {
        qsort(items, count, sizeof(*items), compare);
    }
    return items && keep(registry, items, count) && find_missing(builder, registry);
}

uint32_t registry_cited_count(const struct registry *registry)
{
    return registry->counts.cited;
}

struct text registry_cited_id(const struct registry *registry, uint32_t cited)
{
    return registry_text(registry, registry->cited[cited]);
}

uint32_t registry_cited_find(const struct registry *registry, struct text id)
{
    uint32_t low = 0;
    uint32_t high = registry->counts.cited;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text_compare(registry_cited_id(registry, middle), id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found =
        low < registry->counts.cited && text_equal(registry_cited_id(registry, low), id);
    return is_found ? low : REGISTRY_NONE;
}

struct registry_numbers registry_citing(const struct registry *registry, uint32_t cited)
{
    uint32_t start = registry->cited_start[cited];
    return (struct registry_numbers){registry->citing + start,
                                     registry->cited_start[cited + 1] - start};
}

const struct registry_row *registry_reference(const struct registry *registry, uint32_t number)
{
    return &registry->rows[REGISTRY_REFERENCE][number];
}

uint32_t registry_cited_by(const struct registry *registry, uint32_t cited)
{
    return registry->cited_by[cited];
}

struct registry_numbers registry_missing(const struct registry *registry)
{
    return (struct registry_numbers){registry->missing, registry->counts.missing};
}
