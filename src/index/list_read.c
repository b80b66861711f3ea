/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "list_bytes.h"
#include "pack.h"

/* The number before that of the first posting: one less than 0. */
#define BEFORE_FIRST UINT32_MAX

static_assert(INDEX_BLOCK_POSTINGS == PACK_COUNT, "a full block is a row");
static_assert(LISTS_GUARD_BYTES >= PACK_GUARD_BYTES + 3 * LIST_VARINT_BYTES_MAX,
              "a number and the front of a list may be read behind the end");

/* Find the heads of blocks and the positions of a list that has them. False when they lie outside.
 */
static bool read_front(const struct lists *lists, struct index_list *list)
{
    struct list_front front;
    if (list_bytes_between(list->data, list->end) < sizeof(front)) {
        return false;
    }
    memcpy(&front, list->data, sizeof(front));
    list->data += sizeof(front);
    if (front.block > lists->block_count || list->block_count > lists->block_count - front.block ||
        front.position > lists->positions.length) {
        return false;
    }
    list->blocks = lists->blocks + front.block;
    list->positions = lists->positions.bytes + front.position;
    list->positions_end = lists->positions.bytes + lists->positions.length;
    return true;
}

struct index_list lists_get(const struct lists *lists, const struct list_entry *entry,
                            enum index_list_kind kind)
{
    struct index_list list = {.kind = kind, .limit = lists->limit};
    if (entry->postings & LIST_IS_SINGLE) {
        list.is_single = true;
        list.number = entry->low;
        list.position = entry->high;
        list.field = entry->postings & 3U;
        list.postings = list.number < lists->limit && list.field < INDEX_TEXT_FIELD_COUNT ? 1 : 0;
        list.block_count = list.postings;
        return list;
    }
    uint64_t start = (uint64_t)entry->high << 32 | entry->low;
    if (start > lists->postings.length || entry->postings > lists->limit) {
        return list;
    }
    list.data = lists->postings.bytes + start;
    list.end = lists->postings.bytes + lists->postings.length;
    list.block_count =
        entry->postings / INDEX_BLOCK_POSTINGS + (entry->postings % INDEX_BLOCK_POSTINGS ? 1 : 0);
    bool is_sound = entry->postings < INDEX_BLOCK_POSTINGS || read_front(lists, &list);
    list.postings = is_sound ? entry->postings : 0;
    list.block_count = is_sound ? list.block_count : 0;
    return list;
}

uint32_t index_list_last(const struct index_list *list, uint32_t block)
{
    if (list->blocks) {
        return list->blocks[block].last;
    }
    return list->is_single ? list->number : list->limit - 1;
}

struct index_best index_list_best(const struct index_list *list, uint32_t block)
{
    if (!list->blocks || list->blocks[block].best_weight == LIST_MANY) {
        return (struct index_best){INDEX_WEIGHT_ANY, 0};
    }
    return (struct index_best){(float)list->blocks[block].best_weight / 4.0F,
                               list->blocks[block].best_norm};
}

uint32_t index_list_find(const struct index_list *list, uint32_t block, uint32_t number)
{
    uint32_t step = 1;
    uint32_t low = block;
    if (!list->blocks) {
        return block;
    }
    /* Mostly it is near. */
    while (low < list->block_count && list->blocks[low].last < number) {
        block = low + 1;
        low = list->block_count - low > step ? low + step : list->block_count;
        step *= 2;
    }
    uint32_t high = low;
    while (block < high) {
        uint32_t middle = block + (high - block) / 2;
        if (list->blocks[middle].last < number) {
            block = middle + 1;
        } else {
            high = middle;
        }
    }
    return block;
}

/* Sums of a block that begins below the one and has no more bits than the other fit 32 bits. */
#define SUM_BITS_MAX 23U
#define SUM_FROM_MAX (UINT32_C(1) << 31)

/* Turn distances into numbers behind before; they may be anything. The last, or limit when they
 * pass it. */
static uint32_t sum_up(uint32_t *numbers, uint32_t count, uint32_t before, uint32_t limit)
{
    uint64_t number = (uint32_t)(before + 1);
    for (uint32_t i = 0; i < count; i++) {
        number += numbers[i];
        numbers[i] = (uint32_t)number;
        number++;
    }
    return number <= limit ? (uint32_t)(number - 1) : limit;
}

