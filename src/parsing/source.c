/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "source.h"

/* The least that is read at a time. */
#define PIECE_BYTES ((size_t)1024 * 1024)

struct source source_of_bytes(struct text bytes)
{
    return (struct source){.window = bytes, .is_whole = true};
}

struct source source_of_stream(const struct parse_stream *stream)
{
    return (struct source){.window = TEXT(""), .stream = stream};
}

void source_close(struct source *source)
{
    free(source->bytes);
    *source = (struct source){.is_whole = true};
}

/* Bring the window to the front of the room, and make that hold want bytes and a piece. */
static enum status make_room(struct source *source, size_t want, struct error *error)
{
    size_t begin = source->bytes ? (size_t)(source->window.at - source->bytes) : 0;
    if (source->bytes && source->room - begin >= want) {
        return STATUS_OK;
    }
    if (source->bytes) {
        memmove(source->bytes, source->window.at, source->window.length);
    }
    if (source->room < want + PIECE_BYTES) {
        size_t room = 2 * want + PIECE_BYTES;
        char *bytes = realloc(source->bytes, room);
        if (!bytes) {
            source->window.at = source->bytes ? source->bytes : "";
            return error_set(error, STATUS_NO_MEMORY, "no memory to read a file");
        }
        source->bytes = bytes;
        source->room = room;
    }
    source->window.at = source->bytes;
    return STATUS_OK;
}

enum status source_fill(struct source *source, size_t want, struct error *error)
{
    if (source->is_whole || source->window.length >= want) {
        return STATUS_OK;
    }
    if (want > SOURCE_WINDOW_BYTES_MAX) {
        return error_set(error, STATUS_LIMIT, "a document is over %zu bytes",
                         PARSE_DOCUMENT_BYTES_MAX);
    }
    enum status status = make_room(source, want, error);
    while (!status && !source->is_whole && source->window.length < want) {
        size_t begin = (size_t)(source->window.at - source->bytes);
        size_t end = begin + source->window.length;
        size_t got = 0;
        status = source->stream->read(source->stream->context, source->bytes + end,
                                      source->room - end, &got, error);
        source->window.length += status ? 0 : got;
        source->is_whole = !status && got == 0;
    }
    return status;
}

enum status source_fill_all(struct source *source, struct error *error)
{
    enum status status = source_fill(source, PARSE_DOCUMENT_BYTES_MAX + 1, error);
    if (!status && source->window.length > PARSE_DOCUMENT_BYTES_MAX) {
        status = error_set(error, STATUS_LIMIT, "a document is over %zu bytes",
                           PARSE_DOCUMENT_BYTES_MAX);
    }
    return status;
}

void source_skip(struct source *source, size_t count)
{
    source->window = text_from(source->window, count);
    source->offset += (int64_t)count;
}
