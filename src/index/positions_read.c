/* SPDX-License-Identifier: Apache-2.0 */
#include "list_bytes.h"
#include "pack.h"

/*
 * Positions of one block of postings stand in rows, of which one is unpacked at a time: the next
 * posting that is asked for mostly has its positions in the same row.
 */

static_assert(LIST_POSITIONS == INDEX_ROW_POSITIONS, "a block has room for a row");

/* How many words each posting has, less 1; words of title and header stand behind the codes. */
static const unsigned char *count_words(const struct index_block *block, uint32_t *words)
{
    const unsigned char *at = block->elsewhere;
    for (uint32_t i = 0; i < block->count; i++) {
        uint32_t body = block->codes[i] / 2;
        words[i] = (body < INDEX_POSTING_WORDS_MAX ? body : INDEX_POSTING_WORDS_MAX) - 1;
    }
    uint32_t i = list_odd_next(block, 0);
    for (; i < block->count; i = list_odd_next(block, i + 1)) {
        uint32_t title = 0;
        uint32_t header = 0;
        list_take_elsewhere(&at, block->end, &title, &header);
        uint64_t all = (uint64_t)(words[i] + 1) + title + header;
        words[i] = (all < INDEX_POSTING_WORDS_MAX ? (uint32_t)all : INDEX_POSTING_WORDS_MAX) - 1;
    }
    return at;
}

/* Where the positions of each posting begin among those of the block, and where they end. */
static void find_starts(struct index_block *block)
{
    block->starts[0] = 0;
    block->has_starts = true;
    if (block->is_single) {
        block->starts[1] = 1;
        block->row_first = 0;
        block->row_count = 1;
        block->distances[0] = block->single_position;
        return;
    }
    const unsigned char *behind = count_words(block, block->starts + 1);
    pack_sum_up(block->starts + 1, block->count, 0);
    if (block->has_inner_positions) {
        block->positions = behind;
        block->positions_end = block->end;
    }
}

uint32_t index_block_words(struct index_block *block, uint32_t posting)
{
    if (!block->has_starts) {
        find_starts(block);
    }
    return block->starts[posting + 1] - block->starts[posting];
}

/* A packed row of positions. */
struct row {
    uint32_t count;
    unsigned bits;
    unsigned others;
    unsigned rest_bits;
    const unsigned char *packed;
    const unsigned char *places;
    const unsigned char *rests;
    const unsigned char *next;
};

/* Find the row of count positions at at. False when it does not lie in the bytes up to end. */
static bool find_row(const unsigned char *at, const unsigned char *end, uint32_t count,
                     struct row *out)
{
    size_t most = list_bytes_between(at, end);
    if (most < 3) {
        return false;
    }
    struct row row = {.count = count, .bits = at[0], .others = at[1]};
    row.rest_bits = row.others > 0 ? at[2] : 0;
    if (row.bits > PACK_BITS_MAX || row.rest_bits > PACK_BITS_MAX || row.others > count) {
        return false;
    }
    row.packed = at + (row.others > 0 ? 3 : 2);
    row.places = row.packed + pack_some_bytes(count, row.bits);
    row.rests = row.places + row.others;
    row.next = row.rests + pack_some_bytes(row.others, row.rest_bits);
    *out = row;
    return (size_t)(row.next - at) <= most;
}

static void unpack_row(const struct row *row, uint32_t *out)
{
    if (row->count == PACK_COUNT) {
        pack_row_read(row->packed, row->bits, out);
    } else {
        pack_some_read(row->packed, row->count, row->bits, out);
    }
    for (unsigned i = 0; i < row->others; i++) {
        uint32_t rest = pack_some_get(row->rests, i, row->rest_bits);
        out[row->places[i] % INDEX_ROW_POSITIONS] |= (uint32_t)((uint64_t)rest << row->bits);
    }
}

/* Unpack the row that has place, one of the positions of the block. False when the bytes end. */
static bool reach(struct index_block *block, uint32_t place)
{
    if (block->is_single || !block->positions) {
        return false;
    }
    if (block->row_count == 0 || place < block->row_first) {
        block->row_next = block->positions;
        block->row_first = 0;
        block->row_count = 0;
    }
    const unsigned char *at = block->row_next;
    uint32_t first = block->row_first + block->row_count;
    uint32_t all = block->starts[block->count];
    struct row row = {0};
    block->row_count = 0;
    while (first < all) {
        uint32_t count = all - first < LIST_POSITIONS ? all - first : (uint32_t)LIST_POSITIONS;
        if (!find_row(at, block->positions_end, count, &row)) {
            return false;
        }
        if (place - first < count) {
            unpack_row(&row, block->distances);
            block->row_next = row.next;
            block->row_first = first;
            block->row_count = count;
            return true;
        }
        first += count;
        at = row.next;
    }
    return false;
}

