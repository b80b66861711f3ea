/* SPDX-License-Identifier: Apache-2.0 */
/* NewsML-G2: each <newsItem> is a document, alone or in a message of several. */
#include <stdio.h>

#include "form_entries.h"
#include "nitf.h"
#include "scan.h"

bool form_newsml_detect(struct text head)
{
    struct scan_tag tag;
    return scan_root(head, &tag) && (scan_is(&tag, "newsItem") || scan_is(&tag, "newsMessage"));
}

static struct text text_in(const struct story *story, size_t node, const char *name)
{
    const struct tree *tree = &story->tree;
    return tree_text(tree, tree_find(tree, node, name), story->arena);
}

static void first_of(struct text *field, struct text value)
{
    *field = field->at ? *field : value;
}

/* What <name> in an element says, else its literal, else its text. */
static struct text name_in(const struct story *story, size_t node, const char *name)
{
    const struct tree *tree = &story->tree;
    size_t found = tree_find(tree, node, name);
    struct text said = found == TREE_NONE ? TEXT_NONE : text_in(story, found, "name");
    said = said.at ? said : tree_text(tree, found, story->arena);
    return said.at ? said : arena_text(story->arena, tree_attribute(tree, found, "literal"));
}

static void read_item(struct story *story, size_t meta)
{
    const struct tree *tree = &story->tree;
    size_t status = tree_find(tree, meta, "pubStatus");
    struct text code = tree_attribute(tree, status, "qcode");
    story->is_withdrawn = text_ends(code, TEXT(":canceled")) || text_ends(code, TEXT(":withheld"));
    first_of(&story->publication, name_in(story, meta, "provider"));
    first_of(&story->published, text_in(story, meta, "firstCreated"));
    first_of(&story->published, text_in(story, meta, "versionCreated"));
    first_of(&story->updated, text_in(story, meta, "versionCreated"));
}

static void read_content(struct story *story, size_t meta)
{
    const struct tree *tree = &story->tree;
    struct text created = text_in(story, meta, "contentCreated");
    story->published = created.at ? created : story->published;
    first_of(&story->title, text_in(story, meta, "headline"));
    first_of(&story->byline, text_in(story, meta, "by"));
    first_of(&story->source, name_in(story, meta, "infoSource"));
    first_of(&story->source, text_in(story, meta, "creditline"));
    first_of(&story->dateline, name_in(story, meta, "located"));
    for (size_t i = tree_find(tree, meta, "subject"); i != TREE_NONE;
         i = tree_find_next(tree, meta, "subject", i)) {
        struct text name = text_in(story, i, "name");
        story_add_keyword(
            story, name.at ? name : arena_text(story->arena, tree_attribute(tree, i, "literal")));
    }
    for (size_t i = tree_find(tree, meta, "keyword"); i != TREE_NONE;
         i = tree_find_next(tree, meta, "keyword", i)) {
        story_add_keyword(story, tree_text(tree, i, story->arena));
    }
    for (size_t i = tree_find(tree, meta, "creator"); i != TREE_NONE;
         i = tree_find_next(tree, meta, "creator", i)) {
        struct text name = text_in(story, i, "name");
        story_add_author(story, name.at ? name : TEXT(""));
    }
    if (story->authors.count == 0 && story->byline.at) {
        story_add_author(story, story->byline);
    }
}

static enum status fill(struct story *story, const void *context, struct error *error)
{
    const struct tree *tree = &story->tree;
    size_t item = tree_find(tree, 0, "itemMeta");
    size_t content = tree_find(tree, 0, "contentMeta");
    (void)context;
    size_t root = tree_find(tree, 0, "newsItem");
    story->language = arena_text(story->arena, tree_attribute(tree, root, "xml:lang"));
    if (item != TREE_NONE) {
        read_item(story, item);
    }
    if (content != TREE_NONE) {
        read_content(story, content);
    }
    size_t set = tree_find(tree, 0, "contentSet");
    if (tree_find(tree, 0, "nitf") != TREE_NONE) {
        return nitf_fill(story, NULL, error);
    }
    plain_add_line(&story->plain, story->title, 0, story->arena);
    size_t body = set == TREE_NONE ? TREE_NONE : tree_find(tree, set, "body");
    body = body == TREE_NONE ? set : body;
    story_add_body(story, tree, body == TREE_NONE ? 0 : body);
    return STATUS_OK;
}

/* The first <newsItem> of text. */
static struct text find_item(struct text text)
{
    return scan_find(text, "newsItem", NULL, NULL);
}

/* Whether another item stands behind the first one. */
static bool has_second(struct text window, struct text first)
{
    size_t end = first.at ? (size_t)(first.at + first.length - window.at) : window.length;
    return find_item(text_from(window, end)).at != NULL;
}

enum status form_newsml_read(struct form_file *file, struct error *error)
{
    struct source *source = &file->source;
    size_t index = 0;
    enum status status = source_fill(source, PARSE_DOCUMENT_BYTES_MAX, error);
    while (!status) {
        char name[24];
        struct text bytes = find_item(source->window);
        bool is_alone = index == 0 && !has_second(source->window, bytes);
        if (!bytes.at && index > 0) {
            break;
        }
        (void)snprintf(name, sizeof(name), "%zu", ++index);
        const struct story_plan plan = {.fill = fill, .name = is_alone ? TEXT_NONE : text_of(name)};
        struct text part = bytes.at ? bytes : source->window;
        status = story_read_part(file, part, &plan, error);
        source_skip(source, (size_t)(part.at + part.length - source->window.at));
        status = status ? status : source_fill(source, PARSE_DOCUMENT_BYTES_MAX, error);
    }
    return status;
}
