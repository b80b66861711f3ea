/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What the index takes from a document for each field of the query language.
 */

#include "chancery/model/document.h"
#include "chancery/model/query.h"

/* Fields whose words are found; they stand in one space of positions, in this order. */
enum index_text_field {
    INDEX_TEXT_TITLE,
    INDEX_TEXT_BODY,   /* headings and texts of paragraphs */
    INDEX_TEXT_HEADER, /* number, addressees, references, signers, classifier, instructions */
    INDEX_TEXT_FIELD_COUNT,
};

struct index_field_rule {
    bool is_indexed;   /* false for words and dates, which are not looked up as values */
    bool by_paragraph; /* each paragraph has its own value */
    bool by_words;     /* found by any run of its words: from:seoul finds AMEMBASSY SEOUL */
};

/* What the index does with a field; never NULL. */
const struct index_field_rule *index_field_rule(enum query_field field);

/* One value of a document, and another name that it is found by, or none. */
struct index_field_value {
    struct text value;
    struct text name;
};

struct index_field_values {
    LIST_OF(struct index_field_value);
};

/*
 * Add to *out the values that document has for field, in its own order, repeated ones too. Texts
 * are borrowed from document. Not for fields that go by paragraphs.
 */
void index_field_collect(enum query_field field, const struct document *document,
                         struct arena *arena, struct index_field_values *out);

/* The value of a paragraph for a field that goes by paragraphs, or none. */
struct text index_field_of_paragraph(enum query_field field, const struct paragraph *paragraph);
