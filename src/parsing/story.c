/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/model/document.h"

#include "detection.h"
#include "news.h"
#include "page.h"
#include "stamp.h"
#include "story.h"

/* The date of publication as the markup tells it, with its time. */
static void set_date(struct reading *reading, struct text raw)
{
    struct stamp stamp;
    struct document_date *date = reading->document->date;
    if (!raw.at || !stamp_read(raw, &stamp)) {
        return;
    }
    if (!date) {
        date = arena_take(reading->arena, sizeof(*date));
        reading->document->date = date;
    }
    if (date) {
        *date = (struct document_date){stamp_value(&stamp, reading->arena), stamp_precision(&stamp),
                                       TEXT("metadata")};
    }
}

static struct text joined(struct reading *reading, const struct texts *names)
{
    struct text all = names->count > 0 ? names->items[0] : TEXT_NONE;
    for (size_t i = 1; i < names->count && i < 20; i++) {
        all = arena_format(reading->arena, "%.*s, %.*s", TEXT_ARGUMENTS(all),
                           TEXT_ARGUMENTS(names->items[i]));
    }
    return all;
}

static void set_names(struct reading *reading, const struct story *story)
{
    struct news *news = reading->document->news;
    if (story->authors.count > 0) {
        news->authors = story->authors;
    }
    if (!news->byline.at) {
        news->byline = story->byline.at ? story->byline : joined(reading, &story->authors);
    }
    news->source = story->source.at ? story->source : news->source;
    if (story->dateline.at && !news->dateline) {
        news->dateline = arena_take(reading->arena, sizeof(*news->dateline));
        if (news->dateline) {
            news->dateline->place = story->dateline;
            news->dateline->raw = story->dateline;
        }
    }
}

static void story_read(struct reading *reading)
{
    const struct story *story = reading->content;
    news_read(reading);
    if (!reading->document->news) {
        return;
    }
    struct stamp stamp;
    bool has_date = story->published.at && stamp_read(story->published, &stamp);
    set_date(reading, has_date ? story->published : TEXT_NONE);
    set_names(reading, story);
    if (story->tree.state == TREE_BROKEN) {
        reading_warn(reading, "markup_broken",
                     TEXT("The tags of the document do not match; they were mended."), TEXT_NONE);
    }
    if (story->is_withdrawn) {
        reading_warn(reading, "withdrawn", TEXT("Its agency has withdrawn this report."),
                     TEXT_NONE);
    }
}

/* What news_read is told: the title, so that it knows its line, and days of publication. */
static void give_hints(const struct story *story, struct part *part)
{
    struct stamp stamp;
    bool has_date = (story->published.at && stamp_read(story->published, &stamp)) ||
                    (story->updated.at && stamp_read(story->updated, &stamp));
    if (has_date) {
        stamp.has_time = false;
        part->hints.created = stamp_value(&stamp, part->arena);
    } else {
        part->hints.created = story->published;
    }
    part->hints.title = story->title;
    part->hints.publication = story->publication;
    part->hints.url = story->url;
    part->hints.language = story->language;
    part->hints.tags = story->keywords;
}

/* The paragraphs of a body that is text: a line each. */
static void add_lines(struct story *story, struct text body)
{
    struct text line;
    while (text_take_line(&body, &line)) {
        plain_add_line(&story->plain, line, 0, story->arena);
    }
}

static enum status make(struct part *part, struct story *story, const struct story_plan *plan,
                        struct error *error)
{
    enum status status = part_decode(part, error);
    if (!status) {
        status = plan->is_html ? tree_read_html(part->text, story->scratch, &story->tree, error)
                               : tree_read_xml(part->text, story->scratch, &story->tree, error);
    }
    if (status) {
        return status;
    }
    if (story->tree.state == TREE_CUT) {
        part->text = plain_strip(part->text, part->arena);
        part->warning = "markup_cut";
        return STATUS_OK;
    }
    size_t room = 2 * part->text.length + STORY_TITLE_BYTES_MAX;
    if (!plain_begin(&story->plain, &story->tree, room, story->arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the text of a page");
    }
    status = plan->fill(story, plan->context, error);
    if (status) {
        return status;
    }
    add_lines(story, story->body.at ? story->body : TEXT(""));
    part->text = plain_text(&story->plain);
    give_hints(story, part);
    part->content = story;
    part->read = detection_genre(part->text) == GENRE_CABLE ? NULL : story_read;
    return STATUS_OK;
}

enum status story_read_part(struct form_file *file, struct text bytes,
                            const struct story_plan *plan, struct error *error)
{
    struct part part;
    enum status status = part_begin(file, bytes, &part, error);
    if (status) {
        return status;
    }
    AUTO_ARENA scratch = arena_new(TREE_MEMORY_BYTES_MIN + bytes.length * TREE_MEMORY_FACTOR);
    struct story story = {.arena = part.arena, .scratch = scratch};
    part.name = plan->name;
    status = scratch ? make(&part, &story, plan, error)
                     : error_set(error, STATUS_NO_MEMORY, "no memory for a page");
    if (status) {
        part_drop(&part);
        return status;
    }
    return part_end(file, &part, error);
}

void story_add_body(struct story *story, const struct tree *tree, size_t node)
{
    struct span *spans = story->plain.spans;
    struct plain_rules rules = page_rules();
    story->plain.spans = tree == &story->tree ? spans : NULL;
    plain_add(&story->plain, tree, node, &rules, story->arena);
    story->plain.spans = spans;
}

void story_add_author(struct story *story, struct text name)
{
    name = text_trim(name);
    bool has_by = text_take_start_fold(&name, TEXT("By "));
    name = has_by ? text_trim(name) : name;
    bool is_address = text_starts_fold(name, TEXT("http")) || text_starts(name, TEXT("@"));
    bool has_room = story->authors.count < STORY_AUTHORS_MAX;
    if (has_room && name.length > 0 && !is_address && !texts_have(&story->authors, name)) {
        texts_add(story->arena, &story->authors, name);
    }
}

void story_add_keyword(struct story *story, struct text keyword)
{
    keyword = text_trim(keyword.at ? keyword : TEXT(""));
    bool has_room = story->keywords.count < STORY_KEYWORDS_MAX;
    if (has_room && keyword.length > 0 && !texts_have(&story->keywords, keyword)) {
        texts_add(story->arena, &story->keywords, keyword);
    }
}

enum status story_say_html(struct story *story, struct text html, struct text *out,
                           struct error *error)
{
    struct tree tree;
    enum status status = tree_read_html(html, story->scratch, &tree, error);
    *out = status || tree.state == TREE_CUT ? html : tree_text(&tree, 0, story->arena);
    return status;
}

enum status story_add_html(struct story *story, struct text html, struct error *error)
{
    struct tree tree;
    enum status status = tree_read_html(html, story->scratch, &tree, error);
    if (!status && tree.state != TREE_CUT) {
        story_add_body(story, &tree, 0);
    } else if (!status) {
        add_lines(story, plain_strip(html, story->scratch));
    }
    return status;
}
