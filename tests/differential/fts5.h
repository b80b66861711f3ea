/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * SQLite's FTS5 as a second opinion.
 *
 * It is given the words as our tokenizer cuts them, joined by blanks, so that only the engines
 * differ. Each text field has four columns: its exact forms (x), their stems (s), and apart from
 * them, since they stand beside the words and not between, the joined forms of hyphenated words (j)
 * and the stems of those (k). A plain word is looked for in s and k, =word and prefixes in x and j,
 * phrases in x, NEAR in s. Between paragraphs stand more filling words than any NEAR asks for.
 *
 * Phrases and NEAR see no joined forms there, while ours do; queries made of words that are no
 * joined forms do not meet the difference.
 */

#include "chancery/index/walk.h"
#include "chancery/model/query.h"

struct fts5;

/* An empty table in memory. Fails the test rather than answering NULL. */
struct fts5 *fts5_new(void);
void fts5_free(struct fts5 *fts5);

/* Add document under a number. */
void fts5_add(struct fts5 *fts5, const struct document *document, int64_t number);

/*
 * query, one of those that generated_query makes for FTS5, as that wants it, in arena. TEXT_NONE
 * when a NEAR has one word on both sides: FTS5 finds a word near itself, we want two.
 */
struct text fts5_print(struct fts5 *fts5, const struct query_node *query, struct arena *arena);

/* Set found[number] for each document that matches; answers how many there are. */
size_t fts5_find(struct fts5 *fts5, struct text printed, bool *found, size_t room);
