/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any text, as a query. What must hold: it is understood; what was understood reads back as the
 * same without repairs; repairs lie within what was typed; the tree keeps to its limits.
 */

#include <stdint.h>
#include <stdlib.h>

#include "chancery/base/utf8.h"
#include "chancery/search/query_parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PRINTED_BYTES ((size_t)1024 * 1024)

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static size_t leaves_of(const struct query_node *node, unsigned depth)
{
    must(depth <= 4 * QUERY_DEPTH_MAX);
    size_t leaves = node->children.count == 0 ? 1 : 0;
    for (size_t i = 0; i < node->children.count; i++) {
        leaves += leaves_of(node->children.items[i], depth + 1);
    }
    return leaves;
}

static struct text print(const struct query_node *root, struct arena *arena)
{
    AUTO_BUFFER out = BUFFER_UP_TO(PRINTED_BYTES);
    query_print(root, &out);
    must(buffer_status(&out) == STATUS_OK);
    return arena_text(arena, buffer_text(&out));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text typed = {(const char *)data, size};
    if (size > QUERY_BYTES_MAX || utf8_find_invalid(typed) != TEXT_NOT_FOUND) {
        return 0;
    }
    AUTO_ARENA arena = arena_new((size_t)64 * 1024 * 1024);
    must(arena != NULL);
    struct parsed_query query;
    must(query_parse(typed, arena, &query, NULL) == STATUS_OK);
    must(query.root && leaves_of(query.root, 0) <= QUERY_TERMS_MAX + 1);
    for (size_t i = 0; i < query.repairs.count; i++) {
        struct span span = query.repairs.items[i].span;
        must(span.start <= span.end && span.end <= size);
    }
    struct text once = print(query.root, arena);
    if (once.length <= QUERY_BYTES_MAX) {
        must(query_parse(once, arena, &query, NULL) == STATUS_OK);
        must(text_equal(print(query.root, arena), once));
    }
    return 0;
}
