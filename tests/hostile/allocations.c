/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lets the nth request for memory fail while a file is parsed, searched for facts and packed: of
 * the system's memory, and of an arena's. Whatever n is, nothing crashes, nothing leaks, and either
 * the documents are there or the error says why not.
 *
 *     allocations VOCABULARY-FOLDER TRIES FILE…
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/arena.h"
#include "chancery/base/number.h"

#include "failing.h"
#include "reading.h"

#define FILE_BYTES_MAX ((size_t)1024 * 1024)
#define TRIES_MAX      1000000

static bool try_once(struct text bytes, struct vocabulary *vocabulary, enum failing_kind kind,
                     size_t fails, const char *path)
{
    struct error error = ERROR_NONE;
    struct reading_counts counts;
    int64_t before = failing_held();
    failing_on(kind, fails);
    enum status status = reading_run(bytes, vocabulary, &counts, &error);
    (void)failing_off();
    bool is_told = status ? error.message[0] != '\0' : counts.documents + counts.faults > 0;
    bool is_sound = is_told && failing_held() == before;
    if (!is_sound) {
        (void)fprintf(stderr, "%s: request %zu of %s: status %d, %d documents, %lld blocks left\n",
                      path, fails, failing_names[kind], (int)status, counts.documents,
                      (long long)(failing_held() - before));
    }
    return is_sound;
}

static bool try_all(struct text bytes, struct vocabulary *vocabulary, enum failing_kind kind,
                    size_t tries, const char *path)
{
    bool is_sound = try_once(bytes, vocabulary, kind, 0, path);
    size_t count = failing_off();
    size_t step = count / tries + 1;
    for (size_t n = 1; n <= count; n += step) {
        is_sound = try_once(bytes, vocabulary, kind, n, path) && is_sound;
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
        struct text bytes = buffer_text(&file);
        if (!try_all(bytes, vocabulary, FAILING_SYSTEM, (size_t)tries, argv[i]) ||
            !try_all(bytes, vocabulary, FAILING_ARENAS, (size_t)tries, argv[i])) {
            result = EXIT_FAILURE;
        }
    }
    (void)vocabulary_free(vocabulary);
    return result;
}
