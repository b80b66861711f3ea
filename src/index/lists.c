/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "lists.h"

/* The most bytes of one variable-length number of 32 bits. */
#define VARINT_BYTES_MAX 5

/* The most bytes of one posting: five numbers. */
#define POSTING_BYTES_MAX ((size_t)5 * VARINT_BYTES_MAX)

/* The number before that of the first posting: one less than 0. */
#define BEFORE_FIRST UINT32_MAX

static bool row_init(struct byte_row *row)
{
    row->bytes = calloc(1, LISTS_GUARD_BYTES);
    row->room = LISTS_GUARD_BYTES;
    return row->bytes != NULL;
}

bool lists_init(struct lists *lists, uint32_t limit, bool has_positions)
{
    *lists = (struct lists){.limit = limit, .has_positions = has_positions};
    lists->skips = calloc(1, sizeof(*lists->skips));
    lists->skip_room = 1;
    return row_init(&lists->postings) && row_init(&lists->positions) && lists->skips;
}

void lists_clear(struct lists *lists)
{
    free(lists->skips);
    free(lists->postings.bytes);
    free(lists->positions.bytes);
    *lists = (struct lists){0};
}

size_t lists_memory_bytes(const struct lists *lists)
{
    return lists->skip_room * sizeof(*lists->skips) + lists->postings.room + lists->positions.room;
}

/* Room for more bytes behind those there are, and for the guard behind them. */
static bool reserve(struct byte_row *row, size_t more)
{
    more += LISTS_GUARD_BYTES;
    if (row->room - row->length >= more) {
        return true;
    }
    size_t room = row->length + more + row->length / 2;
    unsigned char *bytes = realloc(row->bytes, room);
    if (!bytes) {
        return false;
    }
    memset(bytes + row->length, 0, room - row->length);
    row->bytes = bytes;
    row->room = room;
    return true;
}

static bool skip_add(struct lists *lists, struct skip skip)
{
    if (lists->skip_count == lists->skip_room) {
        uint64_t room = lists->skip_room * 2 + 64;
        struct skip *skips = realloc(lists->skips, room * sizeof(*skips));
        if (!skips) {
            lists->failed = true;
            return false;
        }
        lists->skips = skips;
        lists->skip_room = room;
    }
    lists->skips[lists->skip_count++] = skip;
    return true;
}

/* Write value at *at, which moves behind it. */
static void put(unsigned char **at, uint32_t value)
{
    for (; value >= 0x80; value >>= 7) {
        *(*at)++ = (unsigned char)(value | 0x80);
    }
    *(*at)++ = (unsigned char)value;
}

static void put_frequencies(unsigned char **at, const struct occurrence *occurrences, size_t count,
                            struct index_layout layout)
{
    size_t title = 0;
    while (title < count && occurrences[title].position < layout.body_start) {
        title++;
    }
    size_t body = title;
    while (body < count && occurrences[body].position < layout.header_start) {
        body++;
    }
    bool elsewhere = title > 0 || body < count;
    put(at, (uint32_t)(body - title) * 2 + (elsewhere ? 1 : 0));
    if (elsewhere) {
        put(at, (uint32_t)title);
        put(at, (uint32_t)(count - body));
    }
}

/* Append the positions of one posting; answers how many bytes they take. */
static uint32_t put_positions(struct byte_row *row, const struct occurrence *occurrences,
                              size_t count)
{
    unsigned char *start = row->bytes + row->length;
    unsigned char *at = start;
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        put(&at, occurrences[i].position - last);
        last = occurrences[i].position;
    }
    row->length += (uint64_t)(at - start);
    return (uint32_t)(at - start);
}

/* One posting: the occurrences of one number. */
static bool put_posting(struct lists *lists, uint32_t distance,
                        const struct occurrence *occurrences, size_t count,
                        const struct index_layout *layouts)
{
    struct byte_row *row = &lists->postings;
    if (!reserve(row, POSTING_BYTES_MAX) || !reserve(&lists->positions, count * VARINT_BYTES_MAX)) {
        return false;
    }
    unsigned char *at = row->bytes + row->length;
    put(&at, distance);
    if (lists->has_positions) {
        put_frequencies(&at, occurrences, count, layouts[occurrences->number]);
        put(&at, put_positions(&lists->positions, occurrences, count));
    }
    row->length = (uint64_t)(at - row->bytes);
    return true;
}

/* Tell where the posting that comes next is. Offsets that do not fit end the list as failed. */
static bool put_skip(struct lists *lists, const struct list_head *head, uint32_t last)
{
    uint64_t offset = lists->postings.length - head->start;
    uint64_t positions = lists->positions.length - head->positions;
    return offset <= LIST_BYTES_MAX && positions <= LIST_BYTES_MAX &&
           skip_add(lists, (struct skip){last, (uint32_t)offset, (uint32_t)positions});
}

