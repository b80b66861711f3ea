/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/base/array.h"

#include "plain.h"

/* How much a row may add to what its text says: an empty line, or what parts two cells. */
#define ROW_BYTES_MAX ((size_t)4)

/* The longest name of an element that a rule may have. */
#define NAME_BYTES_MAX ((size_t)24)

#define OPEN_MAX (TREE_DEPTH_MAX + 2)

static const struct text between_cells = {" | ", 3};

/* An element that the walk is in. */
struct open_row {
    size_t node;
    enum plain_act act;
    size_t start; /* how long the text was when it began */
};

/* A walk over rows: what is open, and what is owed before the next character. */
struct walk {
    struct plain *plain;
    const struct tree *tree;
    const struct plain_rules *rules;
    struct arena *arena;
    struct open_row open[OPEN_MAX];
    size_t open_count;
    bool owes_blank;
    bool owes_cell;
    bool owes_block;
    bool owes_break; /* a line end; a second one right behind it ends the block */
};

bool plain_begin(struct plain *plain, const struct tree *tree, size_t more_bytes,
                 struct arena *arena)
{
    size_t room = more_bytes + 1;
    for (size_t i = 0; i < tree->count; i++) {
        room += ROW_BYTES_MAX + (tree->items[i].is_text ? tree->items[i].text.length : 0);
    }
    *plain = (struct plain){.text = arena_take(arena, room),
                            .room = room,
                            .spans = arena_take(arena, (tree->count + 1) * sizeof(struct span))};
    return plain->text && plain->spans;
}

static void put(struct plain *plain, struct text text)
{
    if (text.length <= plain->room - plain->length) {
        memcpy(plain->text + plain->length, text.at, text.length);
        plain->length += text.length;
    }
}

static void add_block(struct plain *plain, enum plain_act kind, size_t node, struct arena *arena)
{
    if (plain->length > 0) {
        put(plain, TEXT("\n\n"));
    }
    struct plain_block *block = LIST_ADD(arena, &plain->blocks);
    if (block) {
        *block = (struct plain_block){kind, node, {plain->length, plain->length}};
    }
}

static void end_block(struct plain *plain)
{
    if (plain->blocks.count > 0) {
        plain->blocks.items[plain->blocks.count - 1].span.end = plain->length;
    }
}

static bool is_block(enum plain_act act)
{
    return act == PLAIN_PARAGRAPH || act == PLAIN_HEADING || act == PLAIN_NOTE;
}

/* Text now goes to the innermost block that is open; what is in none is a paragraph. */
static void begin_block(struct walk *walk, size_t node)
{
    enum plain_act kind = PLAIN_PARAGRAPH;
    for (size_t i = walk->open_count; i > 0; i--) {
        if (is_block(walk->open[i - 1].act)) {
            node = walk->open[i - 1].node;
            kind = walk->open[i - 1].act;
            break;
        }
    }
    bool is_of_note = walk->open_count > 0 && walk->open[0].act == PLAIN_NOTE;
    add_block(walk->plain, is_of_note ? PLAIN_NOTE : kind, node, walk->arena);
}

static void pay_debts(struct walk *walk, size_t node)
{
    if (walk->owes_block) {
        begin_block(walk, node);
    } else if (walk->owes_cell) {
        put(walk->plain, between_cells);
    } else if (walk->owes_blank) {
        put(walk->plain, TEXT(" "));
    }
    walk->owes_block = false;
    walk->owes_cell = false;
    walk->owes_blank = false;
    walk->owes_break = false;
}

static void put_text(struct walk *walk, size_t node)
{
    struct text text = walk->tree->items[node].text;
    for (size_t i = 0; i < text.length; i++) {
        if (text_is_blank(text.at[i])) {
            walk->owes_blank = true;
        } else if (text_starts(text_slice(text, i, 2), TEXT("\xC2\xA0"))) {
            walk->owes_blank = true; /* a no-break space says nothing where lines are one */
            i++;
        } else {
            pay_debts(walk, node);
            put(walk->plain, text_slice(text, i, 1));
        }
    }
    end_block(walk->plain);
}

/* The rule for a name, by halving the table. */
static enum plain_act act_of_name(const struct plain_rules *rules, struct text name)
{
    char lower[NAME_BYTES_MAX];
    size_t colon = text_find_char(name, ':');
    name = colon == TEXT_NOT_FOUND ? name : text_from(name, colon + 1);
    name = text_slice(name, 0, NAME_BYTES_MAX);
    for (size_t i = 0; i < name.length; i++) {
        lower[i] = text_lower(name.at[i]);
    }
    size_t low = 0;
    size_t high = rules->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order =
            text_compare((struct text){lower, name.length}, text_of(rules->rules[middle].name));
        if (order == 0) {
            return rules->rules[middle].act;
        }
        low = order > 0 ? middle + 1 : low;
        high = order > 0 ? high : middle;
    }
    return PLAIN_INLINE;
}

