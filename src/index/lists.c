/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "lists.h"

/* The most bytes of one variable-length number of 32 bits. */
#define VARINT_BYTES_MAX 5

/* The number before that of the first posting: one less than 0. */
#define BEFORE_FIRST UINT32_MAX

bool lists_init(struct lists *lists, uint32_t count, uint32_t limit, bool has_positions)
{
    *lists = (struct lists){.count = count, .limit = limit, .has_positions = has_positions};
    lists->offsets = calloc((size_t)count + 1, sizeof(*lists->offsets));
    lists->skip_firsts = calloc((size_t)count + 1, sizeof(*lists->skip_firsts));
    lists->frequencies = calloc((size_t)count + 1, sizeof(*lists->frequencies));
    lists->skips = calloc(1, sizeof(*lists->skips));
    lists->bytes = calloc(1, LISTS_GUARD_BYTES);
    lists->skip_room = 1;
    lists->room = LISTS_GUARD_BYTES;
    return lists->offsets && lists->skip_firsts && lists->frequencies && lists->skips &&
           lists->bytes;
}

void lists_clear(struct lists *lists)
{
    free(lists->offsets);
    free(lists->skip_firsts);
    free(lists->frequencies);
    free(lists->skips);
    free(lists->bytes);
    *lists = (struct lists){0};
}

size_t lists_memory_bytes(const struct lists *lists)
{
    return ((size_t)lists->count + 1) * (2 * sizeof(uint64_t) + sizeof(uint32_t)) +
           lists->skip_room * sizeof(*lists->skips) + lists->room;
}

/* Room for more bytes behind those there are. */
static bool reserve(struct lists *lists, size_t more)
{
    more += LISTS_GUARD_BYTES;
    if (lists->room - lists->length >= more) {
        return true;
    }
    size_t room = lists->length + more + lists->length / 2;
    unsigned char *bytes = realloc(lists->bytes, room);
    if (!bytes) {
        lists->failed = true;
        return false;
    }
    memset(bytes + lists->length, 0, room - lists->length);
    lists->bytes = bytes;
    lists->room = room;
    return true;
}

static bool skip_add(struct lists *lists, uint32_t number, uint64_t offset)
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
    lists->skips[lists->skip_count++] = (struct skip){.number = number, .offset = offset};
    return true;
}

static void put(struct lists *lists, uint32_t value)
{
    for (; value >= 0x80; value >>= 7) {
        lists->bytes[lists->length++] = (unsigned char)(value | 0x80);
    }
    lists->bytes[lists->length++] = (unsigned char)value;
}

static uint32_t size_of(uint32_t value)
{
    uint32_t size = 1;
    for (; value >= 0x80; value >>= 7) {
        size++;
    }
    return size;
}

/* How many bytes the positions of one posting take; a position that comes twice counts once. */
static uint32_t positions_size(const struct occurrence *occurrences, size_t count)
{
    uint32_t bytes = 0;
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        bytes += size_of(occurrences[i].position - last);
        last = occurrences[i].position;
    }
    return bytes;
}

static void put_positions(struct lists *lists, const struct occurrence *occurrences, size_t count,
                          struct index_layout layout)
{
    uint32_t frequency[INDEX_TEXT_FIELD_COUNT] = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t position = occurrences[i].position;
        enum index_text_field field = position < layout.body_start     ? INDEX_TEXT_TITLE
                                      : position < layout.header_start ? INDEX_TEXT_BODY
                                                                       : INDEX_TEXT_HEADER;
        frequency[field]++;
    }
    bool elsewhere = frequency[INDEX_TEXT_TITLE] + frequency[INDEX_TEXT_HEADER] > 0;
    put(lists, frequency[INDEX_TEXT_BODY] * 2 + (elsewhere ? 1 : 0));
    if (elsewhere) {
        put(lists, frequency[INDEX_TEXT_TITLE]);
        put(lists, frequency[INDEX_TEXT_HEADER]);
    }
    put(lists, positions_size(occurrences, count));
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        put(lists, occurrences[i].position - last);
        last = occurrences[i].position;
    }
}

void lists_add(struct lists *lists, uint32_t list, const struct occurrence *occurrences,
               size_t count, const struct index_layout *layouts)
{
    uint64_t start = lists->length;
    uint32_t last = BEFORE_FIRST;
    uint32_t postings = 0;
    size_t at = 0;
    while (at < count && !lists->failed) {
        uint32_t number = occurrences[at].number;
        size_t end = at + 1;
        while (end < count && occurrences[end].number == number) {
            end++;
        }
        bool ready = reserve(lists, (end - at + 5) * VARINT_BYTES_MAX) &&
                     (postings == 0 || postings % SKIP_POSTINGS != 0 ||
                      skip_add(lists, last, lists->length - start));
        if (!ready) {
            return;
        }
        put(lists, number - last);
        if (lists->has_positions) {
            put_positions(lists, occurrences + at, end - at, layouts[number]);
        }
        last = number;
        postings++;
        at = end;
    }
    lists->frequencies[list] = postings;
    lists->offsets[list + 1] = lists->length;
    lists->skip_firsts[list + 1] = lists->skip_count;
}

struct index_cursor lists_cursor(const struct lists *lists, uint32_t list)
{
    struct index_cursor cursor = {
        .number = BEFORE_FIRST,
        .limit = lists->limit,
        .start = lists->bytes + lists->offsets[list],
        .end = lists->bytes + lists->offsets[list + 1],
        .skips = lists->skips + lists->skip_firsts[list],
        .skip_count = (size_t)(lists->skip_firsts[list + 1] - lists->skip_firsts[list]),
        .has_positions = lists->has_positions,
    };
    cursor.at = cursor.start;
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
    cursor->positions = cursor->end;
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
    if (cursor->at > cursor->end || bytes > (size_t)(cursor->end - cursor->at)) {
        return finish(cursor);
    }
    cursor->positions = cursor->at;
    cursor->at += bytes;
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
    if (skip->offset > read && skip->offset <= length && skip->number >= cursor->number) {
        cursor->number = skip->number;
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
    return (struct index_positions){cursor->positions, cursor->at, 0};
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
