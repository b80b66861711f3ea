/* SPDX-License-Identifier: Apache-2.0 */
#include "tree.h"

static struct text without_prefix(struct text name)
{
    size_t colon = text_find_char(name, ':');
    return colon == TEXT_NOT_FOUND ? name : text_from(name, colon + 1);
}

bool tree_is(const struct tree *tree, size_t node, const char *name)
{
    const struct tree_node *row = &tree->items[node];
    struct text wanted = text_of(name);
    if (row->is_text) {
        return false;
    }
    bool has_prefix = text_find_char(wanted, ':') != TEXT_NOT_FOUND;
    return text_equal_fold(has_prefix ? row->text : without_prefix(row->text), wanted);
}

size_t tree_find_next(const struct tree *tree, size_t node, const char *name, size_t last)
{
    for (size_t i = last + 1; i < tree->items[node].end; i++) {
        if (tree_is(tree, i, name)) {
            return i;
        }
    }
    return TREE_NONE;
}

size_t tree_find(const struct tree *tree, size_t node, const char *name)
{
    return node == TREE_NONE ? TREE_NONE : tree_find_next(tree, node, name, node);
}

size_t tree_child(const struct tree *tree, size_t node, const char *name)
{
    if (node == TREE_NONE) {
        return TREE_NONE;
    }
    for (size_t i = node + 1; i < tree->items[node].end; i = tree->items[i].end) {
        if (tree_is(tree, i, name)) {
            return i;
        }
    }
    return TREE_NONE;
}

struct text tree_attribute(const struct tree *tree, size_t node, const char *name)
{
    if (node == TREE_NONE) {
        return TEXT_NONE;
    }
    const struct tree_attributes *attributes = &tree->items[node].attributes;
    for (size_t i = 0; i < attributes->count; i++) {
        if (text_equal_fold(attributes->items[i].name, text_of(name))) {
            struct text value = text_trim(attributes->items[i].value);
            return value.length > 0 ? value : TEXT_NONE;
        }
    }
    return TEXT_NONE;
}

bool tree_has_word(const struct tree *tree, size_t node, const char *name, const char *word)
{
    struct text value = tree_attribute(tree, node, name);
    struct text taken;
    while (text_take_word(&value, &taken)) {
        if (text_equal_fold(taken, text_of(word))) {
            return true;
        }
    }
    return false;
}

static size_t text_bytes(const struct tree *tree, size_t node)
{
    size_t length = 0;
    for (size_t i = node; i < tree->items[node].end; i++) {
        length += tree->items[i].is_text ? tree->items[i].text.length : 0;
    }
    return length;
}

/* How many bytes of text at i are one blank; 0 when none is there. */
static size_t blank_bytes(struct text text, size_t i)
{
    if (text_is_blank(text.at[i])) {
        return 1;
    }
    return text_starts(text_slice(text, i, 2), TEXT("\xC2\xA0")) ? 2 : 0;
}

struct text tree_text(const struct tree *tree, size_t node, struct arena *arena)
{
    size_t room = node == TREE_NONE ? 0 : text_bytes(tree, node);
    char *out = room > 0 ? arena_take(arena, room + 1) : NULL;
    size_t length = 0;
    bool is_blank = true;
    for (size_t i = node; out && i < tree->items[node].end; i++) {
        struct text text = tree->items[i].is_text ? tree->items[i].text : TEXT("");
        for (size_t j = 0; j < text.length;) {
            size_t blank = blank_bytes(text, j);
            if (blank == 0 || !is_blank) {
                out[length++] = blank ? ' ' : text.at[j];
            }
            is_blank = blank > 0;
            j += blank ? blank : 1;
        }
    }
    struct text folded = out ? text_trim((struct text){out, length}) : TEXT_NONE;
    return folded.length > 0 ? folded : TEXT_NONE;
}
