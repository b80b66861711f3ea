/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/buffer.h"
#include "chancery/base/shortage.h"

#define FIRST_BYTES ((size_t)64)

/* Make room for more bytes and a NUL. False, with the status set, when that cannot be. */
static bool make_room(struct buffer *buffer, size_t more)
{
    if (buffer->status) {
        return false;
    }
    if (more > buffer->limit - buffer->length) {
        buffer->status = STATUS_LIMIT;
        return false;
    }
    size_t needed = buffer->length + more + 1;
    if (needed <= buffer->size) {
        return true;
    }
    size_t size = buffer->size ? buffer->size : FIRST_BYTES;
    while (size < needed) {
        size *= 2;
    }
    char *bytes = realloc(buffer->bytes, size);
    if (!bytes) {
        shortage_note();
        buffer->status = STATUS_NO_MEMORY;
        return false;
    }
    buffer->bytes = bytes;
    buffer->size = size;
    return true;
}

void buffer_add(struct buffer *buffer, struct text text)
{
    if (text.length == 0 || !make_room(buffer, text.length)) {
        return;
    }
    memcpy(buffer->bytes + buffer->length, text.at, text.length);
    buffer->length += text.length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0 || !make_room(buffer, (size_t)length)) {
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

enum status buffer_status(const struct buffer *buffer)
{
    return buffer->status;
}

struct text buffer_text(const struct buffer *buffer)
{
    return (struct text){buffer->bytes ? buffer->bytes : "", buffer->length};
}

void buffer_clear(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = BUFFER_UP_TO(buffer->limit);
}
