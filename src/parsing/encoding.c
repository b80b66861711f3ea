/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/utf8.h"

#include "encoding.h"

enum status encoding_decode(struct text bytes, struct arena *arena, struct decoded *out,
                            struct error *error)
{
    if (utf8_find_invalid(bytes) == TEXT_NOT_FOUND) {
        *out = (struct decoded){.text = bytes, .encoding = TEXT("utf-8")};
        return STATUS_OK;
    }
    (void)arena;
    return error_set(error, STATUS_INVALID, "not UTF-8");
}
