/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "writer.h"

static const struct text severity_names[] = {
    [STORE_REFUSED] = {"refused", 7},
    [STORE_REPLACED] = {"replaced", 8},
    [STORE_REPAIRED] = {"repaired", 8},
    [STORE_COPY] = {"copy", 4},
};

struct text store_severity_name(enum store_severity severity)
{
    return (size_t)severity < COUNT_OF(severity_names) ? severity_names[severity] : TEXT_NONE;
}

/* Codes say themselves when something could not be kept. */
enum store_severity store_severity_of(struct text code)
{
    return text_find(code, TEXT("replaced")) != TEXT_NOT_FOUND ? STORE_REPLACED : STORE_REPAIRED;
}
