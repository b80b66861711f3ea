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

unsigned char *row_reserve(struct lists *lists, struct byte_row *row, size_t more)
{
    more += LISTS_GUARD_BYTES;
    if (row->room - row->length < more) {
        size_t room = row->length + more + row->length / 2;
        unsigned char *bytes = realloc(row->bytes, room);
        if (!bytes) {
            lists->failed = true;
            return NULL;
        }
        row->bytes = bytes;
        row->room = room;
    }
    return row->bytes + row->length;
}

static void row_add(struct lists *lists, struct byte_row *row, const unsigned char *bytes,
                    size_t length)
{
    unsigned char *at = row_reserve(lists, row, length);
    if (at && length > 0) {
        memcpy(at, bytes, length);
        row->length += length;
    }
}

/* Room for more heads of blocks. */
static struct list_block *blocks_reserve(struct lists *lists, uint64_t more)
{
    if (lists->block_room - lists->block_count < more) {
        uint64_t room = lists->block_count + more + lists->block_count / 2 + 64;
        struct list_block *blocks = realloc(lists->blocks, room * sizeof(*blocks));
        if (!blocks) {
            lists->failed = true;
            return NULL;
        }
        lists->blocks = blocks;
        lists->block_room = room;
    }
    return lists->blocks + lists->block_count;
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
static void put_packed(struct lists *lists, const uint32_t *values, size_t count, unsigned bits)
{
    struct byte_row *row = &lists->postings;
    size_t bytes = count == PACK_COUNT ? pack_row_bytes(bits) : pack_some_bytes(count, bits);
    unsigned char *at = row_reserve(lists, row, bytes);
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

/* How much a posting counts at most, into the head. */
static void note_best(struct list_block_writing *block, const struct list_norms *norms,
                      uint32_t number, const uint32_t words[INDEX_TEXT_FIELD_COUNT])
{
    float weight = 0;
    for (size_t i = 0; i < INDEX_TEXT_FIELD_COUNT; i++) {
        weight += index_field_weights[i] * (float)words[i];
    }
    float quarters = weight * 4 < WEIGHT_QUARTERS_MAX ? weight * 4 : (float)LIST_MANY;
    unsigned char norm = norms->of[number];
    float worth =
        quarters < WEIGHT_QUARTERS_MAX ? index_saturation(weight, norms->values.of[norm]) : 1.0F;
    if (worth > block->best) {
        block->best = worth;
        block->head.best_weight = (uint8_t)quarters;
        block->head.best_norm = norm;
    }
}

static void put_elsewhere(struct lists *lists, const struct list_block_writing *block)
{
    struct byte_row *row = &lists->postings;
    unsigned char *at = row_reserve(lists, row, (size_t)block->count * ELSEWHERE_BYTES_MAX);
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

void list_writing_init(struct list_writing *writing, struct lists *lists,
                       const struct list_norms *norms)
{
    memset(writing, 0, sizeof(*writing));
    writing->lists = lists;
    writing->norms = norms;
}

void list_writing_clear(struct list_writing *writing)
{
    free(writing->block.positions.bytes);
    writing->block.positions = (struct byte_row){0};
}

void list_begin(struct list_writing *writing, enum index_list_kind kind)
{
    struct lists *lists = writing->lists;
    writing->kind = kind;
    writing->start = lists->postings.length;
    writing->data = writing->start;
    writing->positions = lists->positions.length;
    writing->has_blocks = false;
    writing->last = BEFORE_FIRST;
    writing->postings = 0;
    writing->words = 0;
    writing->block.count = 0;
}

/* The first block is full, so that the list will have heads. */
static void begin_blocks(struct list_writing *writing)
{
    struct list_front front = {writing->lists->block_count, writing->positions};
    row_add(writing->lists, &writing->lists->postings, (const unsigned char *)&front,
            sizeof(front));
    writing->data = writing->lists->postings.length;
    writing->has_blocks = true;
}

/* What a block begins with: a head among those of blocks, or two bytes. */
static void put_head(struct list_writing *writing)
{
    struct lists *lists = writing->lists;
    struct list_block head = writing->block.head;
    if (!writing->has_blocks) {
        unsigned char bits[] = {head.number_bits, head.code_bits};
        row_add(lists, &lists->postings, bits, sizeof(bits));
        return;
    }
    uint64_t offset = lists->postings.length - writing->data;
    uint64_t positions = lists->positions.length - writing->positions;
    lists->failed |= offset > LIST_BYTES_MAX || positions > LIST_BYTES_MAX;
    head.last = writing->last;
    head.offset = (uint32_t)offset;
    head.positions = (uint32_t)positions;
    struct list_block *at = blocks_reserve(lists, 1);
    if (at) {
        *at = head;
        lists->block_count++;
    }
}

/* Append a block; in a list without heads its bits, and its positions too. */
static void put_block(struct list_writing *writing)
{
    struct lists *lists = writing->lists;
    struct list_block_writing *block = &writing->block;
    bool has_codes = writing->kind != INDEX_LIST_OF_NUMBERS;
    block->head.number_bits = (uint8_t)pack_bits(block->numbers, block->count);
    block->head.code_bits = has_codes ? (uint8_t)pack_bits(block->codes, block->count) : 0;
    put_head(writing);
    put_packed(lists, block->numbers, block->count, block->head.number_bits);
    if (has_codes) {
        put_packed(lists, block->codes, block->count, block->head.code_bits);
        put_elsewhere(lists, block);
    }
    if (writing->kind == INDEX_LIST_OF_POSITIONS) {
        positions_end(lists, block);
        row_add(lists, writing->has_blocks ? &lists->positions : &lists->postings,
                block->positions.bytes, (size_t)block->positions.length);
    }
    block->count = 0;
}

/* The next posting is the first of a block. */
static void begin_block(struct list_block_writing *block)
{
    block->best = 0;
    block->head = (struct list_block){0};
    block->distance_count = 0;
    block->positions.length = 0;
}

static void put_words(struct list_writing *writing, uint32_t number,
                      const uint32_t words[INDEX_TEXT_FIELD_COUNT], const uint32_t *positions)
{
    struct list_block_writing *block = &writing->block;
    uint32_t title = words[INDEX_TEXT_TITLE];
    uint32_t header = words[INDEX_TEXT_HEADER];
    size_t count = (size_t)words[INDEX_TEXT_BODY] + title + header;
    block->codes[block->count] = words[INDEX_TEXT_BODY] * 2 + (title + header > 0 ? 1 : 0) - 1;
    block->elsewhere[block->count][0] = title;
    block->elsewhere[block->count][1] = header;
    note_best(block, writing->norms, number, words);
    if (positions) {
        if (writing->words == 0) {
            uint32_t field = title > 0    ? INDEX_TEXT_TITLE
                             : header > 0 ? INDEX_TEXT_HEADER
                                          : INDEX_TEXT_BODY;
            writing->single = (struct list_entry){LIST_IS_SINGLE | field, number, positions[0]};
        }
        positions_put(writing->lists, block, positions, count);
    }
    writing->words += count;
}

void list_put(struct list_writing *writing, uint32_t number,
              const uint32_t words[INDEX_TEXT_FIELD_COUNT], const uint32_t *positions)
{
    struct list_block_writing *block = &writing->block;
    if (block->count == 0) {
        begin_block(block);
    }
    block->numbers[block->count] = number - writing->last - 1;
    if (words) {
        put_words(writing, number, words, positions);
    } else if (writing->postings == 0) {
        writing->single = (struct list_entry){LIST_IS_SINGLE, number, 0};
    }
    writing->last = number;
    writing->postings++;
    block->count++;
    if (block->count == INDEX_BLOCK_POSTINGS) {
        if (!writing->has_blocks) {
            begin_blocks(writing);
        }
        put_block(writing);
    }
}

void list_end(struct list_writing *writing, struct list_entry *entry)
{
    bool is_single = writing->postings == 1 &&
                     (writing->kind == INDEX_LIST_OF_NUMBERS ||
                      (writing->kind == INDEX_LIST_OF_POSITIONS && writing->words == 1));
    if (is_single) {
        *entry = writing->single;
        return;
    }
    if (writing->block.count > 0) {
        put_block(writing);
    }
    *entry = (struct list_entry){writing->postings, (uint32_t)writing->start,
                                 (uint32_t)(writing->start >> 32)};
}

/* ---- lists made apart ----------------------------------------------------------------------- */

struct lists_place lists_append(struct lists *to, struct lists *from)
{
    struct lists_place place = {to->block_count, to->postings.length, to->positions.length};
    struct list_block *blocks = blocks_reserve(to, from->block_count);
    if (blocks && from->block_count > 0) {
        memcpy(blocks, from->blocks, from->block_count * sizeof(*blocks));
        to->block_count += from->block_count;
    }
    row_add(to, &to->postings, from->postings.bytes, (size_t)from->postings.length);
    row_add(to, &to->positions, from->positions.bytes, (size_t)from->positions.length);
    to->failed |= from->failed;
    lists_clear(from);
    return place;
}

void lists_moved(struct lists *lists, struct list_entry *entry, struct lists_place by)
{
    if (entry->postings & LIST_IS_SINGLE) {
        return;
    }
    uint64_t start = ((uint64_t)entry->high << 32 | entry->low) + by.posting;
    entry->low = (uint32_t)start;
    entry->high = (uint32_t)(start >> 32);
    if (entry->postings >= INDEX_BLOCK_POSTINGS) {
        struct list_front front;
        memcpy(&front, lists->postings.bytes + start, sizeof(front));
        front.block += by.block;
        front.position += by.position;
        memcpy(lists->postings.bytes + start, &front, sizeof(front));
    }
}
