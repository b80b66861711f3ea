/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>

#include "chancery/base/status.h"

PRINTF_LIKE(4, 0)
static void fill(struct error *error, enum status status, size_t offset, const char *format,
                 va_list arguments)
{
    if (!error) {
        return;
    }
    error->status = status;
    error->offset = offset;
    (void)vsnprintf(error->message, sizeof(error->message), format, arguments);
}

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, ERROR_NO_OFFSET, format, arguments);
    va_end(arguments);
    return status;
}

enum status error_set_at(struct error *error, enum status status, size_t offset, const char *format,
                         ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, offset, format, arguments);
    va_end(arguments);
    return status;
}

const char *status_name(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return "ok";
    case STATUS_NOT_FOUND:
        return "not_found";
    case STATUS_INVALID:
        return "invalid";
    case STATUS_LIMIT:
        return "limit";
    case STATUS_UNAVAILABLE:
        return "unavailable";
    case STATUS_CORRUPT:
        return "corrupt";
    case STATUS_IO:
        return "io";
    case STATUS_NO_MEMORY:
        return "no_memory";
    }
    return "unknown";
}
