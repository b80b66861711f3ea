/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "lists.h"
#include "pack.h"

/* The number before that of the first posting: one less than 0. */
#define BEFORE_FIRST UINT32_MAX

/* Above it a weight is told as LIST_MANY. */
#define WEIGHT_QUARTERS_MAX 254.0F

/* More than title and header of one posting can take. */
#define ELSEWHERE_BYTES_MAX (1 + 2 * LIST_VARINT_BYTES_MAX)

/* A list while it is appended. */
struct list_writing {
    struct lists *lists;
    const struct list_content *content;
    uint64_t data;      /* where blocks begin in the bytes */
    uint64_t positions; /* where its positions begin */
    bool has_blocks;
    uint32_t last; /* number of the posting before */
};

/* Postings that make a block, and where their occurrences are. */
struct block_writing {
    uint32_t count;
    uint32_t last;
    uint32_t numbers[INDEX_BLOCK_POSTINGS]; /* distances from the one before, less 1 */
    uint32_t codes[INDEX_BLOCK_POSTINGS];
    uint32_t elsewhere[INDEX_BLOCK_POSTINGS][2]; /* words in title and header */
    size_t first;                                /* occurrence, and that behind the last */
    size_t end;
    float best;
    struct list_block head;
};

static bool row_init(struct byte_row *row)
{
    row->bytes = calloc(1, LISTS_GUARD_BYTES);
    row->room = LISTS_GUARD_BYTES;
    return row->bytes != NULL;
}

bool lists_init(struct lists *lists, uint32_t limit)
{
    *lists = (struct lists){.limit = limit};
    lists->blocks = calloc(1, sizeof(*lists->blocks));
    lists->block_room = 1;
    return row_init(&lists->postings) && row_init(&lists->positions) && lists->blocks;
}

void lists_clear(struct lists *lists)
{
    free(lists->blocks);
    free(lists->postings.bytes);
    free(lists->positions.bytes);
    *lists = (struct lists){0};
}

size_t lists_memory_bytes(const struct lists *lists)
{
    return lists->block_room * sizeof(*lists->blocks) + lists->postings.room +
           lists->positions.room;
}

/* Room for more bytes behind those there are, zeroed, and for the guard behind them; NULL without
 * memory. */
static unsigned char *reserve(struct lists *lists, struct byte_row *row, size_t more)
{
    more += LISTS_GUARD_BYTES;
    if (row->room - row->length < more) {
        size_t room = row->length + more + row->length / 2;
        unsigned char *bytes = realloc(row->bytes, room);
        if (!bytes) {
            lists->failed = true;
            return NULL;
        }
        memset(bytes + row->length, 0, room - row->length);
        row->bytes = bytes;
        row->room = room;
    }
    return row->bytes + row->length;
}

static void block_add(struct lists *lists, struct list_block block)
{
    if (lists->block_count == lists->block_room) {
        uint64_t room = lists->block_room * 2 + 64;
        struct list_block *blocks = realloc(lists->blocks, room * sizeof(*blocks));
        if (!blocks) {
            lists->failed = true;
            return;
        }
        lists->blocks = blocks;
        lists->block_room = room;
    }
    lists->blocks[lists->block_count++] = block;
}

/* Write value at *at, which moves behind it. */
static void put(unsigned char **at, uint64_t value)
{
    for (; value >= 0x80; value >>= 7) {
        *(*at)++ = (unsigned char)(value | 0x80);
    }
    *(*at)++ = (unsigned char)value;
}

/* Append count of values, each of so many bits. */
static void put_packed(struct lists *lists, struct byte_row *row, const uint32_t *values,
                       size_t count, unsigned bits)
{
    size_t bytes = count == PACK_COUNT ? pack_row_bytes(bits) : pack_some_bytes(count, bits);
    unsigned char *at = reserve(lists, row, bytes);
    if (!at) {
        return;
    }
    if (count == PACK_COUNT) {
        pack_row(values, bits, at);
    } else {
        pack_some(values, count, bits, at);
    }
    row->length += bytes;
}

/* ---- positions ------------------------------------------------------------------------------ */

/* How positions are packed best: in so many bits, the others with the rest of theirs behind. */
struct packing {
    unsigned bits;
    unsigned others;
    unsigned rest_bits;
};

static struct packing packing_of(const uint32_t *values, size_t count)
{
    size_t with[PACK_BITS_MAX + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        with[pack_bits(&values[i], 1)]++;
    }
    unsigned most = PACK_BITS_MAX;
    while (most > 0 && with[most] == 0) {
        most--;
    }
    struct packing best = {most, 0, 0};
    size_t best_cost = count * most;
    size_t others = 0;
    for (unsigned bits = most; bits > 0; bits--) {
        others += with[bits];
        unsigned rest = most - (bits - 1);
        size_t cost = 8 + count * (bits - 1) + others * (8 + rest);
        if (cost < best_cost) {
            best = (struct packing){bits - 1, (unsigned)others, rest};
            best_cost = cost;
        }
    }
    return best;
}

