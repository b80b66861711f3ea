/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The plain text of marked-up documents: one line a paragraph, an empty line between two, tags gone
 * and blanks folded. What an element does to the text is a table of each form.
 */

#include "chancery/model/record.h"

#include "tree.h"

enum plain_act {
    PLAIN_INLINE,    /* nothing; so is an element that no rule names */
    PLAIN_SKIP,      /* it and all in it is left out */
    PLAIN_PARAGRAPH, /* a block of its own */
    PLAIN_HEADING,
    PLAIN_NOTE,  /* a block that is put behind all others */
    PLAIN_BREAK, /* a blank in the block; two in a row end it */
    PLAIN_CELL,  /* parted from the cell before */
};

struct plain_rule {
    const char *name; /* of the element, without its prefix */
    enum plain_act act;
};

/* What an element does where its name does not tell; context is the caller's. */
typedef enum plain_act plain_choose(const struct tree *tree, size_t node, enum plain_act act,
                                    const void *context);

struct plain_rules {
    const struct plain_rule *rules; /* sorted by name, in small letters */
    size_t count;
    plain_choose *choose; /* or NULL */
    const void *context;
};

/* What an element of tree does. */
enum plain_act plain_act_of(const struct tree *tree, size_t node, const struct plain_rules *rules);

struct plain_block {
    enum plain_act kind; /* PLAIN_PARAGRAPH, PLAIN_HEADING or PLAIN_NOTE */
    size_t node;         /* the element that made it */
    struct span span;    /* in the text */
};

struct plain_blocks {
    LIST_OF(struct plain_block);
};

/* Text while it is made. Blocks are in the order of the text. */
struct plain {
    char *text;
    size_t length;
    size_t room;
    struct plain_blocks blocks;
    struct span
        *spans; /* by row of the tree: where what it says stands; all 0: nowhere. NULL: not kept */
};

/* An empty text with room for all that tree says, once, and for more. False: no memory. */
bool plain_begin(struct plain *plain, const struct tree *tree, size_t more_bytes,
                 struct arena *arena);

/* Add what node says, as blocks. */
void plain_add(struct plain *plain, const struct tree *tree, size_t node,
               const struct plain_rules *rules, struct arena *arena);

/* Add line, blanks folded, as a block of its own; node is what its block says. */
void plain_add_line(struct plain *plain, struct text line, size_t node, struct arena *arena);

struct text plain_text(const struct plain *plain);

/* What a block says. */
struct text plain_block_text(const struct plain *plain, const struct plain_block *block);

/*
 * All that text says without its tags, for what is too broken to be a tree; in arena. TEXT_NONE
 * when there is no memory.
 */
struct text plain_strip(struct text text, struct arena *arena);
