/* SPDX-License-Identifier: Apache-2.0 */
/* RSS and Atom: each item is a document. */
#include <stdio.h>

#include "chancery/base/utf8.h"

#include "encoding.h"
#include "form_entries.h"
#include "page.h"
#include "scan.h"

/* How much in front of the first item is looked at for what the feed says of itself. */
#define FEED_FRONT_BYTES_MAX ((size_t)256 * 1024)

/* What a feed says of itself. */
struct feed {
    struct text title;
    struct text language;
};

bool form_feed_detect(struct text head)
{
    struct scan_tag tag;
    return scan_root(head, &tag) &&
           (scan_is(&tag, "rss") ||
            (scan_is(&tag, "feed") &&
             text_find(tag.inside, TEXT("http://www.w3.org/2005/Atom")) != TEXT_NOT_FOUND) ||
            (scan_is(&tag, "RDF") && text_find(tag.inside, TEXT("rss")) != TEXT_NOT_FOUND));
}

/* The first <item> or <entry> of text. */
static struct text find_item(struct text text)
{
    struct text rest = text;
    struct scan_tag tag;
    bool is_whole = false;
    while (scan_take(&rest, &tag)) {
        if (!tag.is_end && (scan_is(&tag, "item") || scan_is(&tag, "entry"))) {
            return scan_element(text, &tag, &is_whole);
        }
    }
    return TEXT_NONE;
}

/* The text of a child, the first of some names that says something; markup in it undone. */
static enum status say_child(struct story *story, size_t item, const char *name, struct text *out,
                             struct error *error)
{
    size_t node = tree_child(&story->tree, item, name);
    struct text said = tree_text(&story->tree, node, story->arena);
    bool is_html = said.at && (text_find_char(said, '<') != TEXT_NOT_FOUND ||
                               text_find_char(said, '&') != TEXT_NOT_FOUND);
    if (out->at || !said.at) {
        return STATUS_OK;
    }
    if (!is_html) {
        *out = said;
        return STATUS_OK;
    }
    return story_say_html(story, said, out, error);
}

static struct text child_text(const struct story *story, size_t item, const char *name)
{
    const struct tree *tree = &story->tree;
    return tree_text(tree, tree_child(tree, item, name), story->arena);
}

static void first_of(struct text *field, struct text value)
{
    *field = field->at ? *field : value;
}

/* <link>address</link>, or Atom's <link rel="alternate" href="address"/> */
static void read_links(struct story *story, size_t item)
{
    const struct tree *tree = &story->tree;
    for (size_t i = item + 1; i < tree->items[item].end; i = tree->items[i].end) {
        if (!tree_is(tree, i, "link")) {
            continue;
        }
        struct text rel = tree_attribute(tree, i, "rel");
        struct text href = tree_attribute(tree, i, "href");
        if (href.at && (!rel.at || text_equal_fold(rel, TEXT("alternate")))) {
            first_of(&story->url, arena_text(story->arena, href));
        } else if (!href.at) {
            first_of(&story->url, tree_text(tree, i, story->arena));
        }
    }
    size_t guid = tree_child(tree, item, "guid");
    if (!text_equal_fold(tree_attribute(tree, guid, "isPermaLink"), TEXT("false"))) {
        struct text address = tree_text(tree, guid, story->arena);
        first_of(&story->url, text_starts_fold(address, TEXT("http")) ? address : TEXT_NONE);
    }
}

/* "ines@norden.example (Ines Vale)" is Ines Vale; Atom has a name in <author>. */
static void read_authors(struct story *story, size_t item)
{
    const struct tree *tree = &story->tree;
    for (size_t i = item + 1; i < tree->items[item].end; i = tree->items[i].end) {
        if (!tree_is(tree, i, "author") && !tree_is(tree, i, "dc:creator")) {
            continue;
        }
        size_t name = tree_child(tree, i, "name");
        struct text said = tree_text(tree, name == TREE_NONE ? i : name, story->arena);
        size_t open = text_find_char(said, '(');
        bool has_mail = text_find_char(said, '@') != TEXT_NOT_FOUND;
        if (has_mail && open != TEXT_NOT_FOUND && text_ends(said, TEXT(")"))) {
            said = text_slice(said, open + 1, said.length - open - 2);
        } else if (has_mail) {
            continue;
        }
        story_add_author(story, said);
    }
}

/* <category>Energy</category>, or Atom's <category term="energy" label="Energy"/> */
static void read_categories(struct story *story, size_t item)
{
    const struct tree *tree = &story->tree;
    for (size_t i = item + 1; i < tree->items[item].end; i = tree->items[i].end) {
        if (!tree_is(tree, i, "category") && !tree_is(tree, i, "dc:subject")) {
            continue;
        }
        struct text label = tree_attribute(tree, i, "label");
        label = label.at ? label : tree_attribute(tree, i, "term");
        story_add_keyword(story, label.at ? arena_text(story->arena, label)
                                          : tree_text(tree, i, story->arena));
    }
}

