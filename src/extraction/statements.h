/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Who says what in a document: attributed statements, direct, indirect or mixed.
 *
 * Only what the writer reports counts; what a speaker tells of others is part of the statement.
 * In cables the sentences behind a statement are its speaker's too, and say implicit.
 */

#include "speakers.h"

/* Whose statement one is, whose name may still become fuller. */
struct statement_source {
    size_t index; /* of the statement in the document */
    const struct found_person *person;
};

struct statement_sources {
    LIST_OF(struct statement_source);
};

/* What is kept from one paragraph to the next. */
struct statements_reader {
    struct statement_sources sources;
    struct speakers speakers;
    size_t open;       /* from 1: the statement whose quotation was open at the paragraph's end */
    size_t last;       /* from 1: the last statement */
    bool is_announced; /* the paragraph before ends with a verb of saying and a colon */
    struct speaker announcer;
    struct text unsaid; /* a quotation, still open, for which nobody was named yet */
    struct span unsaid_span;
};

/* Must be called first. */
void statements_begin(struct statements_reader *reader, const struct people_found *people);

/* Add what is said in the passage, one paragraph after the other. Cost: linear. */
void statements_find(struct statements_reader *reader, const struct passage *passage);

/* Must be called last, when all names are known. */
void statements_end(struct statements_reader *reader, struct document *document);
