/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The questions that are measured, by class, made out of the documents themselves: words that stand
 * together in one document, phrases as one has them, a date or tag that one bears. The same seed
 * and documents give the same questions.
 *
 * Words are asked for in their written form, since FTS5 knows no other.
 */

#include "chancery/index/index.h"
#include "chancery/store/reader.h"

#include "chance.h"

enum question_class {
    QUESTION_TERM_RARE,   /* one word of at most one document in two thousand */
    QUESTION_TERM_COMMON, /* one word of at least one in twenty */
    QUESTION_OR,          /* two or three words that stand together in some document */
    QUESTION_AND,
    QUESTION_PHRASE, /* two or three words in a row */
    QUESTION_PREFIX, /* the first three to five letters of a word */
    QUESTION_TERM_DATE,
    QUESTION_TERM_TAG,
    QUESTION_FACETS,    /* OR, its top 10, and the counts of five fields */
    QUESTION_HISTOGRAM, /* OR, counted by month */
    QUESTION_SNIPPETS,  /* OR, its top 10 with passages */
    QUESTION_CLASS_COUNT,
};

/* As the report calls it: "term_rare". Static. */
struct text question_class_name(enum question_class class);

struct question {
    enum question_class class;
    struct text q;     /* as typed into Chancery */
    struct text match; /* as FTS5 has it */
    struct calendar_interval days;
    struct text tag;
};

struct questions {
    LIST_OF(struct question);
};

/* What questions are made out of. */
struct questions_source {
    const struct index *index;
    struct store_reader *reader;
};

/*
 * Add count questions of class to *out, in arena; fewer when the documents do not give them.
 *
 * Errors:  those of the reader; STATUS_NO_MEMORY
 */
MUST_CHECK enum status questions_make(struct questions_source source, enum question_class class,
                                      size_t count, struct arena *arena, struct questions *out,
                                      struct error *error);
