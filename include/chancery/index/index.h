/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The index of one generation: immutable, and all that search needs short of the texts themselves.
 *
 * Documents are numbered from 0 in the order of their dates (undated last), ties by id; paragraphs
 * are numbered from 0 through all documents in that order. Terms and values are numbered in the
 * byte order of their forms. Nothing here points into a document.
 *
 * Threads: an index may be read by any number of threads; a cursor serves one.
 */

#include "chancery/index/date.h"
#include "chancery/index/fields.h"
#include "chancery/index/signature.h"
#include "chancery/index/walk.h"

/* No document, term or value; where a cursor stands at its end. */
#define INDEX_END UINT32_MAX

struct index;
struct list_block;

/* NULL is allowed. Returns NULL. */
struct index *index_free(struct index *index);

static inline void index_free_at(struct index **index)
{
    *index = index_free(*index);
}

#define AUTO_INDEX __attribute__((cleanup(index_free_at))) struct index *

uint32_t index_document_count(const struct index *index);
uint32_t index_paragraph_count(const struct index *index);

/* All memory that the index holds, in bytes. */
size_t index_memory_bytes(const struct index *index);

/* ---- words -------------------------------------------------------------------------------- */

enum index_form {
    INDEX_EXACT,
    INDEX_STEM,
};

/* Numbers [first, end). */
struct index_range {
    uint32_t first;
    uint32_t end;
};

/* The term with this form, or all that begin with it; an empty range when there is none. */
struct index_range index_terms_find(const struct index *index, enum index_form form,
                                    struct text text, bool prefix);

struct text index_term_text(const struct index *index, enum index_form form, uint32_t term);

/* In how many documents a term stands. */
uint32_t index_term_documents(const struct index *index, enum index_form form, uint32_t term);

/* The exact forms of a stem, as terms. */
struct index_numbers {
    const uint32_t *items;
    size_t count;
};

struct index_numbers index_stem_forms(const struct index *index, uint32_t stem);

/* ---- lists of postings -------------------------------------------------------------------- */

/* A list is read by blocks of so many postings; the last block may have fewer. */
#define INDEX_BLOCK_POSTINGS 128

/* No more words of one posting are counted. */
#define INDEX_POSTING_WORDS_MAX (UINT32_C(1) << 23)

/* Positions are unpacked so many at once. */
#define INDEX_ROW_POSITIONS 128

enum index_list_kind {
    INDEX_LIST_OF_NUMBERS,     /* documents or paragraphs with a value */
    INDEX_LIST_OF_FREQUENCIES, /* documents with a stem; its forms have its positions */
    INDEX_LIST_OF_POSITIONS,   /* documents with an exact form */
};

/* Where a list is; to be handed on by value. */
struct index_list {
    uint32_t postings;
    uint32_t block_count;

    /* For src/index only. */
    enum index_list_kind kind;
    uint32_t limit; /* all numbers are below it */
    bool is_single; /* its posting is here and nowhere else */
    uint32_t field;
    uint32_t number;
    uint32_t position;
    const struct list_block *blocks; /* or NULL: it has one block, or is single */
    const unsigned char *data;
    const unsigned char *end;
    const unsigned char *positions;
    const unsigned char *positions_end;
};

/* The same list without anything but its numbers, which is read faster. */
static inline struct index_list index_list_numbers(struct index_list list)
{
    list.kind = INDEX_LIST_OF_NUMBERS;
    return list;
}

struct index_list index_term_list(const struct index *index, enum index_form form, uint32_t term);

/* The documents with a value. */
struct index_list index_value_list(const struct index *index, enum query_field field,
                                   uint32_t value);

/* The paragraphs with a value, in a field that goes by paragraphs. */
struct index_list index_value_paragraph_list(const struct index *index, enum query_field field,
                                             uint32_t value);

/* No number of a block is above this; those of the next block are. */
uint32_t index_list_last(const struct index_list *list, uint32_t block);

/* The first block, not before block, whose last number is number or more; block_count if none. */
uint32_t index_list_find(const struct index_list *list, uint32_t block, uint32_t number);

/* How much the best posting of a block counts: more than this no other does (weight.h). */
struct index_best {
    float weight;
    unsigned norm;
};

