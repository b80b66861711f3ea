/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include <sodium.h>

#include "chancery/base/digest.h"
#include "chancery/base/huge.h"
#include "chancery/base/numbering.h"

#define FIRST_ROOM ((size_t)1024)

/* How many bytes of a text its entry holds; most words have fewer. */
#define FRONT_BYTES 23

/* The bytes that are compared, so that a look-up mostly ends where it begins: in one line. */
struct numbering_entry {
    uint32_t hash;
    uint32_t after;          /* the number plus 1; 0 where nothing stands */
    uint8_t length;          /* of the text, or more than FRONT_BYTES */
    char front[FRONT_BYTES]; /* zeros behind a shorter text */
};

static_assert(sizeof(struct numbering_entry) == 32, "two entries fill a line of the cache");

/* Entries begin with a line, so that none lies in two. */
#define LINE_BYTES ((size_t)64)

/* Copy up to 23 bytes by two moves that may overlap, which is faster than asking how many. */
static inline void copy_front(char *out, const char *from, size_t length)
{
    if (length >= 16) {
        memcpy(out, from, 16);
        memcpy(out + length - 8, from + length - 8, 8);
    } else if (length >= 8) {
        memcpy(out, from, 8);
        memcpy(out + length - 8, from + length - 8, 8);
    } else if (length >= 4) {
        memcpy(out, from, 4);
        memcpy(out + length - 4, from + length - 4, 4);
    } else {
        for (size_t i = 0; i < length; i++) {
            out[i] = from[i];
        }
    }
}

static inline struct numbering_entry entry_for(struct text text, uint32_t hash)
{
    struct numbering_entry entry = {.hash = hash};
    size_t length = text.length < FRONT_BYTES ? text.length : FRONT_BYTES;
    entry.length = (uint8_t)(text.length > FRONT_BYTES ? FRONT_BYTES + 1 : length);
    copy_front(entry.front, text.at, length);
    return entry;
}

/* Whether length and front of two entries are equal: the last 24 bytes, three words. */
static inline bool are_fronts_equal(const struct numbering_entry *a,
                                    const struct numbering_entry *b)
{
    uint64_t left[4];
    uint64_t right[4];
    memcpy(left, a, sizeof(left));
    memcpy(right, b, sizeof(right));
    return ((left[1] ^ right[1]) | (left[2] ^ right[2]) | (left[3] ^ right[3])) == 0;
}

/* Whether what stands in an entry is the text that wanted was made for. */
static bool is_entry(const struct numbering *numbering, const struct numbering_entry *entry,
                     const struct numbering_entry *wanted, struct text text)
{
    return entry->hash == wanted->hash && are_fronts_equal(entry, wanted) &&
           (entry->length <= FRONT_BYTES ||
            text_equal(numbering->texts.items[entry->after - 1], text));
}

/*
 * Where text stands, or the free entry where it would. At most half of the entries are taken, so
 * there is always a free one to end the walk.
 */
static struct numbering_entry *entry_at(const struct numbering *numbering,
                                        const struct numbering_entry *wanted, struct text text)
{
    size_t mask = numbering->room - 1;
    size_t i = wanted->hash & mask;
    while (numbering->entries[i].after != 0 &&
           !is_entry(numbering, &numbering->entries[i], wanted, text)) {
        i = (i + 1) & mask;
    }
    return &numbering->entries[i];
}

/* All texts differ, so each goes to the first free entry. */
static void move_entry(struct numbering *numbering, struct numbering_entry entry)
{
    size_t mask = numbering->room - 1;
    size_t i = entry.hash & mask;
    while (numbering->entries[i].after != 0) {
        i = (i + 1) & mask;
    }
    numbering->entries[i] = entry;
}

static bool grow(struct arena *arena, struct numbering *numbering)
{
    struct numbering wider = *numbering;
    wider.room = numbering->room ? numbering->room * 2 : FIRST_ROOM;
    char *bytes = arena_take(arena, wider.room * sizeof(*wider.entries) + LINE_BYTES);
    if (!bytes) {
        return false;
    }
    huge_wanted(bytes, wider.room * sizeof(*wider.entries));
    bytes += (LINE_BYTES - (uintptr_t)bytes % LINE_BYTES) % LINE_BYTES;
    wider.entries = (struct numbering_entry *)(void *)bytes;
    for (size_t i = 0; i < numbering->room; i++) {
        if (numbering->entries[i].after != 0) {
            move_entry(&wider, numbering->entries[i]);
        }
    }
    *numbering = wider;
    return true;
}

/* Choose a key, which is never 0; one that is not by chance where chance cannot be had. */
static void begin(struct numbering *numbering)
{
    if (sodium_init() >= 0) {
        randombytes_buf(&numbering->key, sizeof(numbering->key));
    }
    numbering->key |= 1;
}

uint32_t numbering_hint(struct numbering *numbering, struct text text)
{
    if (numbering->key == 0) {
        begin(numbering);
    }
    uint32_t hash = (uint32_t)(digest_keyed(text, numbering->key) >> 32);
    if (numbering->entries) {
        __builtin_prefetch(&numbering->entries[hash & (numbering->room - 1)]);
    }
    return hash;
}

uint32_t numbering_of(struct arena *arena, struct numbering *numbering, struct text text)
{
    return numbering_of_hinted(arena, numbering, text, numbering_hint(numbering, text));
}

uint32_t numbering_of_hinted(struct arena *arena, struct numbering *numbering, struct text text,
                             uint32_t hint)
{
    if (numbering->texts.count >= numbering->room / 2 && !grow(arena, numbering)) {
        return NUMBERING_FULL;
    }
    struct numbering_entry wanted = entry_for(text, hint);
    struct numbering_entry *entry = entry_at(numbering, &wanted, text);
    if (entry->after != 0) {
        return entry->after - 1;
    }
    struct text kept = arena_text(arena, text);
    if (!kept.at || numbering->texts.count >= NUMBERING_MAX) {
        return NUMBERING_FULL;
    }
    texts_add(arena, &numbering->texts, kept);
    if (arena_failed(arena)) {
        return NUMBERING_FULL;
    }
    *entry = wanted;
    entry->after = (uint32_t)numbering->texts.count;
    return entry->after - 1;
}
