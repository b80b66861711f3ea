/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Memory that is given back all at once.
 *
 * Everything made while parsing one document or answering one request comes from one arena and
 * goes with it; nothing in it is freed on its own. An arena has a limit, so that no input, however
 * hostile, can make us take more. Not shared between threads.
 */

#include <stddef.h>

#include "chancery/base/status.h"
#include "chancery/base/text.h"

struct arena;

/* A new arena that will hand out at most limit bytes. NULL when there is no memory. */
struct arena *arena_new(size_t limit);

/*
 * size bytes, zeroed and aligned for any type, good until the arena is freed.
 * NULL when there is no memory or the arena's limit would be passed.
 */
void *arena_take(struct arena *arena, size_t size);

/* A NUL-terminated copy of text; NULL as for arena_take. */
char *arena_copy(struct arena *arena, struct text text);

/* The same as a struct text; TEXT_NONE when it cannot be had, and for TEXT_NONE. */
struct text arena_text(struct arena *arena, struct text text);

/* A printed text, NUL-terminated; TEXT_NONE as for arena_take. */
struct text arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/*
 * Whether any take has failed since the arena was made. The failure sticks, so a parser may pass
 * over a NULL where it meets one and ask once, at its end.
 */
bool arena_failed(const struct arena *arena);

/* Remember that something that was to come from arena could not be had elsewhere. */
void arena_fail(struct arena *arena);

/* How many bytes have been handed out. */
size_t arena_used(const struct arena *arena);

/* Free everything. NULL is allowed. Returns NULL, for: arena = arena_free(arena); */
struct arena *arena_free(struct arena *arena);

static inline void arena_free_at(struct arena **arena)
{
    *arena = arena_free(*arena);
}

/* Declares a local arena that is freed when its block ends, however it ends. */
#define AUTO_ARENA __attribute__((cleanup(arena_free_at))) struct arena *
