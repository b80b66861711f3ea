/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes, decoded. What must hold: valid UTF-8 without NUL, the bytes themselves where good. */

#include <stdint.h>
#include <stdlib.h>

#include "chancery/base/utf8.h"
#include "encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_ARENA arena = arena_new((size_t)64 * 1024 * 1024);
    must(arena != NULL);
    struct error error = ERROR_NONE;
    struct text bytes = {(const char *)data, size};
    struct decoded decoded;
    must(encoding_decode(bytes, arena, &decoded, &error) == STATUS_OK);
    must(utf8_find_invalid(decoded.text) == TEXT_NOT_FOUND);
    must(text_find_char(decoded.text, '\0') == TEXT_NOT_FOUND);
    must(decoded.encoding.length > 0);
    bool is_good =
        utf8_find_invalid(bytes) == TEXT_NOT_FOUND && text_find_char(bytes, '\0') == TEXT_NOT_FOUND;
    must(!is_good || (decoded.text.at == bytes.at && decoded.replaced_count == 0));
    must(decoded.replaced_count <= size);
    return 0;
}
