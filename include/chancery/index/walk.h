/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * All words of one document in the order and with the positions that the index gives them.
 *
 * The builder walks a document to index it; search walks it again to find the bytes of a match. A
 * document is a row of units: the title, of each paragraph its heading (where it differs from that
 * of the paragraph before) and its text, then the texts of its header. Positions run through the
 * whole document; between units one position stays empty, so no phrase crosses from one into the
 * next.
 */

#include "chancery/index/fields.h"
#include "chancery/index/tokens.h"

/* A word that stands in no paragraph. */
#define INDEX_NO_PARAGRAPH UINT32_MAX

struct index_word {
    struct token token; /* position is that in the document; start and end are bytes of unit */
    struct text unit;
    enum index_text_field field;
    uint32_t paragraph; /* place in document->paragraphs, from 0, or INDEX_NO_PARAGRAPH */
    bool is_heading;
    bool starts_unit; /* the first word of its unit */
};

struct index_walk {
    struct tokens *tokens;
    const struct document *document;
    struct index_word word;
    uint32_t base; /* position of the unit's first word */
    uint32_t next; /* the first position not yet used */
    size_t step;   /* how many units were begun */
    size_t inner;  /* place within a list of header texts */
    bool in_unit;
    bool fresh; /* no word of this unit was taken yet */
};

/* Begin; tokens and document must live as long as the walk. */
struct index_walk index_walk_over(struct tokens *tokens, const struct document *document);

/* Take the next word. False at the end of the document. */
bool index_walk_next(struct index_walk *walk, struct index_word *out);