void lists_add(struct lists *lists, struct list_head *head, const struct occurrence *occurrences,
               size_t count, const struct index_layout *layouts)
{
    *head = (struct list_head){.start = lists->postings.length,
                               .positions = lists->positions.length,
                               .skip_first = lists->skip_count};
    uint32_t last = BEFORE_FIRST;
    for (size_t at = 0; at < count && !lists->failed;) {
        uint32_t number = occurrences[at].number;
        size_t end = at + 1;
        while (end < count && occurrences[end].number == number) {
            end++;
        }
        bool skips = head->postings > 0 && head->postings % SKIP_POSTINGS == 0;
        lists->failed |= (skips && !put_skip(lists, head, last)) ||
                         !put_posting(lists, number - last, occurrences + at, end - at, layouts);
        last = number;
        head->postings++;
        at = end;
    }
    uint64_t length = lists->postings.length - head->start;
    lists->failed |= length > LIST_BYTES_MAX;
    head->length = (uint32_t)length;
}

struct index_cursor lists_cursor(const struct lists *lists, const struct list_head *head)
{
    const unsigned char *start = lists->postings.bytes + head->start;
    const unsigned char *positions = lists->positions.bytes + head->positions;
    struct index_cursor cursor = {
        .number = BEFORE_FIRST,
        .limit = lists->limit,
        .start = start,
        .end = start + head->length,
        .at = start,
        .positions_start = positions,
        .positions_end = lists->positions.bytes + lists->positions.length,
        .positions = positions,
        .positions_next = positions,
        .skips = lists->skips + head->skip_first,
        .skip_count = head->postings > 0 ? (head->postings - 1) / SKIP_POSTINGS : 0,
        .has_positions = lists->has_positions,
    };
    (void)index_cursor_next(&cursor);
    return cursor;
}

/* Never more than VARINT_BYTES_MAX, whatever the bytes are. */
static uint32_t take(const unsigned char **at)
{
    uint32_t value = **at & 0x7FU;
    for (unsigned shift = 7; *(*at)++ & 0x80 && shift < 7 * VARINT_BYTES_MAX; shift += 7) {
        value |= (**at & 0x7FU) << shift;
    }
    return value;
}

static uint32_t finish(struct index_cursor *cursor)
{
    cursor->at = cursor->end;
    cursor->positions = cursor->positions_end;
    cursor->positions_next = cursor->positions_end;
    cursor->number = INDEX_END;
    return INDEX_END;
}

uint32_t index_cursor_next(struct index_cursor *cursor)
{
    if (cursor->at >= cursor->end) {
        return finish(cursor);
    }
    /* Numbers rise and stay below the limit: 1 <= distance <= limit - 1 - number. */
    uint32_t distance = take(&cursor->at);
    if (distance - 1 >= cursor->limit - (cursor->number + 1)) {
        return finish(cursor);
    }
    cursor->number += distance;
    if (!cursor->has_positions) {
        return cursor->number;
    }
    uint32_t body = take(&cursor->at);
    bool elsewhere = body % 2 == 1;
    cursor->frequency[INDEX_TEXT_BODY] = body / 2;
    cursor->frequency[INDEX_TEXT_TITLE] = elsewhere ? take(&cursor->at) : 0;
    cursor->frequency[INDEX_TEXT_HEADER] = elsewhere ? take(&cursor->at) : 0;
    uint32_t bytes = take(&cursor->at);
    if (bytes > (size_t)(cursor->positions_end - cursor->positions_next)) {
        return finish(cursor);
    }
    cursor->positions = cursor->positions_next;
    cursor->positions_next += bytes;
    return cursor->number;
}

/* Go behind the last skip whose number is less than number, when that is farther on. */
static void leap(struct index_cursor *cursor, uint32_t number)
{
    size_t low = 0;
    size_t high = cursor->skip_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cursor->skips[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        return;
    }
    const struct skip *skip = &cursor->skips[low - 1];
    uint64_t read = (uint64_t)(cursor->at - cursor->start);
    uint64_t length = (uint64_t)(cursor->end - cursor->start);
    uint64_t room = (uint64_t)(cursor->positions_end - cursor->positions_start);
    if (skip->offset > read && skip->offset <= length && skip->positions <= room &&
        skip->number >= cursor->number) {
        cursor->number = skip->number;
        cursor->positions_next = cursor->positions_start + skip->positions;
        cursor->at = cursor->start + skip->offset;
        (void)index_cursor_next(cursor);
    }
}

uint32_t index_cursor_seek(struct index_cursor *cursor, uint32_t number)
{
    if (cursor->number < number && cursor->skip_count > 0) {
        leap(cursor, number);
    }
    while (cursor->number < number) {
        (void)index_cursor_next(cursor);
    }
    return cursor->number;
}

struct index_positions index_cursor_positions(const struct index_cursor *cursor)
{
    if (!cursor->has_positions || cursor->number == INDEX_END) {
        return (struct index_positions){NULL, NULL, 0};
    }
    return (struct index_positions){cursor->positions, cursor->positions_next, 0};
}

bool index_positions_next(struct index_positions *positions, uint32_t *position)
{
    if (positions->at >= positions->end) {
        return false;
    }
    positions->last += take(&positions->at);
    *position = positions->last;
    return true;
}
