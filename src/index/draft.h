/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Documents between having been added and being frozen, their words and values numbered in the
 * order of first sight.
 */

#include "chancery/base/map.h"
#include "chancery/base/numbering.h"
#include "chancery/index/builder.h"

#include "columns.h"
#include "field.h"

/* In a draft's words: a position without a word. */
#define WORD_GAP UINT32_MAX
/* In a draft's words: added to the number of a joined form, which takes no position. */
#define WORD_JOINED UINT32_C(0x80000000)

struct draft_value {
    struct text key;
    uint32_t number; /* among the keys of the field, sorted */
};

/* A value as it is printed and named somewhere. */
struct draft_form {
    struct draft_value *value;
    struct text printed;
    struct text name;       /* folded; none when it has no other name */
    uint32_t number;        /* among the forms of the field, sorted */
    uint32_t last_document; /* the last draft that had it, plus 1 */
};

struct draft_values {
    LIST_OF(struct draft_value *);
};

struct draft_forms {
    LIST_OF(struct draft_form *);
};

struct draft_field {
    struct map by_key;
    struct map by_form; /* printed, then a line feed and the name as it was given */
    struct draft_values values;
    struct draft_forms forms;
};

struct draft {
    struct document_parts parts;
    struct text title_key;
    uint32_t added;      /* its place among those added */
    uint64_t first_word; /* among those of the builder */
    size_t word_count;
    struct draft_forms forms[QUERY_FIELD_COUNT];
    struct draft_value **paragraph_values[QUERY_FIELD_COUNT]; /* by paragraph, or NULL */
};

struct drafts {
    LIST_OF(struct draft *);
};

/* Words of all drafts, one behind the other. */
struct draft_words {
    uint32_t *items;
    size_t count;
    size_t room;
};

/* How many words wait for their numbers, while memory brings where they are looked up. */
#define WORDS_WAITING 16

struct waiting_word {
    char bytes[TOKENS_WORD_BYTES_MAX];
    uint32_t length;
    uint32_t hint;
    size_t at; /* among the builder's words; what stands there is added to the number */
};

struct index_builder {
    struct arena *arena;
    struct tokens *tokens;
    struct numbering terms; /* exact forms */
    uint32_t *term_words;   /* how often each stands there */
    size_t term_room;
    struct draft_words words;
    struct waiting_word waiting[WORDS_WAITING];
    size_t waiting_count;
    struct draft_field fields[QUERY_FIELD_COUNT];
    struct drafts drafts;
    bool failed;
};

/* Collect the values of all fields of document into draft. */
void draft_collect_values(struct index_builder *builder, const struct document *document,
                          struct arena *scratch, struct draft *draft);

/* The steps of freezing, in their order. False when there is no memory. */
bool freeze_documents(struct index_builder *builder, struct index *index);
bool freeze_terms(struct index_builder *builder, struct index *index);
bool freeze_field(struct index_builder *builder, struct index *index, enum query_field field);
