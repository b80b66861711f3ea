/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "lists.h"
#include "pack.h"

/* The number before that of the first posting: one less than 0. */
#define BEFORE_FIRST UINT32_MAX

static_assert(INDEX_BLOCK_POSTINGS == PACK_COUNT, "a full block is a row");
static_assert(LISTS_GUARD_BYTES >= PACK_GUARD_BYTES + 3 * LIST_VARINT_BYTES_MAX,
              "a number and the front of a list may be read behind the end");

/* Never more than 2 * LIST_VARINT_BYTES_MAX bytes, whatever they are. */
static uint64_t take(const unsigned char **at)
{
    uint64_t value = **at & 0x7FU;
    for (unsigned shift = 7; *(*at)++ & 0x80 && shift < 7 * 2 * LIST_VARINT_BYTES_MAX - 7;
         shift += 7) {
        value |= (uint64_t)(**at & 0x7FU) << shift;
    }
    return value;
}

static size_t bytes_between(const unsigned char *at, const unsigned char *end)
{
    return at < end ? (size_t)(end - at) : 0;
}

/* Find the heads of blocks and the positions of a list that has them. False when they lie outside.
 */
static bool read_front(const struct lists *lists, struct index_list *list)
{
    struct list_front front;
    if (bytes_between(list->data, list->end) < sizeof(front)) {
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

/* Turn distances into numbers behind before. The last, or limit when they pass it. */
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
        bytes_between(at, list->end) <
            pack_some_bytes(count, head.number_bits) + pack_some_bytes(count, head.code_bits)) {
        return 0;
    }
    at = unpack(at, count, head.number_bits, out->numbers);
    uint32_t last = sum_up(out->numbers, count, before, list->limit);
    if (last == list->limit || (list->blocks && last != head.last)) {
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
    out->positions = head.positions <= bytes_between(list->positions, list->positions_end)
                         ? list->positions + head.positions
                         : list->positions_end;
    if (head.offset > bytes_between(list->data, list->end)) {
        out->count = 0;
        return 0;
    }
    return read_block(list, head, before, list->data + head.offset, out);
}

/* Read the words in title and header of one posting; none behind the end. */
static void take_elsewhere(const unsigned char **at, const unsigned char *end, uint32_t *title,
                           uint32_t *header)
{
    *title = 0;
    *header = 0;
    if (*at >= end) {
        return;
    }
    uint32_t both = *(*at)++;
    if (both != LIST_MANY) {
        *title = both >> LIST_TITLE_SHIFT;
        *header = both & LIST_HEADER_MASK;
        return;
    }
    *title = (uint32_t)take(at);
    *header = *at < end ? (uint32_t)take(at) : 0;
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
    for (uint32_t i = 0; i < block->count; i++) {
        if (block->codes[i] % 2 == 1) {
            uint32_t words[2];
            take_elsewhere(&at, block->end, &words[0], &words[1]);
            weights[i] += title * (float)words[0] + header * (float)words[1];
        }
    }
}

/* Where the positions of each posting begin among those of the block, and where they end. */
static void find_starts(struct index_block *block)
{
    const unsigned char *at = block->elsewhere;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < block->count; i++) {
        block->starts[i] = (uint32_t)sum;
        sum += block->codes[i] / 2;
        if (block->codes[i] % 2 == 1 && !block->is_single) {
            uint32_t words[2];
            take_elsewhere(&at, block->end, &words[0], &words[1]);
            sum += (uint64_t)words[0] + words[1];
        } else if (block->is_single) {
            sum = 1;
        }
        sum = sum < INDEX_BLOCK_WORDS_MAX ? sum : INDEX_BLOCK_WORDS_MAX;
    }
    block->starts[block->count] = (uint32_t)sum;
    block->has_starts = true;
    if (block->has_inner_positions) {
        block->positions = at;
        block->positions_end = block->end;
    }
    block->row = block->positions;
    block->row_first = 0;
}

uint32_t index_block_words(struct index_block *block, uint32_t posting)
{
    if (!block->has_starts) {
        find_starts(block);
    }
    return block->starts[posting + 1] - block->starts[posting];
}

