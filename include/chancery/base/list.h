/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Lists that grow in an arena.
 *
 *     struct texts { LIST_OF(struct text); };
 *     struct text *tag = LIST_ADD(arena, &cable->tags);
 *     if (tag) { *tag = value; }
 *
 * All lists have one layout, so that code that walks records by their tables can read any of them
 * through struct list. What a list outgrew stays in the arena until it goes.
 */

#include <stddef.h>

#include "chancery/base/arena.h"

#define LIST_OF(type) \
    type *items;      \
    size_t count;     \
    size_t room

/* The layout of every list; its items are read with memcpy or cast by who knows their type. */
struct list {
    LIST_OF(void);
};

struct texts {
    LIST_OF(struct text);
};

/* A new zeroed item at the end of *list, or NULL when the arena has no more (arena_failed). */
#define LIST_ADD(arena, list) \
    ((__typeof__((list)->items))list_add((arena), (list), sizeof(*(list)->items)))

void *list_add(struct arena *arena, void *list, size_t item_bytes);

/* Add value to texts. */
void texts_add(struct arena *arena, struct texts *texts, struct text value);

/* Whether value is among texts, letter by letter. */
bool texts_have(const struct texts *texts, struct text value);
