/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Web pages: which part of one is the article, and what it says of itself.
 *
 * Source:  src/parsing/README.md, section "Pages, feeds and agency formats"
 */

#include "story.h"

/* What the elements of HTML do to the text, chrome left out. Also good for NITF. */
struct plain_rules page_rules(void);

/* The element that holds the article. */
size_t page_find_article(const struct tree *tree, struct arena *scratch);

/* What the page says of itself in its head, and in its byline. */
enum status page_read_meta(struct story *story, struct error *error);

/* What its JSON-LD says: headline, dates, authors, publisher, text. What is broken is mended. */
void page_read_json_ld(struct story *story);
