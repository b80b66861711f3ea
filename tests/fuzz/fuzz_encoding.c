/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes, decoded. What must hold: valid UTF-8 without NUL, the bytes themselves where good. */

#include "chancery/base/utf8.h"
#include "encoding.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_ARENA arena = arena_new((size_t)64 * 1024 * 1024);
    MUST(arena != NULL);
    struct error error = ERROR_NONE;
    struct text bytes = {(const char *)data, size};
    struct decoded decoded;
    MUST(encoding_decode(bytes, arena, &decoded, &error) == STATUS_OK);
    MUST(utf8_find_invalid(decoded.text) == TEXT_NOT_FOUND);
    MUST(text_find_char(decoded.text, '\0') == TEXT_NOT_FOUND);
    MUST(decoded.encoding.length > 0);
    bool is_good =
        utf8_find_invalid(bytes) == TEXT_NOT_FOUND && text_find_char(bytes, '\0') == TEXT_NOT_FOUND;
    MUST(!is_good || (decoded.text.at == bytes.at && decoded.replaced_count == 0));
    MUST(decoded.replaced_count <= size);
    return 0;
}
