/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads what people type into a search box.
 *
 * Nothing that is typed fails: what cannot be meant as it stands is mended, and each repair says
 * what and where. A caller that wants to be strict refuses a query that needed one.
 *
 *     query   := and ("OR" | "|") and …
 *     and     := near ["AND"] near …
 *     near    := not ("NEAR/n" | "SENTENCE" | "PARAGRAPH") not …
 *     not     := ("NOT" | "-") not | item
 *     item    := "(" query ")" | [field ":"] ( "(" query ")" | "\"" words "\"" ["~" n] | word )
 *     word    := ["="] letters, stars among them ["*" | "~"]
 *
 * Operators are operators in capitals only. A field that is unknown is searched for as text.
 */

#include "chancery/base/buffer.h"
#include "chancery/model/query.h"

/* The longest query that is read, in bytes. */
#define QUERY_BYTES_MAX ((size_t)16 * 1024)

struct parsed_query {
    struct query_node *root; /* never NULL; QUERY_ALL when nothing was asked */
    struct query_repairs repairs;
};

/*
 * Read typed, valid UTF-8, into *out. Texts of the tree are borrowed from typed or live in arena.
 *
 * Errors:  STATUS_LIMIT      over QUERY_BYTES_MAX
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status query_parse(struct text typed, struct arena *arena, struct parsed_query *out,
                                   struct error *error);

/*
 * The query as it was understood, written so that reading it again gives the same tree:
 * NATO AND (ISAF OR Afghanistan) AND NOT Iraq. Empty for QUERY_ALL.
 */
void query_print(const struct query_node *root, struct buffer *out);

/*
 * Read a date filter: 2007, 2007-02, 2007-02-16, 2007-W07, 2007-01..2007-03, ..2010, 2010.. or
 * undated. False when it is none of these, or ends before it begins.
 */
bool query_dates_read(struct text text, struct query_dates *out);
