/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Bytes that grow, up to a limit set at the start.
 *
 * Adding never reports failure on its own: the first failure sticks, later adds do nothing, and
 * buffer_status says at the end whether all of it is there. So building a string reads straight
 * down, and is checked once.
 */

#include "chancery/base/status.h"
#include "chancery/base/text.h"

struct buffer {
    char *bytes; /* NUL-terminated once anything was added; NULL before */
    size_t length;
    size_t size;
    size_t limit; /* bytes, without the NUL */
    enum status status;
};

/* An empty buffer that may grow to limit bytes: struct buffer line = BUFFER_UP_TO(200); */
#define BUFFER_UP_TO(limit_bytes) ((struct buffer){.limit = (limit_bytes)})

void buffer_add(struct buffer *buffer, struct text text);
void buffer_add_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);

/* STATUS_OK, or the first of STATUS_LIMIT and STATUS_NO_MEMORY that was met. */
MUST_CHECK enum status buffer_status(const struct buffer *buffer);

/* What is in it so far; borrowed, good until the next add. */
struct text buffer_text(const struct buffer *buffer);

/* Free the bytes and start again, empty, with the same limit. */
void buffer_clear(struct buffer *buffer);

#define AUTO_BUFFER __attribute__((cleanup(buffer_clear))) struct buffer
