/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/file.h"
#include "chancery/extraction/extract.h"
#include "chancery/parsing/parse.h"
#include "chancery/store/pack.h"

#include "reading.h"

#define PACKED_BYTES_MAX ((size_t)64 * 1024 * 1024)

struct taking {
    struct vocabulary *vocabulary;
    struct reading_counts *counts;
};

static enum status pack(struct document *document, struct text bytes, struct error *error)
{
    struct store_pack *packed = NULL;
    struct arena *arena = arena_new(PACKED_BYTES_MAX);
    struct store_packer *packer = store_packer_new();
    enum status status = error_set(error, STATUS_NO_MEMORY, "no memory to pack");
    if (arena && packer) {
        *error = ERROR_NONE;
        status = store_pack(packer, document, bytes, arena, &packed, error);
    }
    (void)store_packer_free(packer);
    (void)arena_free(arena);
    return status;
}

static enum status take_document(struct document *document, struct arena *arena, struct text bytes,
                                 void *context, struct error *error)
{
    struct taking *taking = context;
    extract(document, taking->vocabulary, arena);
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for facts");
    }
    enum status status = pack(document, bytes, error);
    taking->counts->documents += status == STATUS_OK;
    return status;
}

static void note_fault(struct text code, struct text detail, void *context)
{
    struct taking *taking = context;
    taking->counts->faults += code.length > 0 && detail.length > 0;
}

enum status reading_run(struct text bytes, struct vocabulary *vocabulary,
                        struct reading_counts *counts, struct error *error)
{
    struct taking taking = {vocabulary, counts};
    struct parse_options options = {
        .vocabulary = vocabulary, .path = TEXT("file"), .fault = note_fault};
    *counts = (struct reading_counts){0};
    return parse_bytes(bytes, &options, take_document, &taking, error);
}

static void give_up(const struct error *error)
{
    (void)fprintf(stderr, "%s\n", error->message);
    exit(EXIT_FAILURE);
}

struct vocabulary *reading_vocabulary(const char *folder)
{
    struct error error = ERROR_NONE;
    struct vocabulary *vocabulary = NULL;
    if (vocabulary_load(folder, &vocabulary, &error)) {
        give_up(&error);
    }
    return vocabulary;
}

void reading_file_bytes(const char *path, struct buffer *out)
{
    struct error error = ERROR_NONE;
    if (file_read(path, out, &error)) {
        give_up(&error);
    }
}
