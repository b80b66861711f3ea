/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any text, as XML or as HTML; the first byte says as which. What must hold: rows lie inside each
 * other, what they say is valid UTF-8, and the plain text has its blocks in order, with every
 * element's place inside the text.
 */

#include "chancery/base/utf8.h"

#include "encoding.h"
#include "must.h"
#include "page.h"
#include "scan.h"

#define MEMORY_BYTES ((size_t)256 * 1024 * 1024)

static void check_rows(const struct tree *tree)
{
    MUST(tree->count > 0 && !tree->items[0].is_text && tree->items[0].end == tree->count);
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_node *node = &tree->items[i];
        MUST(utf8_find_invalid(node->text) == TEXT_NOT_FOUND);
        MUST(node->end > i && (!node->is_text || node->end == i + 1));
        MUST(i == 0 || (node->parent < i && tree->items[node->parent].end >= node->end));
        for (size_t j = 0; j < node->attributes.count; j++) {
            MUST(utf8_find_invalid(node->attributes.items[j].value) == TEXT_NOT_FOUND);
        }
    }
}

static void check_plain(const struct tree *tree, struct arena *arena)
{
    struct plain plain;
    const struct plain_rules rules = page_rules();
    MUST(plain_begin(&plain, tree, 0, arena));
    plain_add(&plain, tree, page_find_article(tree, arena), &rules, arena);
    MUST(utf8_find_invalid(plain_text(&plain)) == TEXT_NOT_FOUND);
    size_t end = 0;
    for (size_t i = 0; i < plain.blocks.count; i++) {
        struct span span = plain.blocks.items[i].span;
        MUST(span.start >= end && span.end > span.start && span.end <= plain.length);
        end = span.end;
    }
    for (size_t i = 0; i < tree->count; i++) {
        MUST(plain.spans[i].start <= plain.spans[i].end && plain.spans[i].end <= plain.length);
    }
}

static void check_scan(struct text text)
{
    struct text rest = text;
    struct scan_tag tag;
    bool is_whole = false;
    if (scan_take(&rest, &tag)) {
        struct text element = scan_element(text, &tag, &is_whole);
        MUST(element.at >= text.at && element.at + element.length <= text.at + text.length);
        (void)scan_attribute(&tag, "id");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text bytes = size > 0 ? (struct text){(const char *)data + 1, size - 1} : TEXT("");
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct error error = ERROR_NONE;
    struct decoded decoded;
    struct tree tree;
    if (!arena || encoding_decode(bytes, arena, &decoded, &error)) {
        return 0;
    }
    bool is_xml = size > 0 && data[0] % 2 == 1;
    enum status status = is_xml ? tree_read_xml(decoded.text, arena, &tree, &error)
                                : tree_read_html(decoded.text, arena, &tree, &error);
    check_scan(decoded.text);
    MUST(plain_strip(decoded.text, arena).length <= decoded.text.length);
    if (!status) {
        check_rows(&tree);
        check_plain(&tree, arena);
    }
    return 0;
}
