/* SPDX-License-Identifier: Apache-2.0 */
#include "batch.h"

#include <stdlib.h>

#include "chancery/extraction/extract.h"
#include "chancery/store/store.h"

/* The most memory that the documents of a batch may take once packed. */
#define PACKED_BYTES_MAX (STORE_DOCUMENT_BYTES_MAX * 2)

struct batch *batch_new(const struct parse_options *options)
{
    struct batch *batch = calloc(1, sizeof(*batch));
    if (!batch) {
        return NULL;
    }
    batch->options = options;
    batch->arena = arena_new(PACKED_BYTES_MAX);
    return batch->arena ? batch : batch_free(batch);
}

struct batch *batch_free(struct batch *batch)
{
    if (batch) {
        for (size_t i = 0; i < batch->part_count; i++) {
            parse_part_drop(batch->parts[i]);
        }
        (void)arena_free(batch->arena);
        free(batch);
    }
    return NULL;
}

bool batch_is_full(const struct batch *batch)
{
    return batch->part_count == BATCH_PARTS_MAX || batch->bytes >= BATCH_BYTES;
}

enum status batch_pack(const struct batch_packing *packing, struct document *document,
                       struct arena *arena, struct text bytes, struct error *error)
{
    extract(document, packing->vocabulary, arena);
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the facts of a document");
    }
    struct store_pack *pack = NULL;
    enum status status = store_pack(packing->packer, document, bytes, packing->arena, &pack, error);
    if (status) {
        return status;
    }
    struct store_pack **place = LIST_ADD(packing->arena, packing->packs);
    if (!place) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    *place = pack;
    return STATUS_OK;
}

static enum status take_document(struct document *document, struct arena *arena, struct text bytes,
                                 void *context, struct error *error)
{
    return batch_pack(context, document, arena, bytes, error);
}

/* A document that the store cannot keep is told of, and the file goes on behind it. */
static void note_unusable(struct batch *batch, const struct error *error)
{
    struct pipeline_fault *fault = LIST_ADD(batch->arena, &batch->faults);
    if (fault) {
        *fault = (struct pipeline_fault){TEXT("document_unusable"),
                                         arena_text(batch->arena, text_of(error->message)), 1};
    }
}

void batch_run(struct batch *batch, struct store_packer *packer)
{
    struct batch_packing packing = {batch->options->vocabulary, packer, batch->arena,
                                    &batch->packs};
    if (!packer) {
        batch->status = error_set(&batch->error, STATUS_NO_MEMORY, "no memory to pack documents");
    }
    for (size_t i = 0; i < batch->part_count; i++) {
        struct parse_part *part = batch->parts[i];
        struct error error = ERROR_NONE;
        batch->parts[i] = NULL;
        if (batch->status) {
            parse_part_drop(part);
            continue;
        }
        enum status status = parse_part_read(part, batch->options, take_document, &packing, &error);
        if (status == STATUS_INVALID || status == STATUS_LIMIT) {
            note_unusable(batch, &error);
        } else if (status) {
            batch->status = status;
            batch->error = error;
        }
    }
    batch->part_count = 0;
}
