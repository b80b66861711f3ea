/* SPDX-License-Identifier: Apache-2.0 */
/* NITF: an agency's report in a file of its own. */
#include "form_entries.h"
#include "nitf.h"
#include "scan.h"

bool form_nitf_detect(struct text head)
{
    struct scan_tag tag;
    return scan_root(head, &tag) && scan_is(&tag, "nitf");
}

static struct text text_in(const struct story *story, size_t node, const char *name)
{
    const struct tree *tree = &story->tree;
    return tree_text(tree, tree_find(tree, node, name), story->arena);
}

static struct text attribute_in(const struct story *story, const char *element,
                                const char *attribute)
{
    const struct tree *tree = &story->tree;
    return arena_text(story->arena, tree_attribute(tree, tree_find(tree, 0, element), attribute));
}

static void first_of(struct text *field, struct text value)
{
    *field = field->at ? *field : value;
}

static void read_byline(struct story *story, size_t node)
{
    const struct tree *tree = &story->tree;
    size_t byline = tree_find(tree, node, "byline");
    if (byline == TREE_NONE) {
        return;
    }
    first_of(&story->byline, tree_text(tree, byline, story->arena));
    size_t person = tree_find(tree, byline, "person");
    for (; person != TREE_NONE; person = tree_find_next(tree, byline, "person", person)) {
        story_add_author(story, tree_text(tree, person, story->arena));
    }
    if (story->authors.count == 0 && story->byline.at) {
        struct text name = story->byline;
        struct text title = text_in(story, byline, "byttl");
        size_t at = title.at ? text_find(name, title) : TEXT_NOT_FOUND;
        story_add_author(story, text_slice(name, 0, at));
    }
}

/* <keyword key="shipping"/>, <tobject.subject tobject.subject.matter="ports"/> */
static void read_subjects(struct story *story)
{
    const struct tree *tree = &story->tree;
    for (size_t i = 0; i < tree->count; i++) {
        if (tree_is(tree, i, "keyword")) {
            story_add_keyword(story, arena_text(story->arena, tree_attribute(tree, i, "key")));
        } else if (tree_is(tree, i, "tobject.subject")) {
            struct text matter = tree_attribute(tree, i, "tobject.subject.matter");
            matter = matter.at ? matter : tree_attribute(tree, i, "tobject.subject.type");
            story_add_keyword(story, arena_text(story->arena, matter));
        }
    }
}

enum status nitf_fill(struct story *story, const void *context, struct error *error)
{
    const struct tree *tree = &story->tree;
    (void)context;
    (void)error;
    size_t head = tree_find(tree, 0, "body.head");
    head = head == TREE_NONE ? 0 : head;
    first_of(&story->title, text_in(story, head, "hl1"));
    first_of(&story->title, text_in(story, 0, "title"));
    first_of(&story->published, attribute_in(story, "date.issue", "norm"));
    first_of(&story->published, attribute_in(story, "date.release", "norm"));
    first_of(&story->published, attribute_in(story, "story.date", "norm"));
    first_of(&story->published, attribute_in(story, "pubdata", "date.publication"));
    first_of(&story->publication, attribute_in(story, "pubdata", "name"));
    first_of(&story->url, attribute_in(story, "pubdata", "ex-ref"));
    first_of(&story->source, text_in(story, 0, "distributor"));
    size_t dateline = tree_find(tree, head, "dateline");
    if (dateline != TREE_NONE) {
        first_of(&story->dateline, text_in(story, dateline, "location"));
    }
    read_byline(story, head);
    read_subjects(story);
    plain_add_line(&story->plain, story->title, 0, story->arena);
    size_t body = tree_find(tree, 0, "body.content");
    body = body == TREE_NONE ? tree_find(tree, 0, "body") : body;
    story_add_body(story, tree, body == TREE_NONE ? 0 : body);
    return STATUS_OK;
}

enum status form_nitf_read(struct form_file *file, struct error *error)
{
    const struct story_plan plan = {.fill = nitf_fill};
    enum status status = source_fill_all(&file->source, error);
    return status ? status : story_read_part(file, file->source.window, &plan, error);
}
