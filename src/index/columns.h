/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The columns of documents: how documents are numbered, and what is kept of each. Freezing and
 * merging fill them alike.
 */

#include "chancery/index/builder.h"

#include "inside.h"

/* A document to be numbered. */
struct column_row {
    int64_t minute;
    int64_t key;
    struct text id;
    struct text title_key; /* the title folded; may be empty */
    uint32_t source;       /* whose document it is, and its place there; for the caller */
    uint32_t place;
    uint32_t id_rank; /* these two are told */
    uint32_t title_rank;
};

/*
 * Set order, of as many places, to the rows by date, then id, then key, and tell the ranks of all.
 */
void columns_rank(struct column_row *rows, size_t count, struct column_row **order);

/* What is kept of a document. */
struct document_parts {
    struct document_column column; /* id_rank, title_rank, first places are set by columns_add */
    struct index_signature signature;
    uint64_t version;
    uint32_t length;
    struct text card[CARD_PART_COUNT];
    struct paragraph_column *paragraphs; /* as many as the layout says; without their document */
    const uint32_t *sentences;
    size_t sentence_count;
};

/* How much of everything there will be. */
struct columns_size {
    size_t documents;
    size_t paragraphs;
    size_t sentences;
    size_t card_bytes;
};

/* Room in index->arena. False when there is no memory, or there are too many. */
bool columns_init(struct index *index, struct columns_size size);

/* Add the next document. */
void columns_add(struct index *index, const struct column_row *row,
                 const struct document_parts *parts);

/* All are added. */
void columns_end(struct index *index);

/* The norms of index's documents by their lengths. */
struct list_norms columns_norms(const struct index *index);
