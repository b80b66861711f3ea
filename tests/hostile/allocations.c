/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lets the nth request for memory fail while a file is parsed, searched for facts and packed: of
 * the system's memory, and of an arena's. Whatever n is, nothing crashes, nothing leaks, and either
 * the documents are there or the error says why not.
 *
 *     allocations VOCABULARY-FOLDER TRIES FILE…
 *
 * The linker leads our rooms' calls here (--wrap); those inside of other libraries go their way.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/arena.h"
#include "chancery/base/number.h"

#include "reading.h"

#define FILE_BYTES_MAX ((size_t)1024 * 1024)
#define TRIES_MAX      1000000

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void __real_free(void *memory);
void *__real_arena_take(struct arena *arena, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __wrap_free(void *memory);
void *__wrap_arena_take(struct arena *arena, size_t size);
struct text __real_arena_text(struct arena *arena, struct text text);
struct text __wrap_arena_text(struct arena *arena, struct text text);

/* Whose requests are counted, and which of them fails, from 1; 0: none. */
static struct {
    bool is_of_arenas;
    bool is_on;
    size_t count;
    size_t fails;
    int64_t held; /* blocks of the system's memory */
} requests;

static bool is_refused(bool is_of_arenas)
{
    if (!requests.is_on || requests.is_of_arenas != is_of_arenas) {
        return false;
    }
    requests.count++;
    return requests.count == requests.fails;
}

static void *hold(void *memory)
{
    requests.held += memory != NULL;
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return is_refused(false) ? NULL : hold(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_refused(false) ? NULL : hold(__real_calloc(count, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (is_refused(false)) {
        return NULL;
    }
    void *moved = __real_realloc(memory, size);
    requests.held += moved && !memory;
    return moved;
}

void __wrap_free(void *memory)
{
    requests.held -= memory != NULL;
    __real_free(memory);
}

/* An arena that is asked for more than there is remembers it. */
void *__wrap_arena_take(struct arena *arena, size_t size)
{
    return __real_arena_take(arena, is_refused(true) ? SIZE_MAX : size);
}

struct text __wrap_arena_text(struct arena *arena, struct text text)
{
    if (text.at && is_refused(true)) {
        (void)__real_arena_take(arena, SIZE_MAX);
        return TEXT_NONE;
    }
    return __real_arena_text(arena, text);
}

static bool try_once(struct text bytes, struct vocabulary *vocabulary, size_t fails,
                     const char *path)
{
    struct error error = ERROR_NONE;
    struct reading_counts counts;
    int64_t before = requests.held;
    requests.count = 0;
    requests.fails = fails;
    requests.is_on = true;
    enum status status = reading_run(bytes, vocabulary, &counts, &error);
    requests.is_on = false;
    bool is_told = status ? error.message[0] != '\0' : counts.documents + counts.faults > 0;
    bool is_sound = is_told && requests.held == before;
    if (!is_sound) {
        (void)fprintf(stderr, "%s: request %zu of %s: status %d, %d documents, %lld blocks left\n",
                      path, fails, requests.is_of_arenas ? "arenas" : "the system", (int)status,
                      counts.documents, (long long)(requests.held - before));
    }
    return is_sound;
}

static bool try_all(struct text bytes, struct vocabulary *vocabulary, size_t tries,
                    const char *path)
{
    bool is_sound = try_once(bytes, vocabulary, 0, path);
    size_t count = requests.count;
    size_t step = count / tries + 1;
    for (size_t n = 1; n <= count; n += step) {
        is_sound = try_once(bytes, vocabulary, n, path) && is_sound;
    }
    return is_sound;
}

int main(int argc, char **argv)
{
    int64_t tries = 0;
    if (argc < 4 || !number_read(text_of(argv[2]), 1, TRIES_MAX, &tries)) {
        (void)fprintf(stderr, "usage: allocations VOCABULARY-FOLDER TRIES FILE…\n");
        return EXIT_FAILURE;
    }
    struct vocabulary *vocabulary = reading_vocabulary(argv[1]);
    int result = EXIT_SUCCESS;
    for (int i = 3; i < argc; i++) {
        AUTO_BUFFER file = BUFFER_UP_TO(FILE_BYTES_MAX);
        reading_file_bytes(argv[i], &file);
        for (int kind = 0; kind < 2; kind++) {
            requests.is_of_arenas = kind == 1;
            if (!try_all(buffer_text(&file), vocabulary, (size_t)tries, argv[i])) {
                result = EXIT_FAILURE;
            }
        }
    }
    (void)vocabulary_free(vocabulary);
    return result;
}
