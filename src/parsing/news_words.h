/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Lines of a news page, told by their words and shape. */

#include "chancery/model/vocabulary.h"

/* The kinds of vocabulary_phrase; see config/vocabulary/news_phrases.tsv. */
#define PHRASE_AGENCY    TEXT("agency")
#define PHRASE_CAPTION   TEXT("caption")
#define PHRASE_CHROME    TEXT("chrome")
#define PHRASE_EDITION   TEXT("edition")
#define PHRASE_MASTHEAD  TEXT("masthead")
#define PHRASE_MODIFIED  TEXT("modified")
#define PHRASE_OFFICE    TEXT("office")
#define PHRASE_PARTICLE  TEXT("particle")
#define PHRASE_PUBLISHED TEXT("published")
#define PHRASE_SECTION   TEXT("section")
#define PHRASE_SOURCE    TEXT("source")

/* Whether text as a whole is a phrase of that kind. A vocabulary that is NULL knows none. */
bool phrase_is(const struct vocabulary *vocabulary, struct text text, struct text kind);

/*
 * Take the longest phrase of that kind, up to five words, that *rest begins with, and a colon
 * behind it; *has_colon says whether there was one. False, with *rest unmoved, when there is none.
 */
bool phrase_take(const struct vocabulary *vocabulary, struct text *rest, struct text kind,
                 bool *has_colon);

/* Whether text ends as sentences do, closing quotes and brackets not minded. */
bool line_ends_sentence(struct text line);

/* Whether text is two to four words that begin with capitals, as names do. */
bool line_is_name(struct text line);

/* Whether text names an agency, or has a word in it that names of newspapers have. */
bool line_names_publisher(const struct vocabulary *vocabulary, struct text line);

/* "https://…" and nothing behind it. */
bool line_is_url(struct text line);

/* "###", "-30-", "(END)", "* * *": a line that marks an end or a break and says nothing else. */
bool line_is_end_mark(struct text line);

/* "inesvale@norden.example" and nothing else. */
bool line_is_mail_address(struct text line);

size_t line_word_count(struct text line);
