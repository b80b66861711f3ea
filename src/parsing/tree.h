/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * XML and HTML as a tree: the elements and texts of a document, as rows in its order.
 *
 * The descendants of a row are the rows behind it up to its end, so that a loop over them needs no
 * stack. Nothing outside the bytes is ever read, no document type is looked at, and the entities
 * that one declares stay empty: neither a file nor a bomb can come in through them.
 */

#include <stdint.h>

#include "chancery/base/list.h"

/* The most elements inside each other, and the most rows; a document with more is cut. */
#define TREE_DEPTH_MAX ((size_t)200)
#define TREE_NODES_MAX ((size_t)1000000)

/* How much a tree takes, per byte that it was read from and in all. */
#define TREE_MEMORY_FACTOR    ((size_t)256)
#define TREE_MEMORY_BYTES_MIN ((size_t)1024 * 1024)

struct tree_attribute {
    struct text name; /* with its prefix: xml:id */
    struct text value;
};

struct tree_attributes {
    LIST_OF(struct tree_attribute);
};

struct tree_node {
    bool is_text;
    uint32_t parent;  /* its row; that of the root is its own */
    uint32_t end;     /* the row behind the last of its descendants */
    struct text text; /* of a text what it says, of an element its name, with its prefix */
    struct tree_attributes attributes;
};

enum tree_state {
    TREE_WHOLE,
    TREE_BROKEN, /* mended: tags that do not match, entities that nobody knows */
    TREE_CUT,    /* too deep, too large, or so broken that the end was not reached */
};

struct tree {
    LIST_OF(struct tree_node);
    enum tree_state state;
};

/* What a search among rows answers when there is none. */
#define TREE_NONE ((size_t)-1)

/*
 * Read text, valid UTF-8, into rows in arena; row 0 is an element around all of it. Where XML is so
 * broken that its reader gives up, it is read again as HTML, whose reader does not.
 *
 * Errors:  STATUS_NO_MEMORY
 * Cost:    linear in the text.
 */
MUST_CHECK enum status tree_read_xml(struct text text, struct arena *arena, struct tree *out,
                                     struct error *error);
MUST_CHECK enum status tree_read_html(struct text text, struct arena *arena, struct tree *out,
                                      struct error *error);

/*
 * Whether the row is an element called name, in any case: with its prefix where name has one,
 * without regard to the prefix where name has none.
 */
bool tree_is(const struct tree *tree, size_t node, const char *name);

/* The first element called name among the descendants of node, or its children: TREE_NONE. */
size_t tree_find(const struct tree *tree, size_t node, const char *name);
size_t tree_child(const struct tree *tree, size_t node, const char *name);

/* The same behind the row that was found last. */
size_t tree_find_next(const struct tree *tree, size_t node, const char *name, size_t last);

/* The value of an attribute of node, trimmed; TEXT_NONE where it is not there or empty. */
struct text tree_attribute(const struct tree *tree, size_t node, const char *name);

/* Whether one of the words of an attribute is word: class="byline author". */
bool tree_has_word(const struct tree *tree, size_t node, const char *name, const char *word);

/*
 * What all texts below node say, blanks folded; TEXT_NONE where that is nothing, or node is
 * TREE_NONE.
 */
struct text tree_text(const struct tree *tree, size_t node, struct arena *arena);