static const unsigned char *unpack(const unsigned char *at, uint32_t count, unsigned bits,
                                   uint32_t *out)
{
    if (count == PACK_COUNT) {
        pack_row_read(at, bits, out);
        return at + pack_row_bytes(bits);
    }
    pack_some_read(at, count, bits, out);
    return at + pack_some_bytes(count, bits);
}

static uint32_t read_single(const struct index_list *list, struct index_block *out)
{
    out->count = 1;
    out->numbers[0] = list->number;
    out->codes[0] = list->field == INDEX_TEXT_BODY ? 2 : 1;
    out->single_field = list->field;
    out->single_position = list->position;
    out->is_single = true;
    return 1;
}

/* Read a block whose bits are known; at is where its bytes begin. */
static uint32_t read_block(const struct index_list *list, struct list_block head, uint32_t before,
                           const unsigned char *at, struct index_block *out)
{
    uint32_t count = out->count;
    bool has_codes = list->kind != INDEX_LIST_OF_NUMBERS;
    out->count = 0;
    if (head.number_bits > PACK_BITS_MAX || head.code_bits > PACK_BITS_MAX ||
        list_bytes_between(at, list->end) <
            pack_some_bytes(count, head.number_bits) + pack_some_bytes(count, head.code_bits)) {
        return 0;
    }
    at = unpack(at, count, head.number_bits, out->numbers);
    uint32_t last = 0;
    if (head.number_bits <= SUM_BITS_MAX && before + 1 < SUM_FROM_MAX) {
        pack_sum_up(out->numbers, count, before);
        last = out->numbers[count - 1];
    } else {
        last = sum_up(out->numbers, count, before, list->limit);
    }
    if (last >= list->limit || (list->blocks && last != head.last)) {
        return 0;
    }
    if (has_codes) {
        out->elsewhere = unpack(at, count, head.code_bits, out->codes);
        for (uint32_t i = 0; i < count; i++) {
            out->codes[i]++;
        }
    }
    out->end = list->end;
    out->count = count;
    return count;
}

uint32_t index_list_read(const struct index_list *list, uint32_t block, struct index_block *out)
{
    out->has_starts = false;
    out->row_first = 0;
    out->row_count = 0;
    out->has_inner_positions = false;
    out->is_single = false;
    out->count = 0;
    out->positions = NULL;
    out->positions_end = NULL;
    out->elsewhere = NULL;
    out->end = NULL;
    if (block >= list->block_count) {
        return 0;
    }
    if (list->is_single) {
        return read_single(list, out);
    }
    bool is_last = block + 1 == list->block_count;
    out->count =
        is_last ? list->postings - block * INDEX_BLOCK_POSTINGS : (uint32_t)INDEX_BLOCK_POSTINGS;
    if (!list->blocks) {
        struct list_block head = {.number_bits = list->data[0], .code_bits = list->data[1]};
        out->has_inner_positions = true;
        return read_block(list, head, BEFORE_FIRST, list->data + 2, out);
    }
    struct list_block head = list->blocks[block];
    uint32_t before = block > 0 ? list->blocks[block - 1].last : BEFORE_FIRST;
    out->positions_end = list->positions_end;
    out->positions = head.positions <= list_bytes_between(list->positions, list->positions_end)
                         ? list->positions + head.positions
                         : list->positions_end;
    if (head.offset > list_bytes_between(list->data, list->end)) {
        out->count = 0;
        return 0;
    }
    return read_block(list, head, before, list->data + head.offset, out);
}

/* The words of a single posting: one, in its field. */
static float single_weight(const struct index_block *block, unsigned in)
{
    return in >> block->single_field & 1 ? index_field_weights[block->single_field] : 0;
}

