/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads what is left when a good file is cut off, at any byte: each prefix gives a document, or
 * says why not. Long files are cut at so many places that are spread over them.
 *
 *     prefixes VOCABULARY-FOLDER CUTS FILE…
 */
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/number.h"

#include "reading.h"

#define FILE_BYTES_MAX ((size_t)1024 * 1024)
#define CUTS_MAX       1000000

static bool read_prefix(struct text prefix, const char *path, struct vocabulary *vocabulary)
{
    struct error error = ERROR_NONE;
    struct reading_counts counts;
    /* Bytes of its own, so that a sanitizer sees a read behind them. */
    char *copy = malloc(prefix.length + (prefix.length == 0));
    if (!copy) {
        return false;
    }
    (void)memcpy(copy, prefix.at, prefix.length);
    struct text bytes = {copy, prefix.length};
    enum status status = reading_run(bytes, vocabulary, &counts, &error);
    bool is_told = status ? error.message[0] != '\0' : counts.documents > 0;
    if (!is_told) {
        (void)fprintf(stderr, "%s: the first %zu bytes are lost\n", path, prefix.length);
    }
    free(copy);
    return is_told;
}

static bool read_prefixes(const char *path, size_t cuts, struct vocabulary *vocabulary)
{
    AUTO_BUFFER file = BUFFER_UP_TO(FILE_BYTES_MAX);
    reading_file_bytes(path, &file);
    struct text bytes = buffer_text(&file);
    bool is_sound = true;
    size_t step = bytes.length / cuts + 1;
    for (size_t length = 0; bytes.at && length <= bytes.length; length += step) {
        is_sound = read_prefix(text_slice(bytes, 0, length), path, vocabulary) && is_sound;
    }
    return is_sound;
}

int main(int argc, char **argv)
{
    int64_t cuts = 0;
    if (argc < 4 || !number_read(text_of(argv[2]), 1, CUTS_MAX, &cuts)) {
        (void)fprintf(stderr, "usage: prefixes VOCABULARY-FOLDER CUTS FILE…\n");
        return EXIT_FAILURE;
    }
    struct vocabulary *vocabulary = reading_vocabulary(argv[1]);
    int result = EXIT_SUCCESS;
    for (int i = 3; i < argc; i++) {
        result = read_prefixes(argv[i], (size_t)cuts, vocabulary) ? result : EXIT_FAILURE;
    }
    (void)vocabulary_free(vocabulary);
    return result;
}
