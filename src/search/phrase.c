/* SPDX-License-Identifier: Apache-2.0 */
#include "phrase.h"

#include "deadline.h"

/* How many documents are looked at between two looks at the clock. */
#define DEADLINE_DOCUMENTS 256

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

/* Go to the posting of document. False when the word does not stand there after all. */
static bool go_to(struct word *word, uint32_t document)
{
    uint32_t next =
        index_list_find(&word->list, word->next == INDEX_END ? 0 : word->next, document);
    if (next != word->next) {
        word->next = next;
        word->at = 0;
        (void)index_list_read(&word->list, next, &word->block);
    }
    while (word->at < word->block.count && word->block.numbers[word->at] < document) {
        word->at++;
    }
    return word->at < word->block.count && word->block.numbers[word->at] == document;
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

/* Keep the places at which another word stands where it should. Both rise. */
static void keep(struct places_row *places, const struct places_row *other, uint32_t place)
{
    uint32_t kept = 0;
    uint32_t at = 0;
    for (uint32_t i = 0; i < places->count; i++) {
        uint32_t wanted = places->items[i] + place;
        while (at < other->count && other->items[at] < wanted) {
            at++;
        }
        if (at < other->count && other->items[at] == wanted) {
            places->items[kept++] = places->items[i];
        }
    }
    places->count = kept;
}

/* Find all places of the phrase in one document: the word that stands least often there leads. */
static bool find_in(struct word *words, size_t count, uint32_t document, struct places_row rows[2],
                    struct arena *arena)
{
    struct places_row *places = &rows[0];
    size_t rarest = 0;
    uint32_t least = UINT32_MAX;
    places->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!go_to(&words[i], document)) {
            return true;
        }
        uint32_t times = index_block_words(&words[i].block, words[i].at);
        rarest = times < least ? i : rarest;
        least = times < least ? times : least;
    }
    if (!read_positions(&words[rarest], places, arena)) {
        return false;
    }
    shift(places, words[rarest].place);
    for (size_t i = 0; i < count && places->count > 0; i++) {
        if (i == rarest) {
            continue;
        }
        if (!read_positions(&words[i], &rows[1], arena)) {
            return false;
        }
        keep(places, &rows[1], words[i].place);
    }
    return true;
}

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
    return words;
}

bool phrase_find(const struct plan_leaf *leaf, const struct space *space,
                 const struct bits *documents, struct arena *arena, phrase_found *found,
                 const void *context)
{
    struct word *words = open_words(leaf, space->index, arena);
    size_t count = leaf->sequences.items[0].count;
    struct places_row rows[2] = {{0}, {0}};
    uint32_t document = bits_next(documents, 0);
    for (uint32_t asked = 0; document != BITS_END && words; asked++) {
        if (asked % DEADLINE_DOCUMENTS == 0 && deadline_is_over(space->deadline)) {
            return false;
        }
        if (!find_in(words, count, document, rows, arena)) {
            return false;
        }
        for (uint32_t i = 0; i < rows[0].count; i++) {
            found(context, document, rows[0].items[i]);
        }
        document = bits_next(documents, document + 1);
    }
    return words != NULL;
}
