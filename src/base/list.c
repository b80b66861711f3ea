/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>

#include "chancery/base/list.h"

#define FIRST_ITEMS ((size_t)4)

/* Lists differ in the type of their items only, so each is read and written as a struct list. */
void *list_add(struct arena *arena, void *list, size_t item_bytes)
{
    struct list now;
    memcpy(&now, list, sizeof(now));
    if (now.count == now.room) {
        size_t room = now.room ? now.room * 2 : FIRST_ITEMS;
        void *items =
            room <= SIZE_MAX / 2 / item_bytes ? arena_take(arena, room * item_bytes) : NULL;
        if (!items) {
            return NULL;
        }
        if (now.count > 0) {
            memcpy(items, now.items, now.count * item_bytes);
        }
        now.items = items;
        now.room = room;
    }
    void *item = (char *)now.items + now.count * item_bytes;
    now.count++;
    memcpy(list, &now, sizeof(now));
    return item;
}

void texts_add(struct arena *arena, struct texts *texts, struct text value)
{
    struct text *item = LIST_ADD(arena, texts);
    if (item) {
        *item = value;
    }
}

bool texts_have(const struct texts *texts, struct text value)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (text_equal(texts->items[i], value)) {
            return true;
        }
    }
    return false;
}
