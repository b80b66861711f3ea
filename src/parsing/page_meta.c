/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

#include "page.h"

/* Names of <meta> in falling order of trust, and the field that each is for. */
static const struct meta {
    const char *name;
    size_t offset;
} metas[] = {
    {"og:title", offsetof(struct story, title)},
    {"twitter:title", offsetof(struct story, title)},
    {"headline", offsetof(struct story, title)},
    {"dc.title", offsetof(struct story, title)},
    {"article:published_time", offsetof(struct story, published)},
    {"datePublished", offsetof(struct story, published)},
    {"dc.date.issued", offsetof(struct story, published)},
    {"dcterms.issued", offsetof(struct story, published)},
    {"dcterms.created", offsetof(struct story, published)},
    {"dc.date", offsetof(struct story, published)},
    {"pubdate", offsetof(struct story, published)},
    {"publishdate", offsetof(struct story, published)},
    {"publish-date", offsetof(struct story, published)},
    {"publication_date", offsetof(struct story, published)},
    {"parsely-pub-date", offsetof(struct story, published)},
    {"sailthru.date", offsetof(struct story, published)},
    {"date", offsetof(struct story, published)},
    {"article:modified_time", offsetof(struct story, updated)},
    {"dateModified", offsetof(struct story, updated)},
    {"og:site_name", offsetof(struct story, publication)},
    {"dc.publisher", offsetof(struct story, publication)},
    {"og:url", offsetof(struct story, url)},
    {"og:locale", offsetof(struct story, language)},
};

static const char *const author_metas[] = {"author", "article:author", "dc.creator", "byl",
                                           "parsely-author"};

static const char *const keyword_metas[] = {"keywords", "news_keywords", "article:tag",
                                            "parsely-tags"};

static struct text name_of_meta(const struct tree *tree, size_t node)
{
    static const char *const keys[] = {"property", "name", "itemprop"};
    struct text name = TEXT_NONE;
    for (size_t i = 0; i < COUNT_OF(keys) && !name.at; i++) {
        name = tree_attribute(tree, node, keys[i]);
    }
    return name;
}

/* Where a field of the story is kept. */
static struct text *field_at(struct story *story, size_t offset)
{
    return (struct text *)(void *)((char *)story + offset);
}

/* Each <meta> for its field, if none that is trusted more has filled it. */
static void read_meta_tag(struct story *story, size_t node, size_t *ranks)
{
    const struct tree *tree = &story->tree;
    struct text name = name_of_meta(tree, node);
    struct text content = tree_attribute(tree, node, "content");
    for (size_t i = 0; content.at && i < COUNT_OF(metas); i++) {
        struct text *field = field_at(story, metas[i].offset);
        size_t *rank = &ranks[metas[i].offset / sizeof(struct text)];
        if (text_equal_fold(name, text_of(metas[i].name)) && (!field->at || *rank > i)) {
            *field = arena_text(story->arena, content);
            *rank = i;
        }
    }
    for (size_t i = 0; content.at && i < COUNT_OF(author_metas); i++) {
        if (text_equal_fold(name, text_of(author_metas[i]))) {
            story_add_author(story, arena_text(story->arena, content));
        }
    }
    for (size_t i = 0; content.at && i < COUNT_OF(keyword_metas); i++) {
        if (text_equal_fold(name, text_of(keyword_metas[i]))) {
            story_add_keyword(story, arena_text(story->arena, content));
        }
    }
}

/* "Envoy leaves talks - Harbor Journal", where the name behind the mark is the site's. */
static struct text without_site(struct text title, struct text site)
{
    static const char *const marks[] = {" - ", " | ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: "};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t at = text_find(title, text_of(marks[i]));
        size_t last = at;
        while (at != TEXT_NOT_FOUND) {
            last = at;
            size_t next = text_find(text_from(title, at + 1), text_of(marks[i]));
            at = next == TEXT_NOT_FOUND ? next : at + 1 + next;
        }
        if (last == TEXT_NOT_FOUND || last == 0) {
            continue;
        }
        struct text behind = text_trim(text_from(title, last + strlen(marks[i])));
        bool is_bar = text_equal(text_of(marks[i]), TEXT(" | "));
        if (text_equal_fold(behind, site) || (is_bar && !site.at)) {
            return text_trim(text_slice(title, 0, last));
        }
    }
    return title;
}

static void read_title(struct story *story)
{
    const struct tree *tree = &story->tree;
    if (!story->title.at) {
        story->title = tree_text(tree, tree_find(tree, 0, "h1"), story->arena);
    }
    if (!story->title.at) {
        story->title = tree_text(tree, tree_find(tree, 0, "title"), story->arena);
    }
    if (story->title.at) {
        story->title = without_site(story->title, story->publication);
        story->title = utf8_whole(text_slice(story->title, 0, STORY_TITLE_BYTES_MAX / 2));
    }
}

/* <time datetime>, <span itemprop="author">, <a rel="author">, <link rel="canonical"> */
static void read_element(struct story *story, size_t i)
{
    const struct tree *tree = &story->tree;
    if (tree_is(tree, i, "link") && tree_has_word(tree, i, "rel", "canonical")) {
        struct text url = tree_attribute(tree, i, "href");
        story->url =
            text_starts_fold(url, TEXT("http")) ? arena_text(story->arena, url) : story->url;
    } else if (tree_is(tree, i, "time") && !story->published.at) {
        story->published = arena_text(story->arena, tree_attribute(tree, i, "datetime"));
    } else if (story->authors.count == 0 && !tree_is(tree, i, "meta") &&
               (tree_has_word(tree, i, "rel", "author") ||
                tree_has_word(tree, i, "itemprop", "author"))) {
        size_t name = tree_find(tree, i, "name");
        story_add_author(story, tree_text(tree, name == TREE_NONE ? i : name, story->arena));
    }
}

enum status page_read_meta(struct story *story, struct error *error)
{
    size_t ranks[sizeof(struct story) / sizeof(struct text) + 1] = {0};
    const struct tree *tree = &story->tree;
    (void)error;
    for (size_t i = 0; i < tree->count; i++) {
        if (tree_is(tree, i, "meta")) {
            read_meta_tag(story, i, ranks);
        } else if (tree_is(tree, i, "html")) {
            struct text language = tree_attribute(tree, i, "lang");
            story->language = language.at ? arena_text(story->arena, language) : story->language;
        }
    }
    for (size_t i = 0; i < tree->count; i++) {
        if (!tree->items[i].is_text && tree->items[i].attributes.count > 0) {
            read_element(story, i);
        }
    }
    read_title(story);
    return STATUS_OK;
}
