/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Posting lists, one behind the other in one row of bytes. Where each begins stands in its head,
 * so that lists may stand in any order, and two heads may share one list.
 *
 * A posting is the distance from the number before (from -1 for the first), and in lists with
 * positions: the words in the body, doubled, plus 1 when title and header have some too, which then
 * follow; how many bytes its positions take. The positions stand in a row of their own, so that who
 * only counts does not read them: each is the distance from the one before, the first from 0. All
 * numbers are variable-length, seven bits a byte, lowest first. Every SKIP_POSTINGS postings a skip
 * tells the number before, and where the next posting and its positions begin.
 *
 * Lists that come from a file may hold anything: a cursor answers rising numbers below the limit
 * whatever the bytes are, and reads at most LISTS_GUARD_BYTES behind them.
 */

#include <assert.h>

#include "chancery/index/index.h"

#define SKIP_POSTINGS 128

/* What must be readable behind the bytes of lists: the numbers of one posting. */
#define LISTS_GUARD_BYTES 32

struct skip {
    uint32_t number;    /* of the posting before */
    uint32_t offset;    /* of the next, from the start of the list */
    uint32_t positions; /* of the next, from the start of the list's positions */
};

struct list_head {
    uint64_t start;      /* into the bytes of postings */
    uint64_t positions;  /* into those of positions */
    uint64_t skip_first; /* into skips */
    uint32_t length;     /* of the postings, in bytes */
    uint32_t postings;
};

static_assert(sizeof(struct list_head) == 32, "the file has it without holes");
static_assert(sizeof(struct skip) == 12, "the file has it without holes");

/* The most bytes of one list, so that an offset into it has 32 bits. */
#define LIST_BYTES_MAX UINT32_MAX

/* Bytes that grow. */
struct byte_row {
    unsigned char *bytes;
    uint64_t length;
    uint64_t room;
};

struct lists {
    uint32_t limit; /* all numbers are below it */
    struct skip *skips;
    uint64_t skip_count;
    uint64_t skip_room;
    struct byte_row postings;
    struct byte_row positions;
    bool has_positions;
    bool failed;
};

/* No lists yet, of numbers below limit. False when there is no memory; lists_clear frees what was
 * made. */
bool lists_init(struct lists *lists, uint32_t limit, bool has_positions);
void lists_clear(struct lists *lists);
size_t lists_memory_bytes(const struct lists *lists);

/* A word at a place: document number and position. */
struct occurrence {
    uint32_t number;
    uint32_t position;
};

/*
 * Append a list and tell where it is in *head. Occurrences are sorted; layouts are by number, and
 * NULL where there are no positions. Failure sticks in lists->failed.
 */
void lists_add(struct lists *lists, struct list_head *head, const struct occurrence *occurrences,
               size_t count, const struct index_layout *layouts);

struct index_cursor lists_cursor(const struct lists *lists, const struct list_head *head);
