/* SPDX-License-Identifier: Apache-2.0 */
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/arena.h"
#include "chancery/base/shortage.h"

/* Most documents need less than this; larger requests get a block of their own. */
#define BLOCK_BYTES ((size_t)16 * 1024)

struct block {
    struct block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *blocks; /* newest first */
    size_t limit;         /* bytes that may be handed out in all */
    size_t left;          /* bytes that may still be handed out */
    bool failed;
};

void arena_fail(struct arena *arena)
{
    shortage_note();
    arena->failed = true;
}

static struct block *block_add(struct arena *arena, size_t at_least)
{
    size_t size = at_least > BLOCK_BYTES ? at_least : BLOCK_BYTES;
    struct block *block = calloc(1, sizeof(*block) + size);
    if (!block) {
        return NULL;
    }
    block->size = size;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

struct arena *arena_new(size_t limit)
{
    struct arena *arena = calloc(1, sizeof(*arena));
    if (!arena) {
        shortage_note();
        return NULL;
    }
    /* Room is kept above any request for rounding up and for the block's own header. */
    const size_t most = SIZE_MAX / 2;
    arena->limit = limit < most ? limit : most;
    arena->left = arena->limit;
    return arena;
}

void *arena_take(struct arena *arena, size_t size)
{
    if (size > arena->left) {
        arena_fail(arena);
        return NULL;
    }
    const size_t step = alignof(max_align_t);
    size_t rounded = (size + step - 1) / step * step;
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < rounded) {
        block = block_add(arena, rounded);
        if (!block) {
            arena_fail(arena);
            return NULL;
        }
    }
    void *memory = block->bytes + block->used;
    block->used += rounded;
    arena->left -= size;
    return memory;
}

char *arena_copy(struct arena *arena, struct text text)
{
    if (text.length == SIZE_MAX) {
        return NULL;
    }
    char *copy = arena_take(arena, text.length + 1);
    if (copy && text.length > 0) {
        memcpy(copy, text.at, text.length);
    }
    return copy;
}

struct text arena_text(struct arena *arena, struct text text)
{
    const char *copy = text.at ? arena_copy(arena, text) : NULL;
    return copy ? (struct text){copy, text.length} : TEXT_NONE;
}

struct text arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *bytes = length < 0 ? NULL : arena_take(arena, (size_t)length + 1);
    if (!bytes) {
        return TEXT_NONE;
    }
    va_start(arguments, format);
    (void)vsnprintf(bytes, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return (struct text){bytes, (size_t)length};
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}

size_t arena_used(const struct arena *arena)
{
    return arena->limit - arena->left;
}

struct arena *arena_free(struct arena *arena)
{
    if (!arena) {
        return NULL;
    }
    struct block *block = arena->blocks;
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
    return NULL;
}
