/* SPDX-License-Identifier: Apache-2.0 */
#include "scan.h"

/* A list is looked up rather than read when it has so many times the postings that are wanted. */
#define SPARSE_TIMES 32

/* Numbers rise, so those of one word of bits stand together and are written at once. */
static void mark_block(const struct index_block *block, struct bits *bits)
{
    uint32_t at = block->numbers[0] / 64;
    uint64_t word = 0;
    for (uint32_t i = 0; i < block->count; i++) {
        uint32_t number = block->numbers[i];
        if (number / 64 != at) {
            bits->words[at] |= word;
            word = 0;
            at = number / 64;
        }
        word |= UINT64_C(1) << (number % 64);
    }
    bits->words[at] |= word;
}

void scan_mark(const struct index_list *list, struct bits *bits)
{
    struct index_list numbers = index_list_numbers(*list);
    struct index_block block;
    for (uint32_t i = 0; i < numbers.block_count; i++) {
        if (index_list_read(&numbers, i, &block) > 0) {
            mark_block(&block, bits);
        }
    }
}

/* Look up each of bits in the list. */
static void seek_each(const struct index_list *list, struct bits *bits)
{
    struct index_list numbers = index_list_numbers(*list);
    struct index_block block = {.count = 0};
    uint32_t loaded = INDEX_END;
    uint32_t number = 0;
    uint32_t at = 0;
    for (uint32_t slot = bits_next(bits, 0); slot != BITS_END; slot = bits_next(bits, slot + 1)) {
        number = index_list_find(&numbers, number, slot);
        if (number != loaded) {
            (void)index_list_read(&numbers, number, &block);
            loaded = number;
            at = 0;
        }
        while (at < block.count && block.numbers[at] < slot) {
            at++;
        }
        if (at == block.count || block.numbers[at] != slot) {
            bits_clear(bits, slot);
        }
    }
}

bool scan_filter(const struct index_list *list, struct bits *bits, struct arena *arena)
{
    if ((uint64_t)bits_count(bits) * SPARSE_TIMES < list->postings) {
        seek_each(list, bits);
        return true;
    }
    struct bits *marked = bits_new(arena, bits->room);
    if (!marked) {
        return false;
    }
    scan_mark(list, marked);
    bits_and(bits, marked);
    return true;
}

/* NOLINTBEGIN(readability-non-const-parameter): it writes through weights */
void scan_weigh(const struct index_list *list, unsigned in, struct bits *bits, float *weights)
/* NOLINTEND(readability-non-const-parameter) */
{
    struct index_block block;
    float found[INDEX_BLOCK_POSTINGS];
    for (uint32_t i = 0; i < list->block_count; i++) {
        (void)index_list_read(list, i, &block);
        index_block_weights(&block, in, found);
        for (uint32_t k = 0; k < block.count; k++) {
            if (found[k] > 0) {
                bits_set(bits, block.numbers[k]);
                weights[block.numbers[k]] += found[k];
            }
        }
    }
}