/* Begin the row of positions at positions->next. False when it does not lie in the bytes. */
static bool begin_row(struct index_positions *positions)
{
    const unsigned char *at = positions->next;
    size_t most = bytes_between(at, positions->end);
    size_t count = positions->rest < LIST_POSITIONS ? positions->rest : LIST_POSITIONS;
    if (most < 3 || count == 0 || at[0] > PACK_BITS_MAX || at[1] > count ||
        (at[1] > 0 && at[2] > PACK_BITS_MAX)) {
        return false;
    }
    positions->bits = at[0];
    positions->others = at[1];
    positions->rest_bits = at[1] > 0 ? at[2] : 0;
    at += at[1] > 0 ? 3 : 2;
    positions->packed = at;
    positions->places = at + pack_some_bytes(count, positions->bits);
    positions->rests = positions->places + positions->others;
    at = positions->rests + pack_some_bytes(positions->others, positions->rest_bits);
    if ((size_t)(at - positions->next) > most) {
        return false;
    }
    positions->next = at;
    positions->row_count = (uint32_t)count;
    positions->row_at = 0;
    positions->other = 0;
    positions->rest -= (uint32_t)count;
    return true;
}

/* Go to the position at place among those of the block. Who asks for one behind the other does not
 * begin at the first row each time. */
static bool go_to(struct index_block *block, struct index_positions *positions, uint32_t place)
{
    if (place < block->row_first) {
        block->row = block->positions;
        block->row_first = 0;
    }
    positions->next = block->row;
    positions->rest = block->starts[block->count] - block->row_first;
    place -= block->row_first;
    while (begin_row(positions)) {
        if (place < positions->row_count) {
            positions->row_at = place;
            while (positions->other < positions->others &&
                   positions->places[positions->other] < place) {
                positions->other++;
            }
            return true;
        }
        place -= positions->row_count;
        block->row = positions->next;
        block->row_first += positions->row_count;
    }
    return false;
}

struct index_positions index_block_positions(struct index_block *block, uint32_t posting)
{
    struct index_positions positions = {.left = index_block_words(block, posting),
                                        .last = UINT32_MAX};
    if (block->is_single) {
        static const unsigned char none[PACK_GUARD_BYTES] = {0};
        positions.packed = none;
        positions.row_count = 1;
        positions.last = block->single_position - 1;
        return positions;
    }
    positions.end = block->positions_end;
    if (!block->positions || !go_to(block, &positions, block->starts[posting])) {
        positions.left = 0;
    }
    return positions;
}

bool index_positions_next(struct index_positions *positions, uint32_t *position)
{
    if (positions->left == 0 ||
        (positions->row_at == positions->row_count && !begin_row(positions))) {
        return false;
    }
    uint32_t place = positions->row_at++;
    uint32_t distance = pack_some_get(positions->packed, place, positions->bits);
    if (positions->other < positions->others && positions->places[positions->other] == place) {
        uint32_t rest = pack_some_get(positions->rests, positions->other++, positions->rest_bits);
        distance |= (uint32_t)((uint64_t)rest << positions->bits);
    }
    positions->left--;
    positions->last += distance + 1;
    *position = positions->last;
    return true;
}

/* Unpack positions [at, end) of a row as distances, into out. */
static void unpack_row(struct index_positions *positions, uint32_t end, uint32_t *out)
{
    uint32_t at = positions->row_at;
    for (uint32_t i = at; i < end; i++) {
        out[i - at] = pack_some_get(positions->packed, i, positions->bits);
    }
    for (; positions->other < positions->others; positions->other++) {
        uint32_t place = positions->places[positions->other];
        if (place >= end) {
            break;
        }
        if (place >= at) {
            uint32_t rest = pack_some_get(positions->rests, positions->other, positions->rest_bits);
            out[place - at] |= (uint32_t)((uint64_t)rest << positions->bits);
        }
    }
    positions->row_at = end;
}

uint32_t index_positions_read(struct index_positions *positions, uint32_t *out)
{
    uint32_t count = 0;
    while (positions->left > 0 &&
           (positions->row_at < positions->row_count || begin_row(positions))) {
        uint32_t more = positions->row_count - positions->row_at;
        more = more < positions->left ? more : positions->left;
        unpack_row(positions, positions->row_at + more, out + count);
        positions->left -= more;
        for (uint32_t i = count; i < count + more; i++) {
            positions->last += out[i] + 1;
            out[i] = positions->last;
        }
        count += more;
    }
    return count;
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
            take_elsewhere(&cursor->elsewhere, block->end, &words[0], &words[1]);
        }
    }
    if (code % 2 == 1 && cursor->counted == cursor->at) {
        cursor->counted++;
        take_elsewhere(&cursor->elsewhere, block->end, &cursor->frequency[INDEX_TEXT_TITLE],
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
