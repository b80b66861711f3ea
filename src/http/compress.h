/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Content codings, made as the bytes come. */

#include "chancery/base/buffer.h"
#include "chancery/http/exchange.h"

/* Smaller bodies are sent as they are. */
#define COMPRESS_LEAST_BYTES ((size_t)1024)

struct encoder;

/* An encoder for gzip or zstd; NULL when there is no memory, and for identity. */
struct encoder *encoder_new(enum http_coding coding);

/*
 * Encode in and add the result to *out; with last, finish. What *out cannot take shows in its
 * status.
 *
 * Errors:  STATUS_NO_MEMORY, STATUS_LIMIT (*out is full)
 */
MUST_CHECK enum status encoder_add(struct encoder *encoder, struct text in, bool last,
                                   struct buffer *out, struct error *error);

/* NULL is allowed; returns NULL. */
struct encoder *encoder_free(struct encoder *encoder);

/* Whether bytes of this content type grow smaller when encoded. */
bool compress_is_worth(struct text content_type);

/*
 * Encode body, and stream if there is one, in coding; body is then what stands before the stream.
 * On failure both are as before, or the body is to be thrown away.
 *
 * Errors:  STATUS_NO_MEMORY, STATUS_LIMIT
 */
MUST_CHECK enum status compress_response(struct http_response *response, enum http_coding coding,
                                         struct error *error);
