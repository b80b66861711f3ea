/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Some documents of one file, cut out of it by the worker that reads the file, and parsed, searched
 * for facts and packed by whichever worker is free. So a single large table or archive keeps all
 * workers busy, in bounded memory.
 */

#include "chancery/parsing/parse.h"

#include "pipeline.h"

/* A batch is full with so many documents, or so many bytes of them. */
#define BATCH_PARTS_MAX 64
#define BATCH_BYTES     ((size_t)512 * 1024)
/* How many batches of a file are under way at once. */
#define BATCHES_MAX 8

struct batch {
    const struct parse_options *options; /* of the file; good until the batch is done */
    struct parse_part *parts[BATCH_PARTS_MAX];
    size_t part_count;
    size_t bytes;

    /* What comes of it, in arena. */
    struct arena *arena;
    struct pipeline_packs packs;
    struct pipeline_faults faults; /* of single documents */
    enum status status;            /* why the rest of the file is lost, if it is */
    struct error error;

    struct batch *next; /* in the queue; the pipeline's */
    bool is_done;       /* the pipeline's */
};

/* An empty batch, or NULL when there is no memory. */
struct batch *batch_new(const struct parse_options *options);

/* Free it, and parts that were not read. NULL is fine. */
struct batch *batch_free(struct batch *batch);

bool batch_is_full(const struct batch *batch);

/* Read all parts. Threads: packer serves one thread at a time. */
void batch_run(struct batch *batch, struct store_packer *packer);

/* Where to documents are packed. */
struct batch_packing {
    const struct vocabulary *vocabulary;
    struct store_packer *packer;
    struct arena *arena; /* of packs */
    struct pipeline_packs *packs;
};

/*
 * Find facts in document, whose memory is arena, and add it to packs.
 *
 * Errors:  those of store_pack
 */
MUST_CHECK enum status batch_pack(const struct batch_packing *packing, struct document *document,
                                  struct arena *arena, struct text bytes, struct error *error);
