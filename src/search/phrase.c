/* SPDX-License-Identifier: Apache-2.0 */
#include "phrase.h"

#include <stdlib.h>

#include "deadline.h"

/* Where one word of the phrase is being read. */
struct word {
    struct index_list list;
    uint32_t place; /* in the phrase */
    uint32_t next;  /* the block that is read, or INDEX_END */
    uint32_t at;    /* the posting of the document in it */
    struct index_block block;
};

/* Positions in a document. */
struct places_row {
    uint32_t *items;
    uint32_t count;
    uint32_t room;
};

bool phrase_is_plain(const struct plan_leaf *leaf)
{
    if (leaf->sequences.count != 1 || leaf->slop > 0) {
        return false;
    }
    const struct plan_sequence *sequence = &leaf->sequences.items[0];
    for (size_t i = 0; i < sequence->count; i++) {
        const struct plan_element *element = &sequence->elements[i];
        if (element->form != INDEX_EXACT || element->ranges.count != 1 ||
            element->ranges.items[0].end - element->ranges.items[0].first != 1) {
            return false;
        }
    }
    return sequence->count > 1;
}

/* Read the block that may have document, if it is another one than before. */
static void go_to_block(struct word *word, uint32_t document)
{
    uint32_t next =
        index_list_find(&word->list, word->next == INDEX_END ? 0 : word->next, document);
    if (next != word->next) {
        word->next = next;
        word->at = 0;
        (void)index_list_read(&word->list, next, &word->block);
    }
}

/* Postings that are looked at one by one before all of a block are compared at once. */
#define STEPS_MAX 4

/* Go to the posting of document. False when the word does not stand there. */
static bool go_to(struct word *word, uint32_t document)
{
    if (word->next == INDEX_END || index_list_last(&word->list, word->next) < document) {
        go_to_block(word, document);
    }
    if (word->next == word->list.block_count) {
        word->next = word->list.block_count - 1; /* Of which no posting is as far. */
        word->at = word->block.count;
        return false;
    }
    const struct index_block *block = &word->block;
    uint32_t at = word->at;
    uint32_t near = at + STEPS_MAX < block->count ? at + STEPS_MAX : block->count;
    while (at < near && block->numbers[at] < document) {
        at++;
    }
    if (at == near && near < block->count) {
        /* Without a branch for each, most of the block takes no longer than a few steps. */
        for (uint32_t i = near; i < block->count; i++) {
            at += block->numbers[i] < document ? 1 : 0;
        }
    }
    word->at = at;
    return at < block->count && block->numbers[at] == document;
}

/* The positions of a word in the document. False when arena has no more. */
static bool read_positions(struct word *word, struct places_row *row, struct arena *arena)
{
    struct index_positions positions = index_block_positions(&word->block, word->at);
    row->count = 0;
    if (!row->items || positions.left > row->room) {
        uint32_t room = positions.left > 0 ? positions.left * 2 : 1;
        row->items = arena_take(arena, (size_t)room * sizeof(*row->items));
        row->room = row->items ? room : 0;
        if (!row->items) {
            return false;
        }
    }
    row->count = index_positions_read(&positions, row->items);
    return true;
}

/* Let them be the places where the phrase would begin if this word stood in it. */
static void shift(struct places_row *row, uint32_t place)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        uint32_t position = row->items[i];
        row->items[kept] = position - place;
        kept += position >= place ? 1 : 0;
    }
    row->count = kept;
}

/* Find all places of the phrase in a document that has all words: the one that stands least often
 * there leads. */
static bool find_in(struct word *words, size_t count, struct places_row *places,
                    struct arena *arena)
{
    size_t rarest = 0;
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        uint32_t times = index_block_words(&words[i].block, words[i].at);
        rarest = times < least ? i : rarest;
        least = times < least ? times : least;
    }
    if (!read_positions(&words[rarest], places, arena)) {
        return false;
    }
    shift(places, words[rarest].place);
    for (size_t i = 0; i < count && places->count > 0; i++) {
        if (i != rarest) {
            struct index_positions positions = index_block_positions(&words[i].block, words[i].at);
            places->count =
                index_positions_keep(&positions, words[i].place, places->items, places->count);
        }
    }
    return true;
}

static int compare_rarity(const void *left, const void *right)
{
    const struct word *a = left;
    const struct word *b = right;
    return (a->list.postings > b->list.postings) - (a->list.postings < b->list.postings);
}

/* The words, the rarest first. */
static struct word *open_words(const struct plan_leaf *leaf, const struct index *index,
                               struct arena *arena)
{
    const struct plan_sequence *sequence = &leaf->sequences.items[0];
    struct word *words = arena_take(arena, sequence->count * sizeof(*words));
    for (size_t i = 0; i < sequence->count && words; i++) {
        const struct plan_element *element = &sequence->elements[i];
        words[i].list = index_term_list(index, INDEX_EXACT, element->ranges.items[0].first);
        words[i].place = (uint32_t)i;
        words[i].next = INDEX_END;
    }
    if (words) {
        qsort(words, sequence->count, sizeof(*words), compare_rarity);
    }
    return words;
}

/* What phrase_find works with. */
struct finding {
    struct word *words; /* the rarest leads from document to document */
    size_t count;
    struct places_row places;
    struct arena *arena;
    phrase_found *found;
    void *context;
};

/* Whether all words stand in the document in which the first does. */
static bool have_all(const struct finding *finding, uint32_t document)
{
    for (size_t i = 1; i < finding->count; i++) {
        if (!go_to(&finding->words[i], document)) {
            return false;
        }
    }
    return true;
}

/* Look into the documents of a block of the rarest word. False when arena has no more. */
static bool find_in_block(struct finding *finding)
{
    struct word *first = &finding->words[0];
    for (first->at = 0; first->at < first->block.count; first->at++) {
        uint32_t document = first->block.numbers[first->at];
        if (!have_all(finding, document)) {
            continue;
        }
        if (!find_in(finding->words, finding->count, &finding->places, finding->arena)) {
            return false;
        }
        for (uint32_t i = 0; i < finding->places.count; i++) {
            finding->found(finding->context, document, finding->places.items[i]);
        }
    }
    return true;
}

bool phrase_find(const struct plan_leaf *leaf, const struct space *space, struct arena *arena,
                 phrase_found *found, void *context)
{
    struct finding finding = {.words = open_words(leaf, space->index, arena),
                              .count = leaf->sequences.items[0].count,
                              .arena = arena,
                              .found = found,
                              .context = context};
    if (!finding.words) {
        return false;
    }
    struct word *first = &finding.words[0];
    for (first->next = 0; first->next < first->list.block_count; first->next++) {
        if (deadline_is_over(space->deadline)) {
            return false;
        }
        (void)index_list_read(&first->list, first->next, &first->block);
        if (!find_in_block(&finding)) {
            return false;
        }
    }
    return true;
}
