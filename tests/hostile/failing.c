/* SPDX-License-Identifier: Apache-2.0 */
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "chancery/base/arena.h"

#include "failing.h"

/* In front of a block of SQLite's stands its size. */
#define SIZE_BYTES ((size_t)16)

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void __real_free(void *memory);
void *__real_arena_take(struct arena *arena, size_t size);
struct text __real_arena_text(struct arena *arena, struct text text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __wrap_free(void *memory);
void *__wrap_arena_take(struct arena *arena, size_t size);
struct text __wrap_arena_text(struct arena *arena, struct text text);

const char *const failing_names[FAILING_KINDS] = {"the system", "arenas", "SQLite"};

/* Whose requests are counted, and which of them fails. */
static struct {
    _Atomic(enum failing_kind) kind;
    atomic_bool is_on;
    atomic_size_t count;
    atomic_size_t fails;
    atomic_int_fast64_t held;
} requests;

static bool is_refused(enum failing_kind kind)
{
    if (!atomic_load(&requests.is_on) || atomic_load(&requests.kind) != kind) {
        return false;
    }
    return atomic_fetch_add(&requests.count, 1) + 1 == atomic_load(&requests.fails);
}

static void *hold(void *memory)
{
    atomic_fetch_add(&requests.held, memory != NULL);
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return is_refused(FAILING_SYSTEM) ? NULL : hold(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_refused(FAILING_SYSTEM) ? NULL : hold(__real_calloc(count, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (is_refused(FAILING_SYSTEM)) {
        return NULL;
    }
    void *moved = __real_realloc(memory, size);
    atomic_fetch_add(&requests.held, moved && !memory);
    return moved;
}

void __wrap_free(void *memory)
{
    atomic_fetch_sub(&requests.held, memory != NULL);
    __real_free(memory);
}

/* An arena that is asked for more than there is remembers it. */
void *__wrap_arena_take(struct arena *arena, size_t size)
{
    return __real_arena_take(arena, is_refused(FAILING_ARENAS) ? SIZE_MAX : size);
}

struct text __wrap_arena_text(struct arena *arena, struct text text)
{
    if (text.at && is_refused(FAILING_ARENAS)) {
        (void)__real_arena_take(arena, SIZE_MAX);
        return TEXT_NONE;
    }
    return __real_arena_text(arena, text);
}

/* --- SQLite ---------------------------------------------------------------------------------- */

static void *sized(unsigned char *block, int size)
{
    if (!block) {
        return NULL;
    }
    memcpy(block, &size, sizeof(size));
    return block + SIZE_BYTES;
}

static void *sqlite_take(int size)
{
    return is_refused(FAILING_SQLITE) ? NULL
                                      : sized(__real_malloc((size_t)size + SIZE_BYTES), size);
}

static void *sqlite_change(void *memory, int size)
{
    return is_refused(FAILING_SQLITE) ? NULL
                                      : sized(__real_realloc((unsigned char *)memory - SIZE_BYTES,
                                                             (size_t)size + SIZE_BYTES),
                                              size);
}

static void sqlite_free(void *memory)
{
    __real_free((unsigned char *)memory - SIZE_BYTES);
}

static int sqlite_size(void *memory)
{
    int size = 0;
    memcpy(&size, (unsigned char *)memory - SIZE_BYTES, sizeof(size));
    return size;
}

static int sqlite_round(int size)
{
    return (size + 7) / 8 * 8;
}

static int sqlite_begin(void *data)
{
    (void)data;
    return SQLITE_OK;
}

static void sqlite_end(void *data)
{
    (void)data;
}

void failing_begin(void)
{
    static const sqlite3_mem_methods methods = {.xMalloc = sqlite_take,
                                                .xFree = sqlite_free,
                                                .xRealloc = sqlite_change,
                                                .xSize = sqlite_size,
                                                .xRoundup = sqlite_round,
                                                .xInit = sqlite_begin,
                                                .xShutdown = sqlite_end};
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK) {
        abort();
    }
}

void failing_on(enum failing_kind kind, size_t nth)
{
    atomic_store(&requests.kind, kind);
    atomic_store(&requests.count, 0);
    atomic_store(&requests.fails, nth);
    atomic_store(&requests.is_on, true);
}

size_t failing_off(void)
{
    atomic_store(&requests.is_on, false);
    return atomic_load(&requests.count);
}

int64_t failing_held(void)
{
    return atomic_load(&requests.held);
}
