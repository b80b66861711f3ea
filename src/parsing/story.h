/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A news report in markup: what pages, feeds and agency formats have in common. Each form fills a
 * story from its tree; the rest is done here.
 */

#include "chancery/model/news.h"

#include "form.h"
#include "plain.h"

/* Room in the text for the title, beyond what the tree says. */
#define STORY_TITLE_BYTES_MAX ((size_t)4096)

/* The most authors; a page that names more lists its staff. */
#define STORY_AUTHORS_MAX ((size_t)64)

/* The most subjects. */
#define STORY_KEYWORDS_MAX ((size_t)256)

/* All as it stands there; TEXT_NONE where there is none. In the part's arena. */
struct story {
    struct text title;
    struct text published; /* the best evidence first; what no reader knows is passed over */
    struct text updated;   /* stands for it where there is none */
    struct text publication;
    struct texts authors;
    struct text byline; /* as printed, where it is not only names */
    struct text dateline;
    struct texts keywords;
    struct text source;
    struct text url;
    struct text language;
    struct text body; /* instead of blocks of the tree: paragraphs on lines of their own */
    bool is_withdrawn;

    struct tree tree;
    struct plain plain;
    struct arena *arena;   /* of the part */
    struct arena *scratch; /* for what is not needed when the part has been handed over */
};

/* What a form adds to a story whose tree has been read. bytes are the part's, decoded. */
typedef enum status story_fill(struct story *story, const void *context, struct error *error);

/* How to make a story of some bytes. */
struct story_plan {
    bool is_html;
    story_fill *fill;
    const void *context; /* of fill */
    struct text name;    /* source.part, or TEXT_NONE */
};

/* Make a document of bytes and hand it out. */
MUST_CHECK enum status story_read_part(struct form_file *file, struct text bytes,
                                       const struct story_plan *plan, struct error *error);

/* Add what an element of a tree of HTML says to the text; chrome is left out. */
void story_add_body(struct story *story, const struct tree *tree, size_t node);

/* Add a name to the authors, once each, and without "By" in front. */
void story_add_author(struct story *story, struct text name);

/* Add a subject, or several with commas between, under which the story was filed. */
void story_add_keyword(struct story *story, struct text keyword);

/* What html, text in which tags may be, says, blanks folded; in the part's arena. */
MUST_CHECK enum status story_say_html(struct story *story, struct text html, struct text *out,
                                      struct error *error);

/* Add the blocks of html, a page in a text. */
MUST_CHECK enum status story_add_html(struct story *story, struct text html, struct error *error);