struct index_positions index_block_positions(struct index_block *block, uint32_t posting)
{
    uint32_t words = index_block_words(block, posting);
    return (struct index_positions){
        .left = words, .block = block, .place = block->starts[posting], .last = UINT32_MAX};
}

/* How many of the positions left stand in the unpacked row, which is changed if need be; *out is
 * the first of them. 0 at the end. */
static uint32_t in_row(struct index_positions *positions, const uint32_t **out)
{
    struct index_block *block = positions->block;
    if (positions->left == 0 || ((positions->place < block->row_first ||
                                  positions->place - block->row_first >= block->row_count) &&
                                 !reach(block, positions->place))) {
        positions->left = 0;
        return 0;
    }
    uint32_t at = positions->place - block->row_first;
    *out = block->distances + at;
    uint32_t most = block->row_count - at;
    return positions->left < most ? positions->left : most;
}

bool index_positions_next(struct index_positions *positions, uint32_t *position)
{
    const uint32_t *distances = NULL;
    if (in_row(positions, &distances) == 0) {
        return false;
    }
    positions->left--;
    positions->place++;
    positions->last += distances[0] + 1;
    *position = positions->last;
    return true;
}

uint32_t index_positions_read(struct index_positions *positions, uint32_t *out)
{
    const uint32_t *distances = NULL;
    uint32_t count = 0;
    uint32_t more = in_row(positions, &distances);
    while (more > 0) {
        memcpy(out + count, distances, more * sizeof(*out));
        pack_sum_up(out + count, more, positions->last);
        count += more;
        positions->last = out[count - 1];
        positions->left -= more;
        positions->place += more;
        more = in_row(positions, &distances);
    }
    return count;
}

/* Places a filter tells apart; those farther apart than that may be taken for each other. */
#define FILTER_PLACES 4096U

/* One bit for each place. */
struct filter {
    uint64_t words[FILTER_PLACES / 64];
};

static inline uint32_t filter_has(const struct filter *filter, uint32_t place)
{
    return filter->words[place % FILTER_PLACES / 64] >> (place % 64) & 1;
}

static struct filter filter_of(const uint32_t *places, uint32_t count)
{
    struct filter filter = {{0}};
    for (uint32_t i = 0; i < count; i++) {
        filter.words[places[i] % FILTER_PLACES / 64] |= UINT64_C(1) << (places[i] % 64);
    }
    return filter;
}

/* Rising places, of which some are kept in front. */
struct keeping {
    uint32_t *places;
    uint32_t count;
    uint32_t at; /* of those that were compared */
    uint32_t kept;
};

static void keep_if_there(struct keeping *keeping, uint32_t place)
{
    while (keeping->at < keeping->count && keeping->places[keeping->at] < place) {
        keeping->at++;
    }
    if (keeping->at < keeping->count && keeping->places[keeping->at] == place) {
        keeping->places[keeping->kept++] = keeping->places[keeping->at++];
    }
}

/*
 * Which of two rising rows comes next is a coin that no processor can guess. So each position is
 * looked up in the filter instead and written down, to be overwritten when it was not there: there
 * is no branch. What is left is little, and compared one by one.
 */
uint32_t index_positions_keep(struct index_positions *positions, uint32_t offset, uint32_t *places,
                              uint32_t count)
{
    struct filter filter = filter_of(places, count);
    struct keeping keeping = {.places = places, .count = count};
    const uint32_t *distances = NULL;
    uint32_t last = positions->last;
    uint32_t more = in_row(positions, &distances);
    while (keeping.at < count && more > 0) {
        uint32_t found[INDEX_ROW_POSITIONS];
        uint32_t found_count = 0;
        for (uint32_t i = 0; i < more; i++) {
            last += distances[i] + 1;
            found[found_count] = last - offset;
            found_count += filter_has(&filter, last - offset) & (last >= offset ? 1U : 0U);
        }
        for (uint32_t i = 0; i < found_count; i++) {
            /* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): all that is counted is written */
            keep_if_there(&keeping, found[i]);
        }
        positions->left -= more;
        positions->place += more;
        more = in_row(positions, &distances);
    }
    positions->left = 0;
    return keeping.kept;
}