/* Append up to LIST_POSITIONS of them: bits, others, and if any the bits of their rests; all in
 * bits; the places of the others; their rests. */
static void put_positions_row(struct lists *lists, struct byte_row *row, uint32_t *values,
                              size_t count)
{
    uint32_t rests[LIST_POSITIONS];
    struct packing packing = packing_of(values, count);
    unsigned char *at = reserve(lists, row, 3 + LIST_POSITIONS);
    if (!at) {
        return;
    }
    unsigned char places[LIST_POSITIONS];
    size_t others = 0;
    for (size_t i = 0; i < count && packing.others > 0; i++) {
        if ((uint64_t)values[i] >> packing.bits > 0) {
            places[others] = (unsigned char)i;
            rests[others++] = values[i] >> packing.bits;
            values[i] &= (uint32_t)((UINT64_C(1) << packing.bits) - 1);
        }
    }
    *at++ = (unsigned char)packing.bits;
    *at++ = (unsigned char)others;
    if (others > 0) {
        *at++ = (unsigned char)packing.rest_bits;
    }
    row->length = (uint64_t)(at - row->bytes);
    at = reserve(lists, row, pack_some_bytes(count, packing.bits) + others);
    if (!at) {
        return;
    }
    pack_some(values, count, packing.bits, at);
    at += pack_some_bytes(count, packing.bits);
    memcpy(at, places, others);
    row->length = (uint64_t)(at - row->bytes) + others;
    at = reserve(lists, row, pack_some_bytes(others, packing.rest_bits));
    if (at) {
        pack_some(rests, others, packing.rest_bits, at);
        row->length += pack_some_bytes(others, packing.rest_bits);
    }
}

/* Append the positions of occurrences [first, end): distances less 1, in each number from -1. */
static void put_positions(struct list_writing *writing, struct byte_row *row, size_t first,
                          size_t end)
{
    const struct occurrence *occurrences = writing->content->occurrences;
    uint32_t values[LIST_POSITIONS];
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        bool begins = i == first || occurrences[i].number != occurrences[i - 1].number;
        values[count++] = occurrences[i].position - (begins ? 0 : occurrences[i - 1].position + 1);
        if (count == LIST_POSITIONS || i + 1 == end) {
            put_positions_row(writing->lists, row, values, count);
            count = 0;
        }
    }
}

/* ---- blocks --------------------------------------------------------------------------------- */

/* How much a posting counts at most, into the head. */
static void note_best(struct block_writing *block, const struct list_documents *documents,
                      uint32_t number, const uint32_t words[INDEX_TEXT_FIELD_COUNT])
{
    float weight = 0;
    for (size_t i = 0; i < INDEX_TEXT_FIELD_COUNT; i++) {
        weight += index_field_weights[i] * (float)words[i];
    }
    float quarters = weight * 4 < WEIGHT_QUARTERS_MAX ? weight * 4 : (float)LIST_MANY;
    unsigned char norm = documents->norms[number];
    float worth = quarters < WEIGHT_QUARTERS_MAX
                      ? index_saturation(weight, documents->values.of[norm])
                      : 1.0F;
    if (worth > block->best) {
        block->best = worth;
        block->head.best_weight = (uint8_t)quarters;
        block->head.best_norm = norm;
    }
}

/* Count the words of a posting, occurrences [first, end), by field, into the block. */
static void note_words(struct list_writing *writing, struct block_writing *block, size_t first,
                       size_t end)
{
    const struct occurrence *occurrences = writing->content->occurrences;
    const struct list_documents *documents = writing->content->documents;
    struct index_layout layout = documents->layouts[occurrences[first].number];
    uint32_t words[INDEX_TEXT_FIELD_COUNT] = {0};
    for (size_t i = first; i < end; i++) {
        uint32_t position = occurrences[i].position;
        words[position < layout.body_start     ? INDEX_TEXT_TITLE
              : position < layout.header_start ? INDEX_TEXT_BODY
                                               : INDEX_TEXT_HEADER]++;
    }
    bool elsewhere = words[INDEX_TEXT_TITLE] + words[INDEX_TEXT_HEADER] > 0;
    block->codes[block->count] = words[INDEX_TEXT_BODY] * 2 + (elsewhere ? 1 : 0) - 1;
    block->elsewhere[block->count][0] = words[INDEX_TEXT_TITLE];
    block->elsewhere[block->count][1] = words[INDEX_TEXT_HEADER];
    note_best(block, documents, occurrences[first].number, words);
}