static void read_dates(struct story *story, size_t item)
{
    first_of(&story->published, child_text(story, item, "pubDate"));
    first_of(&story->published, child_text(story, item, "published"));
    first_of(&story->published, child_text(story, item, "issued"));
    first_of(&story->published, child_text(story, item, "dc:date"));
    first_of(&story->updated, child_text(story, item, "updated"));
    first_of(&story->updated, child_text(story, item, "modified"));
}

/* The element with the most of the text: the content, else what describes it. */
static size_t find_content(const struct tree *tree, size_t item)
{
    static const char *const names[] = {"content:encoded", "content", "description", "summary"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        size_t node = tree_child(tree, item, names[i]);
        bool is_media = node != TREE_NONE && text_starts(tree->items[node].text, TEXT("media:"));
        if (node != TREE_NONE && !is_media && tree->items[node].end > node + 1) {
            return node;
        }
    }
    return TREE_NONE;
}

static enum status add_content(struct story *story, size_t item, struct error *error)
{
    const struct tree *tree = &story->tree;
    size_t content = find_content(tree, item);
    if (content == TREE_NONE) {
        return STATUS_OK;
    }
    bool is_text = text_equal_fold(tree_attribute(tree, content, "type"), TEXT("text"));
    bool has_elements = false;
    for (size_t i = content + 1; i < tree->items[content].end; i++) {
        has_elements = has_elements || !tree->items[i].is_text;
    }
    if (has_elements || is_text) {
        story_add_body(story, tree, content);
        return STATUS_OK;
    }
    return story_add_html(story, tree->items[content + 1].text, error);
}

static enum status fill(struct story *story, const void *context, struct error *error)
{
    const struct feed *feed = context;
    size_t item = story->tree.count > 1 ? 1 : 0;
    story->publication = feed->title;
    story->language = feed->language;
    enum status status = say_child(story, item, "title", &story->title, error);
    if (status) {
        return status;
    }
    struct text source = child_text(story, item, "source");
    if (source.at && !tree_attribute(&story->tree, item, "url").at) {
        story->source = utf8_whole(text_slice(source, 0, STORY_TITLE_BYTES_MAX));
    }
    read_links(story, item);
    read_authors(story, item);
    read_dates(story, item);
    read_categories(story, item);
    plain_add_line(&story->plain, story->title, 0, story->arena);
    return add_content(story, item, error);
}

/* The child of the channel, or of the feed, in front of the first item. */
static enum status read_front(struct text front, struct arena *arena, struct feed *out,
                              struct error *error)
{
    struct decoded decoded;
    struct tree tree;
    struct scan_tag tag;
    *out = (struct feed){0};
    enum status status = encoding_decode(front, arena, &decoded, error);
    struct text rest = status ? TEXT_NONE : decoded.text;
    while (!status && scan_take(&rest, &tag)) {
        if (scan_is(&tag, "feed") && !out->language.at) {
            out->language = scan_attribute(&tag, "xml:lang");
        }
        bool is_title = scan_is(&tag, "title") && !out->title.at;
        bool is_language = scan_is(&tag, "language") && !out->language.at;
        if (tag.is_end || (!is_title && !is_language)) {
            continue;
        }
        bool is_whole = false;
        status = tree_read_xml(scan_element(decoded.text, &tag, &is_whole), arena, &tree, error);
        if (!status && is_whole) {
            *(is_title ? &out->title : &out->language) = tree_text(&tree, 0, arena);
        }
    }
    return status;
}

static enum status read_items(struct form_file *file, const struct feed *feed, struct error *error)
{
    struct source *source = &file->source;
    enum status status = source_fill(source, PARSE_DOCUMENT_BYTES_MAX, error);
    for (size_t index = 1; !status; index++) {
        char name[24];
        struct text bytes = find_item(source->window);
        if (!bytes.at) {
            break;
        }
        (void)snprintf(name, sizeof(name), "%zu", index);
        const struct story_plan plan = {.fill = fill, .context = feed, .name = text_of(name)};
        status = story_read_part(file, bytes, &plan, error);
        source_skip(source, (size_t)(bytes.at + bytes.length - source->window.at));
        status = status ? status : source_fill(source, PARSE_DOCUMENT_BYTES_MAX, error);
    }
    return status;
}

enum status form_feed_read(struct form_file *file, struct error *error)
{
    struct source *source = &file->source;
    enum status status = source_fill(source, PARSE_DOCUMENT_BYTES_MAX, error);
    struct text first = status ? TEXT_NONE : find_item(source->window);
    if (status) {
        return status;
    }
    struct feed feed = {0};
    if (!first.at) {
        const struct story_plan plan = {.fill = fill, .context = &feed};
        status = source_fill_all(source, error);
        return status ? status : story_read_part(file, source->window, &plan, error);
    }
    size_t front_bytes = (size_t)(first.at - source->window.at);
    struct text front = text_slice(source->window, 0, front_bytes);
    front = text_slice(front, 0, FEED_FRONT_BYTES_MAX);
    AUTO_ARENA arena = arena_new(TREE_MEMORY_BYTES_MIN + front.length * TREE_MEMORY_FACTOR);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a feed");
    }
    status = read_front(front, arena, &feed, error);
    return status ? status : read_items(file, &feed, error);
}
