/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A map from texts to pointers, in an arena.
 *
 *     struct map posts = MAP_NONE;
 *     map_set(arena, &posts, TEXT("SEOUL"), post);
 *     post = map_find(&posts, name);
 *
 * Open addressing with a keyed hash, so that no choice of keys from outside can make it slow. It
 * has no order and is not walked: whoever needs that keeps a list beside it. Nothing is removed.
 *
 * Owns:    neither keys nor values; the bytes of a key must live as long as the map.
 * Threads: finding may go on in several at once, as long as none sets.
 */

#include "chancery/base/arena.h"

#define MAP_SEED_BYTES 16

struct map {
    struct map_entry *entries;
    size_t room; /* a power of two, or 0 */
    size_t count;
    unsigned char seed[MAP_SEED_BYTES];
    bool is_ours; /* nobody outside has a say in what is set: a hash without a key will do */
};

/* An empty map. */
#define MAP_NONE ((struct map){.entries = NULL})
/* The same for keys that come from us alone, whatever is looked up. It is found in faster. */
#define MAP_OURS ((struct map){.is_ours = true})

/*
 * Let key lead to value, which is not NULL, in place of what it led to before. False when the
 * arena has no more (arena_failed); the map is then as it was.
 *
 * Cost: constant on average. What the map outgrew stays in the arena until it goes.
 */
bool map_set(struct arena *arena, struct map *map, struct text key, void *value);

/* What key leads to, letter by letter, or NULL. */
void *map_find(const struct map *map, struct text key);
