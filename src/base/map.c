/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <sodium.h>
#include <stdint.h>

#include "chancery/base/digest.h"
#include "chancery/base/map.h"

#define FIRST_ROOM ((size_t)16)

struct map_entry {
    struct text key;
    void *value; /* NULL where nothing stands */
    uint64_t hash;
};

static_assert(MAP_SEED_BYTES == crypto_shorthash_KEYBYTES, "the seed is the key of the hash");
static_assert(sizeof(uint64_t) == crypto_shorthash_BYTES, "a hash is 64 bits");

static uint64_t hash_of(const struct map *map, struct text key)
{
    uint64_t hash = 0;
    const char *bytes = key.at ? key.at : "";
    if (map->is_ours) {
        return digest_fast((struct text){bytes, key.length});
    }
    (void)crypto_shorthash((unsigned char *)&hash, (const unsigned char *)bytes, key.length,
                           map->seed);
    return hash;
}

/*
 * Where key stands, or the free entry where it would. The map is at most half full, so there is
 * always a free entry to end the walk.
 */
static struct map_entry *entry_at(const struct map *map, struct text key, uint64_t hash)
{
    size_t mask = map->room - 1;
    size_t i = (size_t)hash & mask;
    while (map->entries[i].value &&
           (map->entries[i].hash != hash || !text_equal(map->entries[i].key, key))) {
        i = (i + 1) & mask;
    }
    return &map->entries[i];
}

static bool grow(struct arena *arena, struct map *map)
{
    size_t room = map->room ? map->room * 2 : FIRST_ROOM;
    if (room > SIZE_MAX / 2 / sizeof(struct map_entry)) {
        return false;
    }
    struct map wider = *map;
    wider.room = room;
    wider.entries = arena_take(arena, room * sizeof(struct map_entry));
    if (!wider.entries) {
        return false;
    }
    for (size_t i = 0; i < map->room; i++) {
        const struct map_entry *entry = &map->entries[i];
        if (entry->value) {
            *entry_at(&wider, entry->key, entry->hash) = *entry;
        }
    }
    *map = wider;
    return true;
}

bool map_set(struct arena *arena, struct map *map, struct text key, void *value)
{
    assert(value);
    if (!map->entries) {
        if (sodium_init() < 0) {
            return false;
        }
        randombytes_buf(map->seed, sizeof(map->seed));
    }
    if (map->count >= map->room / 2 && !grow(arena, map)) {
        return false;
    }
    uint64_t hash = hash_of(map, key);
    struct map_entry *entry = entry_at(map, key, hash);
    map->count += !entry->value;
    *entry = (struct map_entry){key, value, hash};
    return true;
}

void *map_find(const struct map *map, struct text key)
{
    return map->entries ? entry_at(map, key, hash_of(map, key))->value : NULL;
}
