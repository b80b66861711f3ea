/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Posting lists, one behind the other in one row of bytes; README.md has their bytes.
 *
 * A list is cut into blocks of INDEX_BLOCK_POSTINGS postings and a last one of fewer. One with a
 * full block has a head for each of its blocks, and its positions in a row of their own, so that
 * who does not read them does not load them. A shorter list has neither, and a word that stands but
 * once in all documents has its only posting in the entry of the dictionary.
 *
 * Lists that come from a file may hold anything: who reads them is given rising numbers below the
 * limit whatever the bytes are, and nothing behind LISTS_GUARD_BYTES is looked at.
 */

#include <assert.h>

#include "chancery/index/index.h"
#include "chancery/index/weight.h"

/* What must be readable behind the bytes of lists. */
#define LISTS_GUARD_BYTES 64

/* A place in the dictionary: where the postings of a term or value are. */
struct list_entry {
    uint32_t postings; /* how many, or LIST_IS_SINGLE and the field of the only one */
    uint32_t low;      /* offset in the row of bytes, its lower half; or the document */
    uint32_t high;     /* its upper half; or the position in the document */
};

/* The entry is a posting, of one occurrence; the lowest bits are its enum index_text_field. */
#define LIST_IS_SINGLE UINT32_C(0x80000000)

/* The head of a block. */
struct list_block {
    uint32_t last;      /* number of its last posting */
    uint32_t offset;    /* of its bytes, from behind the front of the list */
    uint32_t positions; /* of its positions, from those of the list */
    uint8_t number_bits;
    uint8_t code_bits;
    uint8_t best_weight; /* of the posting that counts most, in quarters of a word; 255: any */
    uint8_t best_norm;
};

static_assert(sizeof(struct list_entry) == 12, "the file has it without holes");
static_assert(sizeof(struct list_block) == 16, "the file has it without holes");

/* The most bytes of one list, so that an offset into it has 32 bits. */
#define LIST_BYTES_MAX UINT32_MAX

/* Positions are packed by so many, those of one block of postings together. */
#define LIST_POSITIONS 128

/* Bytes that grow. */
struct byte_row {
    unsigned char *bytes;
    uint64_t length;
    uint64_t room;
};

struct lists {
    uint32_t limit; /* all numbers are below it */
    struct list_block *blocks;
    uint64_t block_count;
    uint64_t block_room;
    struct byte_row postings;
    struct byte_row positions; /* of lists that have heads of blocks */
    bool failed;
};

/* No lists yet, of numbers below limit. False when there is no memory; lists_clear frees what was
 * made. */
bool lists_init(struct lists *lists, uint32_t limit);
void lists_clear(struct lists *lists);
size_t lists_memory_bytes(const struct lists *lists);

/* What lists of words must know of their documents, by number. */
struct list_norms {
    const unsigned char *of;
    struct index_norms values;
};

/* Postings that will make the next block of a list. */
struct list_block_writing {
    uint32_t count;
    uint32_t numbers[INDEX_BLOCK_POSTINGS]; /* distances from the one before, less 1 */
    uint32_t codes[INDEX_BLOCK_POSTINGS];
    uint32_t elsewhere[INDEX_BLOCK_POSTINGS][2]; /* words in title and header */
    float best;
    struct list_block head;
    uint32_t distances[LIST_POSITIONS]; /* of positions that fill no row yet */
    size_t distance_count;
    struct byte_row positions; /* rows that are full */
};

/*
 * Appends one list after another. Nothing but its next block is held, so that a list may be longer
 * than memory is large.
 */
struct list_writing {
    struct lists *lists;
    const struct list_norms *norms; /* NULL for INDEX_LIST_OF_NUMBERS */
    enum index_list_kind kind;
    uint64_t start;     /* of the list in the bytes of postings */
    uint64_t data;      /* where its blocks begin */
    uint64_t positions; /* where its positions begin */
    bool has_blocks;
    uint32_t last; /* number of the posting before */
    uint32_t postings;
    uint64_t words;
    struct list_entry single; /* of the first word */
    struct list_block_writing block;
};

/* No list yet; lists and norms must live as long. list_writing_clear frees what it holds. */
void list_writing_init(struct list_writing *writing, struct lists *lists,
                       const struct list_norms *norms);
void list_writing_clear(struct list_writing *writing);

/*
 * Write a list: begin, put its postings with rising numbers, end, which tells in *entry where it
 * is. Failure sticks in lists->failed.
 *
 * words are those in each field, and positions as many, rising; both are NULL for lists of numbers,
 * positions for those of frequencies.
 */
void list_begin(struct list_writing *writing, enum index_list_kind kind);
void list_put(struct list_writing *writing, uint32_t number,
              const uint32_t words[INDEX_TEXT_FIELD_COUNT], const uint32_t *positions);
void list_end(struct list_writing *writing, struct list_entry *entry);

/* Append rows of positions; what fills no row waits in the block. */
void positions_put(struct lists *lists, struct list_block_writing *block, const uint32_t *positions,
                   size_t count);
void positions_end(struct lists *lists, struct list_block_writing *block);

/* Room for more bytes behind those there are, and for the guard behind them; NULL without memory,
 * and lists->failed. */
unsigned char *row_reserve(struct lists *lists, struct byte_row *row, size_t more);

/*
 * Append all of from, which is emptied, to *to. Entries of lists that were in from are put right by
 * lists_moved: by is where from began.
 */
struct lists_place {
    uint64_t block;
    uint64_t posting;
    uint64_t position;
};

struct lists_place lists_append(struct lists *to, struct lists *from);
void lists_moved(struct lists *lists, struct list_entry *entry, struct lists_place by);

struct index_list lists_get(const struct lists *lists, const struct list_entry *entry,
                            enum index_list_kind kind);

static inline uint32_t list_postings(const struct list_entry *entry)
{
    return entry->postings & LIST_IS_SINGLE ? 1 : entry->postings;
}

/* ---- pieces of blocks; see README.md ------------------------------------------------------- */

/* What one byte says of the words in title and header, when they are few; else LIST_MANY. */
#define LIST_TITLE_SHIFT 5
#define LIST_HEADER_MASK 31U
#define LIST_TITLE_MAX   6U
#define LIST_MANY        UINT32_C(255)

/* The most bytes of a number of variable length. */
#define LIST_VARINT_BYTES_MAX 5

/* What a list with heads of blocks begins with. */
struct list_front {
    uint64_t block;    /* its first head */
    uint64_t position; /* where its positions begin */
};

static_assert(sizeof(struct list_front) == 16, "the file has it without holes");
