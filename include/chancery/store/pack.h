/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Makes a document ready for the store: encoded, compressed, its keys laid out. This is the dear
 * part of storing, so the workers of a load do it, each with a packer of its own, and the one
 * writer only puts the result into the file.
 */

#include "chancery/model/document.h"

struct store_packer;

/* What a warning or reference needs to be listed without its document. */
struct store_pack_warning {
    struct text code;
    struct text detail;
    int64_t count;
};

struct store_pack_warnings {
    LIST_OF(struct store_pack_warning);
};

/* A document that is packed; all of it lives in the arena it was packed into. */
struct store_pack {
    struct text id; /* as parsed: canonical, without the ~2 that the store may add */
    struct text kind;
    struct text title;
    struct text date;
    struct text part;
    struct text sha256;
    int64_t source_bytes;
    int64_t digest;     /* of all that clients can see but the path */
    struct text source; /* compressed behind the model: bytes, then text where it differs */
    struct text model;  /* compressed: head, paragraphs, facts */
    int64_t text_bytes; /* INTEGER_NONE when the text is the bytes */
    size_t head_bytes;
    size_t paragraphs_bytes;
    size_t facts_bytes;
    struct references references; /* those with text of their own */
    struct store_pack_warnings warnings;
};

/* NULL when there is no memory. */
struct store_packer *store_packer_new(void);

/* NULL is allowed. Returns NULL. */
struct store_packer *store_packer_free(struct store_packer *packer);

/*
 * Pack document, read from bytes, into arena. Nothing of document or bytes is kept by reference.
 *
 * Errors:  STATUS_INVALID    it has no id, kind or source
 *          STATUS_LIMIT      over STORE_DOCUMENT_BYTES_MAX
 *          STATUS_NO_MEMORY
 * Threads: one packer serves one thread at a time.
 */
MUST_CHECK enum status store_pack(struct store_packer *packer, const struct document *document,
                                  struct text bytes, struct arena *arena, struct store_pack **out,
                                  struct error *error);