#define INDEX_WEIGHT_ANY 1e30F

struct index_best index_list_best(const struct index_list *list, uint32_t block);

/* A block that was read. */
struct index_block {
    uint32_t count; /* 0 when it is damaged */
    uint32_t numbers[INDEX_BLOCK_POSTINGS];
    uint32_t codes[INDEX_BLOCK_POSTINGS]; /* words in the body, doubled; odd with words elsewhere */

    /* For src/index only. */
    const unsigned char *elsewhere;
    const unsigned char *end;
    const unsigned char *positions;
    const unsigned char *positions_end;
    bool has_inner_positions; /* they stand behind elsewhere */
    bool is_single;
    uint32_t single_field;
    uint32_t single_position;
    bool has_starts;
    uint32_t starts[INDEX_BLOCK_POSTINGS + 1]; /* where positions of postings begin among all */
    const unsigned char *row_next;             /* behind the row of positions that is unpacked */
    uint32_t row_first;                        /* how many positions stand before that row */
    uint32_t row_count;                        /* and in it; 0: none is unpacked */
    uint32_t distances[INDEX_ROW_POSITIONS];   /* its positions, from the ones before, less 1 */
};

/* Read a block, below block_count; answers out->count. Of a list of numbers codes are not set. */
uint32_t index_list_read(const struct index_list *list, uint32_t block, struct index_block *out);

/*
 * How much each posting counts: its words in the fields of in (1 << enum index_text_field), each
 * times index_field_weights.
 */
void index_block_weights(const struct index_block *block, unsigned in, float *weights);

/* How many words a posting stands for. */
uint32_t index_block_words(struct index_block *block, uint32_t posting);

/* Reads the positions of a posting, in rising order; the block must stay where it is. */
struct index_positions {
    uint32_t left;

    /* For src/index only. */
    struct index_block *block;
    uint32_t place; /* of the next one among those of the block */
    uint32_t last;
};

struct index_positions index_block_positions(struct index_block *block, uint32_t posting);
bool index_positions_next(struct index_positions *positions, uint32_t *position);

/* Read all that are left, into room for so many; answers how many there were. */
uint32_t index_positions_read(struct index_positions *positions, uint32_t *out);

/*
 * Keep those of count rising places which, offset added, are among the positions that are left.
 * Answers how many; what is left is not told any more.
 */
uint32_t index_positions_keep(struct index_positions *positions, uint32_t offset, uint32_t *places,
                              uint32_t count);

/*
 * Goes through a list posting by posting. A new cursor stands on the first one; at the end its
 * number is INDEX_END.
 */
struct index_cursor {
    uint32_t number; /* of the document; of the paragraph in lists of paragraph values */
    uint32_t frequency[INDEX_TEXT_FIELD_COUNT]; /* of a term in this document, by field */

    /* For src/index only. */
    struct index_list list;
    uint32_t block_number;
    uint32_t at;      /* place in the block */
    uint32_t counted; /* postings whose words elsewhere were passed over */
    const unsigned char *elsewhere;
    struct index_block block;
};

struct index_cursor index_cursor_over(struct index_list list);

static inline struct index_cursor index_term_cursor(const struct index *index, enum index_form form,
                                                    uint32_t term)
{
    return index_cursor_over(index_term_list(index, form, term));
}

/* Go to the next posting; answers its number. */
uint32_t index_cursor_next(struct index_cursor *cursor);

/* Go to the first posting at number or behind it, never backwards; answers where that is. */
uint32_t index_cursor_seek(struct index_cursor *cursor, uint32_t number);

/* The positions of the posting a cursor stands on; none in lists that have none. */
struct index_positions index_cursor_positions(struct index_cursor *cursor);

/* ---- units -------------------------------------------------------------------------------- */

/* Where the fields of a document begin in its positions; the title begins at 0. */
struct index_layout {
    uint32_t body_start;
    uint32_t header_start;
    uint32_t first_paragraph; /* number of its first paragraph */
    uint32_t paragraph_count;
};

struct index_layout index_layout(const struct index *index, uint32_t document);

/* The position where a paragraph begins in its document, and how many words it has. */
uint32_t index_paragraph_start(const struct index *index, uint32_t paragraph);
uint32_t index_paragraph_length(const struct index *index, uint32_t paragraph);
uint32_t index_paragraph_document(const struct index *index, uint32_t paragraph);