static void put_elsewhere(struct lists *lists, const struct block_writing *block)
{
    struct byte_row *row = &lists->postings;
    unsigned char *at = reserve(lists, row, (size_t)block->count * ELSEWHERE_BYTES_MAX);
    for (uint32_t i = 0; i < block->count && at; i++) {
        uint32_t title = block->elsewhere[i][0];
        uint32_t header = block->elsewhere[i][1];
        if (title + header == 0) {
            continue;
        }
        if (title <= LIST_TITLE_MAX && header <= LIST_HEADER_MASK) {
            *at++ = (unsigned char)(title << LIST_TITLE_SHIFT | header);
        } else {
            *at++ = (unsigned char)LIST_MANY;
            put(&at, title);
            put(&at, header);
        }
    }
    if (at) {
        row->length = (uint64_t)(at - row->bytes);
    }
}

/* Append a block; in a list without heads its bits, and its positions too. */
static void put_block(struct list_writing *writing, struct block_writing *block)
{
    struct lists *lists = writing->lists;
    struct byte_row *row = &lists->postings;
    enum index_list_kind kind = writing->content->kind;
    bool has_codes = kind != INDEX_LIST_OF_NUMBERS;
    uint64_t offset = row->length - writing->data;
    uint64_t positions = lists->positions.length - writing->positions;
    lists->failed |= offset > LIST_BYTES_MAX || positions > LIST_BYTES_MAX;
    block->head.last = block->last;
    block->head.offset = (uint32_t)offset;
    block->head.positions = (uint32_t)positions;
    block->head.number_bits = (uint8_t)pack_bits(block->numbers, block->count);
    block->head.code_bits = has_codes ? (uint8_t)pack_bits(block->codes, block->count) : 0;
    unsigned char *at = reserve(lists, row, 2);
    if (writing->has_blocks) {
        block_add(lists, block->head);
    } else if (at) {
        *at++ = block->head.number_bits;
        *at++ = block->head.code_bits;
        row->length += 2;
    }
    put_packed(lists, row, block->numbers, block->count, block->head.number_bits);
    if (has_codes) {
        put_packed(lists, row, block->codes, block->count, block->head.code_bits);
        put_elsewhere(lists, block);
    }
    if (kind == INDEX_LIST_OF_POSITIONS) {
        put_positions(writing, writing->has_blocks ? &lists->positions : row, block->first,
                      block->end);
    }
}

static void put_postings(struct list_writing *writing)
{
    const struct list_content *content = writing->content;
    const struct occurrence *occurrences = content->occurrences;
    struct block_writing block = {.count = 0};
    for (size_t at = 0; at < content->count && !writing->lists->failed;) {
        uint32_t number = occurrences[at].number;
        size_t end = at + 1;
        while (end < content->count && occurrences[end].number == number) {
            end++;
        }
        block.numbers[block.count] = number - writing->last - 1;
        if (content->kind != INDEX_LIST_OF_NUMBERS) {
            note_words(writing, &block, at, end);
        }
        writing->last = number;
        block.last = number;
        block.end = end;
        block.count++;
        if (block.count == INDEX_BLOCK_POSTINGS || end == content->count) {
            put_block(writing, &block);
            block = (struct block_writing){.first = end};
        }
        at = end;
    }
}

static uint32_t count_postings(const struct list_content *content)
{
    uint32_t postings = 0;
    for (size_t i = 0; i < content->count; i++) {
        bool begins =
            i == 0 || content->occurrences[i].number != content->occurrences[i - 1].number;
        postings += begins ? 1 : 0;
    }
    return postings;
}

/* The only posting of a word that stands but once. */
static struct list_entry single(const struct list_content *content)
{
    struct occurrence only = content->occurrences[0];
    uint32_t field = 0;
    if (content->documents) {
        struct index_layout layout = content->documents->layouts[only.number];
        field = only.position < layout.body_start     ? INDEX_TEXT_TITLE
                : only.position < layout.header_start ? INDEX_TEXT_BODY
                                                      : INDEX_TEXT_HEADER;
    }
    return (struct list_entry){LIST_IS_SINGLE | field, only.number, only.position};
}

void lists_add(struct lists *lists, struct list_entry *entry, const struct list_content *content)
{
    if (content->count == 1) {
        *entry = single(content);
        return;
    }
    uint64_t start = lists->postings.length;
    *entry = (struct list_entry){count_postings(content), (uint32_t)start, (uint32_t)(start >> 32)};
    struct list_writing writing = {.lists = lists,
                                   .content = content,
                                   .positions = lists->positions.length,
                                   .has_blocks = entry->postings >= INDEX_BLOCK_POSTINGS,
                                   .last = BEFORE_FIRST};
    if (writing.has_blocks) {
        unsigned char *at = reserve(lists, &lists->postings, (size_t)4 * LIST_VARINT_BYTES_MAX);
        if (!at) {
            return;
        }
        put(&at, lists->block_count);
        put(&at, writing.positions);
        lists->postings.length = (uint64_t)(at - lists->postings.bytes);
    }
    writing.data = lists->postings.length;
    put_postings(&writing);
}
