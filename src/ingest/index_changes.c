/* SPDX-License-Identifier: Apache-2.0 */
#include "index_changes.h"

#include <stdlib.h>
#include <string.h>

struct held {
    int64_t key;
    uint32_t document;
};

static int compare_keys(const void *left, const void *right)
{
    int64_t a = ((const struct held *)left)->key;
    int64_t b = ((const struct held *)right)->key;
    return (a > b) - (a < b);
}

/* The documents of an index in the order of their keys. */
static struct held *list_held(const struct index *index, struct arena *arena)
{
    uint32_t count = index_document_count(index);
    struct held *held = arena_take(arena, ((size_t)count + 1) * sizeof(*held));
    for (uint32_t i = 0; i < count && held; i++) {
        held[i] = (struct held){index_document_key(index, i), i};
    }
    if (held && count > 1) {
        qsort(held, count, sizeof(*held), compare_keys);
    }
    return held;
}

enum status index_changes_find(const struct index *former, const struct store_versions *versions,
                               struct arena *arena, struct index_changes *out, struct error *error)
{
    uint32_t count = index_document_count(former);
    size_t words = (size_t)count / 64 + 1;
    struct index_changes changes = {0};
    struct held *held = list_held(former, arena);
    changes.removed = arena_take(arena, words * sizeof(*changes.removed));
    changes.added = arena_take(arena, (versions->count + 1) * sizeof(*changes.added));
    if (!held || !changes.removed || !changes.added) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to compare an index with its store");
    }
    memset(changes.removed, 0xFF, words * sizeof(*changes.removed));
    uint32_t at = 0;
    for (size_t i = 0; i < versions->count; i++) {
        const struct store_version *now = &versions->items[i];
        while (at < count && held[at].key < now->key) {
            at++;
        }
        uint32_t document = at < count ? held[at].document : 0;
        if (at < count && held[at].key == now->key &&
            index_document_version(former, document) == now->version) {
            changes.removed[document / 64] &= ~(UINT64_C(1) << document % 64);
            changes.kept++;
        } else {
            changes.added[changes.added_count++] = now->key;
        }
    }
    *out = changes;
    return STATUS_OK;
}
