/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any valid UTF-8 as a page. What must hold: its text is valid UTF-8 and no longer than the page,
 * and the elements taken lie in it, one behind the other.
 */

#include "chancery/base/utf8.h"
#include "markup.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_ARENA arena = arena_new((size_t)64 * 1024 * 1024);
    struct text html = {(const char *)data, size};
    MUST(arena != NULL);
    if (size == 0 || utf8_find_invalid(html) != TEXT_NOT_FOUND) {
        return 0;
    }
    struct text plain = markup_plain(html, arena);
    MUST(plain.length <= html.length);
    MUST(utf8_find_invalid(plain) == TEXT_NOT_FOUND);
    (void)markup_is_page(html);
    struct text rest = html;
    struct text attributes;
    struct text inside;
    const char *end = html.at;
    while (markup_take(&rest, "pre", &attributes, &inside)) {
        MUST(attributes.at >= end && inside.at >= attributes.at + attributes.length);
        end = inside.at + inside.length;
        MUST(end <= html.at + html.length);
    }
    return 0;
}