void index_block_weights(const struct index_block *block, unsigned in, float *weights)
{
    float body = in >> INDEX_TEXT_BODY & 1 ? index_field_weights[INDEX_TEXT_BODY] : 0;
    float title = in >> INDEX_TEXT_TITLE & 1 ? index_field_weights[INDEX_TEXT_TITLE] : 0;
    float header = in >> INDEX_TEXT_HEADER & 1 ? index_field_weights[INDEX_TEXT_HEADER] : 0;
    const unsigned char *at = block->elsewhere;
    if (block->is_single) {
        weights[0] = single_weight(block, in);
        return;
    }
    for (uint32_t i = 0; i < block->count; i++) {
        weights[i] = body * (float)(int32_t)(block->codes[i] / 2);
    }
    uint32_t i = list_odd_next(block, 0);
    for (; i < block->count; i = list_odd_next(block, i + 1)) {
        uint32_t words[2];
        list_take_elsewhere(&at, block->end, &words[0], &words[1]);
        weights[i] += title * (float)words[0] + header * (float)words[1];
    }
}

/* ---- cursors -------------------------------------------------------------------------------- */

/* Stand on a posting of the block that is read, or at the end. */
static uint32_t stand(struct index_cursor *cursor)
{
    if (cursor->at >= cursor->block.count) {
        cursor->block_number = cursor->list.block_count;
        cursor->block.count = 0;
        cursor->number = INDEX_END;
        return INDEX_END;
    }
    cursor->number = cursor->block.numbers[cursor->at];
    return cursor->number;
}

/* Count how often the word of the posting at cursor->at stands where. */
static void count_words(struct index_cursor *cursor)
{
    const struct index_block *block = &cursor->block;
    uint32_t code = block->codes[cursor->at];
    cursor->frequency[INDEX_TEXT_BODY] = code / 2;
    cursor->frequency[INDEX_TEXT_TITLE] = 0;
    cursor->frequency[INDEX_TEXT_HEADER] = 0;
    if (block->is_single) {
        cursor->frequency[block->single_field] = 1;
        return;
    }
    for (; cursor->counted < cursor->at; cursor->counted++) {
        uint32_t words[2];
        if (block->codes[cursor->counted] % 2 == 1) {
            list_take_elsewhere(&cursor->elsewhere, block->end, &words[0], &words[1]);
        }
    }
    if (code % 2 == 1 && cursor->counted == cursor->at) {
        cursor->counted++;
        list_take_elsewhere(&cursor->elsewhere, block->end, &cursor->frequency[INDEX_TEXT_TITLE],
                            &cursor->frequency[INDEX_TEXT_HEADER]);
    }
}

static uint32_t arrive(struct index_cursor *cursor)
{
    if (stand(cursor) != INDEX_END && cursor->list.kind != INDEX_LIST_OF_NUMBERS) {
        count_words(cursor);
    }
    return cursor->number;
}

static void open_block(struct index_cursor *cursor, uint32_t block)
{
    cursor->block_number = block;
    (void)index_list_read(&cursor->list, block, &cursor->block);
    /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): index_list_read sets it always */
    cursor->elsewhere = cursor->block.elsewhere;
    cursor->at = 0;
    cursor->counted = 0;
}

struct index_cursor index_cursor_over(struct index_list list)
{
    struct index_cursor cursor;
    cursor.list = list;
    open_block(&cursor, 0);
    (void)arrive(&cursor);
    return cursor;
}

uint32_t index_cursor_next(struct index_cursor *cursor)
{
    if (cursor->number == INDEX_END) {
        return INDEX_END;
    }
    cursor->at++;
    if (cursor->at == cursor->block.count) {
        open_block(cursor, cursor->block_number + 1);
    }
    return arrive(cursor);
}

uint32_t index_cursor_seek(struct index_cursor *cursor, uint32_t number)
{
    if (cursor->number >= number) {
        return cursor->number;
    }
    uint32_t block = index_list_find(&cursor->list, cursor->block_number, number);
    if (block != cursor->block_number) {
        open_block(cursor, block);
    }
    while (cursor->at < cursor->block.count && cursor->block.numbers[cursor->at] < number) {
        cursor->at++;
    }
    return arrive(cursor);
}

struct index_positions index_cursor_positions(struct index_cursor *cursor)
{
    if (cursor->list.kind != INDEX_LIST_OF_POSITIONS || cursor->number == INDEX_END) {
        return (struct index_positions){.left = 0};
    }
    return index_block_positions(&cursor->block, cursor->at);
}