/* The positions at which sentences of a document begin, rising; every unit begins one. */
struct index_numbers index_sentences(const struct index *index, uint32_t document);

/* ---- columns ------------------------------------------------------------------------------ */

/* What was given to index_builder_add: where the store has the document. */
int64_t index_document_key(const struct index *index, uint32_t document);

/* What was given to index_builder_version, or 0. */
uint64_t index_document_version(const struct index *index, uint32_t document);

struct index_date index_document_date(const struct index *index, uint32_t document);

/* How many documents have a date; those without come last. */
uint32_t index_dated_count(const struct index *index);

/* The documents whose dates are not of one day, rising. */
struct index_numbers index_vague_documents(const struct index *index);

/* The first document whose date begins on day or later; of those that have one. */
uint32_t index_documents_from(const struct index *index, int64_t day);

/* How many words it has, and all documents have together. */
uint32_t index_document_length(const struct index *index, uint32_t document);

/* What is compared to find copies of a document; by document. */
const struct index_signature *index_signatures(const struct index *index);

/* The lengths of all documents in one byte each, as index_norm makes it of them. */
const unsigned char *index_norms(const struct index *index);

uint64_t index_length_total(const struct index *index);

/* Its place among all documents by id (by code point), and by folded title; documents with one
 * title have one rank, those without a title INDEX_END. */
uint32_t index_id_rank(const struct index *index, uint32_t document);
uint32_t index_title_rank(const struct index *index, uint32_t document);

/* The number of the document with this id, letter by letter, or INDEX_END. */
uint32_t index_document_find(const struct index *index, struct text id);

/* What a list shows of a document; borrowed from the index. Tags are values of QUERY_FIELD_TAG. */
struct index_card {
    struct text id;
    struct text kind;
    struct text title;
    struct text date; /* ISO 8601, or none */
    struct text date_precision;
    struct text date_from;
    struct text station;
    struct text classification;
    struct text source_path;
};

struct index_card index_card(const struct index *index, uint32_t document);

/* ---- values ------------------------------------------------------------------------------- */

uint32_t index_value_count(const struct index *index, enum query_field field);

/* A value as it was first printed. */
struct text index_value_text(const struct index *index, enum query_field field, uint32_t value);

/* Its folded form, as tokens_key makes it. */
struct text index_value_key(const struct index *index, enum query_field field, uint32_t value);

/* The values of a document, each once, in its own order. */
struct index_numbers index_document_values(const struct index *index, enum query_field field,
                                           uint32_t document);

/* The values of all documents behind one another; those of a document stand between its first and
 * the first of the next. NULL twice when the field has none. */
struct index_value_column {
    const uint32_t *firsts;
    const uint32_t *values;
};

struct index_value_column index_value_column(const struct index *index, enum query_field field);

/* The value of a paragraph in a field that goes by paragraphs, or INDEX_END. */
uint32_t index_paragraph_value(const struct index *index, enum query_field field,
                               uint32_t paragraph);

static inline struct index_cursor index_value_cursor(const struct index *index,
                                                     enum query_field field, uint32_t value)
{
    return index_cursor_over(index_value_list(index, field, value));
}

static inline struct index_cursor index_value_paragraphs(const struct index *index,
                                                         enum query_field field, uint32_t value)
{
    return index_cursor_over(index_value_paragraph_list(index, field, value));
}

enum index_match {
    INDEX_MATCH_WHOLE,  /* the whole value, or another name of it */
    INDEX_MATCH_WORDS,  /* also a run of its words, where the field goes by words */
    INDEX_MATCH_PREFIX, /* what begins with it; also a word of it, where the field goes by words */
};

/*
 * The names under which values are found that match key, which tokens_key has folded. A value may
 * be met more than once in a range.
 */
struct index_range index_names_find(const struct index *index, enum query_field field,
                                    struct text key, enum index_match match);

/* The value that a name of such a range stands for; INDEX_END for a part of a value when only
 * whole names are wanted. */
uint32_t index_name_value(const struct index *index, enum query_field field, uint32_t name,
                          enum index_match match);
