/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What the readers of a news page's parts share. The page is a list of its lines that are not
 * blank; the head claims lines from its beginning, the tail from its end, and the rest is
 * paragraphs.
 *
 * Source:  src/parsing/README.md, section "News"
 */

#include "date_text.h"
#include "reading.h"

/* The most lines that a head or a tail may claim. */
#define NEWS_HEAD_LINES_MAX 40
#define NEWS_TAIL_LINES_MAX 200

/* The most paragraphs; what follows is one more. */
#define NEWS_PARAGRAPHS_MAX ((size_t)10000)

struct news_line {
    struct text text;   /* in the document's text, blanks at its ends removed */
    bool follows_blank; /* whether blank lines, or nothing, stand before it */
};

/* Evidence of the date of publication, the best first. */
enum news_evidence {
    NEWS_EVIDENCE_METADATA,
    NEWS_EVIDENCE_HEADER,
    NEWS_EVIDENCE_LABEL,
    NEWS_EVIDENCE_DATELINE,
    NEWS_EVIDENCE_URL,
    NEWS_EVIDENCE_MODIFIED, /* a label that says when the page was changed */
    NEWS_EVIDENCE_COUNT,
};

struct news_page {
    struct reading *reading;
    struct news *news;
    struct news_line *lines;
    size_t line_count;
    size_t first;                                /* the first line that the head does not claim */
    size_t end;                                  /* behind the last line that the tail does not */
    struct date_text dates[NEWS_EVIDENCE_COUNT]; /* all 0 where there is no such evidence */
    bool has_byline;                             /* one was claimed by the head */
};

/*
 * Make the list of lines from text, which lies in the reading's. Key blocks in armor are left out,
 * with a warning. False when there is no memory.
 */
bool news_lines_read(struct news_page *page, struct text text);

/* Keep date as evidence, unless it is partial or there is some of that kind already. */
void news_page_date(struct news_page *page, enum news_evidence kind, const struct date_text *date);

/* Claim what stands above the lead: date, title, byline, labels, sections, captions. */
void news_head_read(struct news_page *page);

/* Claim what stands below the text: sources, credits, end marks, links of the site. */
void news_tail_read(struct news_page *page);

/* Take the dateline off the lead, and add paragraphs for all lines that are left. */
void news_paragraphs_read(struct news_page *page);

/* The most keywords that are kept. */
#define NEWS_KEYWORDS_MAX ((size_t)256)

/* Add each of the keywords in list, parted by commas, semicolons or bars, once. */
void news_page_keywords(struct news_page *page, struct text list);

/* Keep the date and publisher that a URL tells. */
void news_page_url(struct news_page *page, struct text url);
