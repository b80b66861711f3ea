/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Small documents and queries made by dice with a seed, and the plain words they were made of, so
 * that a test can work out by other means what the index must answer.
 */

#include "chancery/index/fields.h"
#include "chancery/model/query.h"

struct generated_dice {
    uint64_t state;
    const struct texts *words; /* what queries are made of; NULL: what documents are made of */
};

/* A number below most. */
uint32_t generated_roll(struct generated_dice *dice, uint32_t most);

struct generated_numbers {
    LIST_OF(uint32_t);
};

/* A place that may hold words: a title, a paragraph, the header. */
struct generated_unit {
    enum index_text_field field;
    uint32_t paragraph;                 /* place in the document, of the body */
    struct texts words;                 /* as they must be folded */
    struct generated_numbers sentences; /* of each word */
};

struct generated_units {
    LIST_OF(struct generated_unit);
};

struct generated_document {
    struct document *document;
    struct generated_units units;
};

struct generated {
    struct generated_document *documents;
    size_t count;
};

/* count documents of at most 6 paragraphs. Everything is in arena. */
struct generated generated_make(uint64_t seed, size_t count, struct arena *arena);

enum generated_operators {
    GENERATED_FTS5, /* those that SQLite's FTS5 has; NOT only as AND NOT */
    GENERATED_ALL,
};

/* A query about such documents, nested at most depth deep. */
struct query_node *generated_query(struct generated_dice *dice, enum generated_operators operators,
                                   unsigned depth, struct arena *arena);
