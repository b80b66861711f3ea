/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Posting lists, one behind the other in one row of bytes.
 *
 * A posting is the distance from the number before (from -1 for the first), and in lists with
 * positions: the words in the body, doubled, plus 1 when title and header have some too, which then
 * follow; how many bytes the positions take; the positions, each as the distance from the one
 * before. All numbers are variable-length, seven bits a byte, lowest first. Every SKIP_POSTINGS
 * postings a skip tells the number before, and where the next posting begins.
 *
 * Lists that come from a file may hold anything: a cursor answers rising numbers below the limit
 * whatever the bytes are, and reads at most LISTS_GUARD_BYTES behind them.
 */

#include "chancery/index/index.h"

#define SKIP_POSTINGS 128

/* What must be readable behind the bytes of lists: the numbers of one posting. */
#define LISTS_GUARD_BYTES 32

struct skip {
    uint32_t number; /* of the posting before */
    uint32_t unused; /* 0 */
    uint64_t offset; /* of the next, from the start of the list */
};

struct lists {
    uint32_t count;
    uint32_t limit;        /* all numbers are below it */
    uint64_t *offsets;     /* count + 1 of them, into bytes */
    uint32_t *frequencies; /* postings of each list */
    uint64_t *skip_firsts; /* count + 1 of them, into skips */
    struct skip *skips;
    uint64_t skip_count;
    uint64_t skip_room;
    unsigned char *bytes;
    uint64_t length;
    uint64_t room;
    bool has_positions;
    bool failed;
};

/* Room for count lists of numbers below limit. False when there is no memory; lists_clear frees
 * what was made. */
bool lists_init(struct lists *lists, uint32_t count, uint32_t limit, bool has_positions);
void lists_clear(struct lists *lists);
size_t lists_memory_bytes(const struct lists *lists);

/* A word at a place: document number and position. */
struct occurrence {
    uint32_t number;
    uint32_t position;
};

/*
 * Append list after list, beginning with 0. Occurrences are sorted; layouts are by
 * number, and NULL where there are no positions. Failure sticks in lists->failed.
 */
void lists_add(struct lists *lists, uint32_t list, const struct occurrence *occurrences,
               size_t count, const struct index_layout *layouts);

struct index_cursor lists_cursor(const struct lists *lists, uint32_t list);
