/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The bytes of a file, read forward through a window, so that a file of any size is read in the
 * memory that its largest document takes.
 *
 *     while (!source_fill(&source, want, error) && source.window.length > 0) {
 *         ... read from source.window ...
 *         source_skip(&source, used);
 *     }
 *
 * The window is copied, not mapped: a mapped file that another program cuts short while we read it
 * would end us with a signal, while here it just ends early.
 *
 * Threads: one at a time.
 */

#include "chancery/parsing/parse.h"

/* The most bytes that are held at a time: a document, and as much of what follows. */
#define SOURCE_WINDOW_BYTES_MAX (2 * PARSE_DOCUMENT_BYTES_MAX)

struct source {
    struct text window; /* what was not taken yet, as far as it is held; good until the next fill */
    bool is_whole;      /* nothing follows the window */
    int64_t offset;     /* where in the file the window begins */

    const struct parse_stream *stream; /* NULL: all of it is in memory */
    char *bytes;
    size_t room;
};

struct source source_of_bytes(struct text bytes);
struct source source_of_stream(const struct parse_stream *stream);

/* What it holds is freed; to be called once for each source. */
void source_close(struct source *source);

/*
 * Make the window hold at least want bytes, or all that is left when that is less.
 *
 * Errors:  STATUS_LIMIT      want is over SOURCE_WINDOW_BYTES_MAX, and not all is in memory
 *          STATUS_NO_MEMORY, and what the stream answers
 * Cost:    each byte is moved about once, as long as no more than half of want stays behind.
 */
MUST_CHECK enum status source_fill(struct source *source, size_t want, struct error *error);

/*
 * Make the window hold all that is left, which must be one document.
 *
 * Errors:  STATUS_LIMIT      more than PARSE_DOCUMENT_BYTES_MAX; and as source_fill
 */
MUST_CHECK enum status source_fill_all(struct source *source, struct error *error);

/* Pass over count bytes of the window. */
void source_skip(struct source *source, size_t count);
