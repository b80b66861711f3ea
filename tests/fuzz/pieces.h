/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Bytes that come in pieces, as files do. */

#include <string.h>

#include "chancery/base/status.h"
#include "chancery/base/text.h"

#include "must.h"

struct pieces {
    struct text rest;
    size_t most; /* bytes of one piece */
};

/* The bytes of an input behind its first, which says how large the pieces are. */
static inline struct pieces pieces_of(const uint8_t *data, size_t size)
{
    return size > 0 ? (struct pieces){{(const char *)data + 1, size - 1}, (size_t)data[0] + 1}
                    : (struct pieces){TEXT(""), 1};
}

/* For parse_stream; context is the pieces. */
static inline enum status pieces_read(void *context, char *out, size_t room, size_t *got,
                                      struct error *error)
{
    struct pieces *pieces = context;
    (void)error;
    MUST(room > 0);
    struct text piece = text_slice(pieces->rest, 0, pieces->most < room ? pieces->most : room);
    if (piece.length > 0) {
        memcpy(out, piece.at, piece.length);
    }
    pieces->rest = text_from(pieces->rest, piece.length);
    *got = piece.length;
    return STATUS_OK;
}
