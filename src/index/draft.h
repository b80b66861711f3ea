/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Documents between having been added and being frozen, their words and values numbered in the
 * order of first sight.
 */

#include "chancery/base/map.h"
#include "chancery/base/numbering.h"
#include "chancery/index/builder.h"

#include "inside.h"

/* In a draft's words: a position without a word. */
#define WORD_GAP UINT32_MAX
/* In a draft's words: added to the number of a joined form, which takes no position. */
#define WORD_JOINED UINT32_C(0x80000000)

/* The most words of a name by whose ends it is found. */
#define NAME_ENDS_MAX 16

struct draft_value {
    struct text printed;
    struct text key;
    uint32_t number;        /* in the index */
    uint32_t last_document; /* the last draft that had it, plus 1 */
};

struct draft_name {
    struct text text;
    struct draft_value *value;
    bool is_whole;
};

struct draft_values {
    LIST_OF(struct draft_value *);
};

struct draft_names {
    LIST_OF(struct draft_name);
};

struct draft_field {
    struct map by_key;
    struct map by_name; /* a name and a key that were seen together */
    struct draft_values values;
    struct draft_names names;
};

struct draft_paragraph {
    uint32_t start;
    uint32_t length;
    struct draft_value *mark; /* or NULL */
    struct draft_value *voice;
};

struct draft {
    struct document_column column;
    struct text card[CARD_PART_COUNT];
    struct text title_key;
    struct index_signature signature;
    uint32_t length; /* in words */
    uint32_t added;  /* its place among those added */
    uint32_t *words;
    size_t word_count;
    uint32_t *sentences;
    size_t sentence_count;
    struct draft_paragraph *paragraphs;
    struct draft_values values[QUERY_FIELD_COUNT];
};

struct drafts {
    LIST_OF(struct draft *);
};

struct index_builder {
    struct arena *arena;
    struct tokens *tokens;
    struct numbering terms; /* exact forms */
    struct draft_field fields[QUERY_FIELD_COUNT];
    struct drafts drafts;
    uint64_t word_total;
};

/* Collect the values of all fields of document into draft. */
void draft_collect_values(struct index_builder *builder, const struct document *document,
                          struct arena *scratch, struct draft *draft);

/* The steps of freezing, in their order. False when there is no memory. */
bool freeze_documents(struct index_builder *builder, struct index *index);
struct index_norms documents_norms(const struct index *index);
bool freeze_terms(struct index_builder *builder, struct index *index);
bool freeze_field(struct index_builder *builder, struct index *index, enum query_field field);