enum plain_act plain_act_of(const struct tree *tree, size_t node, const struct plain_rules *rules)
{
    enum plain_act act = act_of_name(rules, tree->items[node].text);
    return rules->choose ? rules->choose(tree, node, act, rules->context) : act;
}

static enum plain_act act_of(const struct walk *walk, size_t node)
{
    return plain_act_of(walk->tree, node, walk->rules);
}

/* Blanks and what parts blocks stand in front of what an element says, not in it. */
static void set_span(struct plain *plain, const struct open_row *row)
{
    size_t start = row->start;
    while (start < plain->length && (text_is_blank(plain->text[start]) ||
                                     (plain->text[start] == '|' && row->act == PLAIN_CELL))) {
        start++;
    }
    if (plain->spans && start < plain->length) {
        plain->spans[row->node] = (struct span){start, plain->length};
    }
}

static void close_until(struct walk *walk, size_t node)
{
    while (walk->open_count > 0) {
        const struct open_row *row = &walk->open[walk->open_count - 1];
        if (walk->tree->items[row->node].end > node) {
            return;
        }
        set_span(walk->plain, row);
        walk->owes_block = walk->owes_block || is_block(row->act);
        walk->open_count--;
    }
}

static void open_row(struct walk *walk, size_t node, enum plain_act act)
{
    assert(walk->open_count < COUNT_OF(walk->open));
    walk->open[walk->open_count++] = (struct open_row){node, act, walk->plain->length};
    walk->owes_block =
        walk->owes_block || is_block(act) || (act == PLAIN_BREAK && walk->owes_break);
    walk->owes_break = walk->owes_break || act == PLAIN_BREAK;
    walk->owes_blank = walk->owes_blank || act == PLAIN_BREAK;
    walk->owes_cell = walk->owes_cell || act == PLAIN_CELL;
}

/* The rows of one element but for the notes inside it. */
static void walk_rows(struct walk *walk, size_t node)
{
    size_t end = walk->tree->items[node].end;
    walk->owes_block = true;
    for (size_t i = node; i < end;) {
        close_until(walk, i);
        if (walk->tree->items[i].is_text) {
            put_text(walk, i);
            i++;
            continue;
        }
        enum plain_act act = act_of(walk, i);
        if (act == PLAIN_SKIP || (act == PLAIN_NOTE && i != node)) {
            walk->owes_blank = walk->owes_blank || act == PLAIN_SKIP;
            i = walk->tree->items[i].end;
        } else {
            open_row(walk, i, act);
            i++;
        }
    }
    close_until(walk, end);
}

void plain_add(struct plain *plain, const struct tree *tree, size_t node,
               const struct plain_rules *rules, struct arena *arena)
{
    struct walk walk = {.plain = plain, .tree = tree, .rules = rules, .arena = arena};
    walk_rows(&walk, node);
    for (size_t i = node + 1; i < tree->items[node].end;) {
        enum plain_act act = tree->items[i].is_text ? PLAIN_INLINE : act_of(&walk, i);
        if (act == PLAIN_NOTE) {
            walk_rows(&walk, i);
        }
        i = act == PLAIN_SKIP ? tree->items[i].end : i + 1;
    }
}

void plain_add_line(struct plain *plain, struct text line, size_t node, struct arena *arena)
{
    struct text word;
    if (text_trim(line).length == 0 || line.length > plain->room - plain->length) {
        return;
    }
    add_block(plain, PLAIN_PARAGRAPH, node, arena);
    for (bool is_first = true; text_take_word(&line, &word); is_first = false) {
        if (!is_first) {
            put(plain, TEXT(" "));
        }
        put(plain, word);
    }
    end_block(plain);
}

struct text plain_text(const struct plain *plain)
{
    return (struct text){plain->text, plain->length};
}

struct text plain_block_text(const struct plain *plain, const struct plain_block *block)
{
    return text_slice(plain_text(plain), block->span.start, block->span.end - block->span.start);
}

struct text plain_strip(struct text text, struct arena *arena)
{
    char *out = arena_take(arena, text.length + 1);
    size_t length = 0;
    bool is_tag = false;
    for (size_t i = 0; out && i < text.length; i++) {
        char c = text.at[i];
        bool begins = c == '<' && i + 1 < text.length &&
                      (text_is_letter(text.at[i + 1]) || strchr("/!?", text.at[i + 1]));
        bool ends = is_tag && c == '>';
        if (!is_tag && !begins) {
            out[length++] = c;
        } else if (ends) {
            out[length++] = '\n';
        }
        is_tag = begins || (is_tag && !ends);
    }
    return out ? (struct text){out, length} : TEXT_NONE;
}
