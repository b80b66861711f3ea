/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/number.h"

#include "tei.h"

/* The most paragraphs of a document; what follows is left in the text. */
#define PARAGRAPHS_MAX ((size_t)20000)

/* What each element does to the text; sorted. */
static const struct plain_rule rules[] = {
    {"ab", PLAIN_PARAGRAPH},
    {"abstract", PLAIN_PARAGRAPH},
    {"attachment", PLAIN_PARAGRAPH},
    {"byline", PLAIN_PARAGRAPH},
    {"cell", PLAIN_CELL},
    {"closer", PLAIN_PARAGRAPH},
    {"dateline", PLAIN_PARAGRAPH},
    {"div", PLAIN_PARAGRAPH},
    {"head", PLAIN_HEADING},
    {"item", PLAIN_PARAGRAPH},
    {"l", PLAIN_BREAK},
    {"lb", PLAIN_BREAK},
    {"lg", PLAIN_PARAGRAPH},
    {"list", PLAIN_PARAGRAPH},
    {"note", PLAIN_NOTE},
    {"opener", PLAIN_PARAGRAPH},
    {"p", PLAIN_PARAGRAPH},
    {"postscript", PLAIN_PARAGRAPH},
    {"quote", PLAIN_PARAGRAPH},
    {"row", PLAIN_PARAGRAPH},
    {"salute", PLAIN_PARAGRAPH},
    {"signed", PLAIN_PARAGRAPH},
    {"table", PLAIN_PARAGRAPH},
    {"teiheader", PLAIN_SKIP},
    {"trailer", PLAIN_PARAGRAPH},
};

/* Paragraphs that are printed as headings, and heads of figures, which are not. */
static enum plain_act choose(const struct tree *tree, size_t node, enum plain_act act,
                             const void *context)
{
    (void)context;
    if (act == PLAIN_PARAGRAPH && tree_is(tree, node, "p") &&
        text_starts(tree_attribute(tree, node, "rend"), TEXT("sectiontitle"))) {
        return PLAIN_HEADING;
    }
    bool is_caption = act == PLAIN_HEADING && tree_is(tree, tree->items[node].parent, "figure");
    return is_caption ? PLAIN_PARAGRAPH : act;
}

bool tei_content_make(struct tei_content *content, struct arena *arena)
{
    const struct plain_rules plain_rules = {rules, COUNT_OF(rules), choose, NULL};
    if (!plain_begin(&content->plain, content->tree, 0, arena)) {
        return false;
    }
    plain_add(&content->plain, content->tree, content->root, &plain_rules, arena);
    return true;
}

/* The note that a row is in, or TREE_NONE. */
static size_t note_of(const struct tree *tree, size_t node)
{
    while (node != 0 && !tree_is(tree, node, "note")) {
        node = tree->items[node].parent;
    }
    return node == 0 ? TREE_NONE : node;
}

/* What is being made of a document: which heading stands over the next paragraph. */
struct body {
    struct reading *reading;
    const struct tei_content *content;
    struct text heading;
    struct text list_heading;
    size_t list_end; /* the row behind the list that has it */
    int64_t number;  /* of the last numbered paragraph */
};

static void set_heading(struct body *body, const struct plain_block *block)
{
    const struct tree *tree = body->content->tree;
    size_t parent = tree->items[block->node].parent;
    struct text text = plain_block_text(&body->content->plain, block);
    if (tree_is(tree, parent, "list") || tree_is(tree, parent, "table")) {
        body->list_heading = text;
        body->list_end = tree->items[parent].end;
    } else if (parent != body->content->root || tree_is(tree, block->node, "p")) {
        body->heading = text; /* all but the title */
    }
}

/* Take "3. " off text where 3 is the next number. */
static struct text take_number(struct body *body, struct text *text)
{
    struct text moved = *text;
    struct text digits;
    int64_t number = 0;
    if (!text_take_until(&moved, '.', &digits) || digits.length > 3 ||
        !number_read(digits, 1, 999, &number) || !text_starts(moved, TEXT(" ")) ||
        (number != 1 && number != body->number + 1)) {
        return TEXT_NONE;
    }
    struct text printed = text_slice(*text, 0, digits.length + 1);
    body->number = number;
    *text = text_from(moved, 1);
    return printed;
}

static void add_note(struct body *body, const struct plain_block *block)
{
    struct reading *reading = body->reading;
    const struct tree *tree = body->content->tree;
    struct paragraph *paragraph = LIST_ADD(reading->arena, &reading->document->paragraphs);
    if (paragraph) {
        *paragraph =
            (struct paragraph){.number = INTEGER_NONE,
                               .printed = tree_attribute(tree, note_of(tree, block->node), "n"),
                               .voice = TEXT("note"),
                               .text = plain_block_text(&body->content->plain, block),
                               .span = block->span};
    }
}

static void add_paragraph(struct body *body, const struct plain_block *block)
{
    struct reading *reading = body->reading;
    struct text text = plain_block_text(&body->content->plain, block);
    struct paragraph *paragraph = LIST_ADD(reading->arena, &reading->document->paragraphs);
    if (!paragraph) {
        return;
    }
    bool is_in_list = block->node < body->list_end;
    struct text printed = is_in_list ? TEXT_NONE : take_number(body, &text);
    *paragraph = (struct paragraph){.number = printed.at ? body->number : INTEGER_NONE,
                                    .printed = printed,
                                    .heading = is_in_list ? body->list_heading : body->heading,
                                    .voice = TEXT("report"),
                                    .text = text,
                                    .span = reading_span(reading, text)};
}

/* Whether the block is the title or the dateline, which are no paragraphs. */
static bool is_of_head(const struct body *body, const struct plain_block *block)
{
    const struct tree *tree = body->content->tree;
    size_t node = block->node;
    while (node > body->content->root && !tree_is(tree, node, "dateline")) {
        node = tree->items[node].parent;
    }
    return node > body->content->root;
}

static void add_paragraphs(struct reading *reading, const struct tei_content *content)
{
    struct body body = {.reading = reading, .content = content};
    for (size_t i = 0; i < content->plain.blocks.count; i++) {
        const struct plain_block *block = &content->plain.blocks.items[i];
        if (reading->document->paragraphs.count >= PARAGRAPHS_MAX) {
            reading_warn(reading, "paragraphs_limited",
                         TEXT("There are more paragraphs than are told apart."), TEXT_NONE);
            return;
        }
        if (block->kind == PLAIN_NOTE) {
            add_note(&body, block);
        } else if (block->kind == PLAIN_HEADING) {
            set_heading(&body, block);
        } else if (!is_of_head(&body, block)) {
            add_paragraph(&body, block);
        }
    }
}

void tei_read(struct reading *reading)
{
    const struct tei_content *content = reading->content;
    struct document *document = reading->document;
    struct frus *frus = arena_take(reading->arena, sizeof(*frus));
    if (!frus) {
        return;
    }
    document->kind = TEXT("frus");
    document->frus = frus;
    frus->volume = content->volume->id;
    frus->volume_title = content->volume->title;
    struct text id = tree_attribute(content->tree, content->root, "xml:id");
    document->id = id.at ? arena_format(reading->arena, "%.*s/%.*s", TEXT_ARGUMENTS(frus->volume),
                                        TEXT_ARGUMENTS(id))
                         : TEXT_NONE;
    if (content->tree->state != TREE_WHOLE) {
        reading_warn(reading, "markup_broken",
                     TEXT("The tags of the document do not match; they were mended."), TEXT_NONE);
    }
    add_paragraphs(reading, content);
    tei_head_read(reading, content, frus);
    tei_links_read(reading, content);
}
