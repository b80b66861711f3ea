/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "dictionary.h"

/*
 * Turns documents' words into posting lists.
 *
 * Sorting words by term one by one would touch another line of memory for each. So they are dealt
 * out twice: first to buckets of successive places, few enough that the ends of all of them stay in
 * the cache; then each bucket, which is small enough to stay there too, to its places. Documents
 * are gone through in their order and no word overtakes another of its term, so that the words of
 * a place are sorted by themselves.
 */

/* About how many buckets there are: the end of each takes a line of the cache. */
#define BUCKETS 1024

/* A word on its way. */
struct dealt {
    uint32_t place;
    uint32_t number;
    uint32_t position;
};

/* Words in the order of places, documents and positions. */
struct occurrences {
    uint32_t *numbers;
    uint32_t *positions;
};

/* How often a document has the words of a stem, by field. */
struct stem_words {
    uint32_t in[INDEX_TEXT_FIELD_COUNT];
};

/* What the inversion works on. */
struct inversion {
    const struct index_builder *builder;
    struct index *index;
    struct dictionary dictionary;
    struct list_norms norms;
    struct list_writing writing;
    uint64_t *starts; /* by place: of its words among all; one more */
    unsigned shift;   /* of a place, to its bucket */
    struct dealt *dealt;
    struct occurrences sorted;
    struct stem_words *words; /* by document; all 0 between stems */
    uint64_t *has;            /* a bit a document: it has some */
};

static void count_places(const struct inversion *work)
{
    uint32_t count = work->dictionary.place_count;
    for (uint32_t i = 0; i < count; i++) {
        work->starts[work->dictionary.place_of[i] + 1] = work->builder->term_words[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        work->starts[i + 1] += work->starts[i];
    }
}

/* ---- dealing out ---------------------------------------------------------------------------- */

static void deal_draft(const struct inversion *work, uint32_t number, uint64_t *next)
{
    const struct draft *draft = work->builder->drafts.items[number];
    const uint32_t *words = work->builder->words.items; /* NULL where no document has a word */
    const uint32_t *place_of = work->dictionary.place_of;
    uint32_t position = 0;
    for (size_t i = 0; i < draft->word_count; i++) {
        uint32_t word = words[draft->first_word + i];
        if (word == WORD_GAP) {
            position++;
            continue;
        }
        uint32_t place = place_of[word & ~WORD_JOINED];
        work->dealt[next[place >> work->shift]++] = (struct dealt){place, number, position};
        position += word & WORD_JOINED ? 0 : 1;
    }
}

static void deal(const struct inversion *work, uint64_t *next)
{
    uint32_t count = work->dictionary.place_count;
    for (uint32_t i = 0; (uint64_t)i << work->shift < count; i++) {
        next[i] = work->starts[(uint64_t)i << work->shift];
    }
    for (uint32_t i = 0; i < work->builder->drafts.count; i++) {
        deal_draft(work, i, next);
    }
}

/* Deal the words of each bucket to their places; next has room for the places of one. */
static void deal_again(const struct inversion *work, uint64_t *next)
{
    uint32_t count = work->dictionary.place_count;
    uint32_t size = UINT32_C(1) << work->shift;
    for (uint32_t first = 0; first < count; first += size) {
        uint32_t end = count - first < size ? count : first + size;
        memcpy(next, work->starts + first, (size_t)(end - first) * sizeof(*next));
        for (uint64_t i = work->starts[first]; i < work->starts[end]; i++) {
            const struct dealt *word = &work->dealt[i];
            uint64_t at = next[word->place - first]++;
            work->sorted.numbers[at] = word->number;
            work->sorted.positions[at] = word->position;
        }
    }
}

static bool sort_words(struct inversion *work)
{
    uint32_t count = work->dictionary.place_count;
    uint64_t words = work->starts[count];
    while ((count >> work->shift) >= BUCKETS) {
        work->shift++;
    }
    size_t most = (size_t)1 << work->shift;
    uint64_t *next = calloc(most > BUCKETS ? most + 1 : BUCKETS + 1, sizeof(*next));
    work->dealt = malloc(((size_t)words + 1) * sizeof(*work->dealt));
    work->sorted.numbers = malloc(((size_t)words + 1) * sizeof(uint32_t));
    work->sorted.positions = malloc(((size_t)words + 1) * sizeof(uint32_t));
    bool done = next && work->dealt && work->sorted.numbers && work->sorted.positions;
    if (done) {
        deal(work, next);
        deal_again(work, next);
    }
    free(next);
    free(work->dealt);
    work->dealt = NULL;
    return done;
}

/* ---- lists ---------------------------------------------------------------------------------- */

static enum index_text_field field_at(const struct index_layout *layout, uint32_t position)
{
    return position < layout->body_start     ? INDEX_TEXT_TITLE
           : position < layout->header_start ? INDEX_TEXT_BODY
                                             : INDEX_TEXT_HEADER;
}

/* The list of the word at a place. */
static void add_exact(struct inversion *work, uint32_t place)
{
    struct list_entry *entries = work->index->entries[INDEX_EXACT];
    const uint32_t *numbers = work->sorted.numbers;
    const uint32_t *positions = work->sorted.positions;
    uint64_t end = work->starts[place + 1];
    list_begin(&work->writing, INDEX_LIST_OF_POSITIONS);
    for (uint64_t at = work->starts[place]; at < end;) {
        uint32_t number = numbers[at];
        const struct index_layout *layout = &work->index->documents[number].layout;
        uint32_t words[INDEX_TEXT_FIELD_COUNT] = {0};
        uint64_t first = at;
        for (; at < end && numbers[at] == number; at++) {
            words[field_at(layout, positions[at])]++;
        }
        list_put(&work->writing, number, words, positions + first);
    }
    list_end(&work->writing, &entries[work->dictionary.exact_at[place]]);
}

/* Count the words at places [first, end) by document. */
static void count_words(const struct inversion *work, uint32_t first, uint32_t end)
{
    for (uint64_t i = work->starts[first]; i < work->starts[end]; i++) {
        uint32_t number = work->sorted.numbers[i];
        const struct index_layout *layout = &work->index->documents[number].layout;
        work->words[number].in[field_at(layout, work->sorted.positions[i])]++;
        work->has[number / 64] |= UINT64_C(1) << number % 64;
    }
}

/* The postings of 64 documents from first on, those whose bits are set. */
static void add_words(struct inversion *work, uint32_t first, uint64_t bits)
{
    for (; bits; bits &= bits - 1) {
        uint32_t number = first + (uint32_t)__builtin_ctzll(bits);
        list_put(&work->writing, number, work->words[number].in, NULL);
        work->words[number] = (struct stem_words){{0}};
    }
}

/* The list of a stem of several forms, and leave nothing counted. */
static void add_stem(struct inversion *work, struct list_entry *entry)
{
    list_begin(&work->writing, INDEX_LIST_OF_FREQUENCIES);
    for (uint32_t i = 0; i <= work->index->document_count / 64; i++) {
        add_words(work, i * 64, work->has[i]);
        work->has[i] = 0;
    }
    list_end(&work->writing, entry);
}

/* The lists of the forms of a stem, then its own. */
static void add_group(struct inversion *work, uint32_t stem)
{
    const struct dictionary *dictionary = &work->dictionary;
    struct list_entry *entry = &work->index->entries[INDEX_STEM][stem];
    uint32_t first = dictionary->group_firsts[stem];
    uint32_t end = dictionary->group_firsts[stem + 1];
    for (uint32_t place = first; place < end; place++) {
        add_exact(work, place);
    }
    if (end - first == 1) {
        *entry = work->index->entries[INDEX_EXACT][dictionary->exact_at[first]];
        return;
    }
    count_words(work, first, end);
    add_stem(work, entry);
}

static bool write_lists(struct inversion *work)
{
    list_writing_init(&work->writing, &work->index->postings, &work->norms);
    for (uint32_t stem = 0; stem < work->dictionary.stem_count; stem++) {
        add_group(work, stem);
    }
    list_writing_clear(&work->writing);
    return !work->index->postings.failed;
}

/* Room for all entries. */
static bool begin_lists(struct index *index)
{
    for (int form = INDEX_EXACT; form <= INDEX_STEM; form++) {
        size_t bytes = ((size_t)index->terms[form].count + 1) * sizeof(struct list_entry);
        index->entries[form] = arena_take(index->arena, bytes);
        if (!index->entries[form]) {
            return false;
        }
    }
    return lists_init(&index->postings, index->document_count);
}

bool freeze_terms(struct index_builder *builder, struct index *index)
{
    struct inversion work = {.builder = builder, .index = index, .norms = columns_norms(index)};
    size_t documents = index->document_count;
    if (!dictionary_make(builder, index, &work.dictionary) || !begin_lists(index)) {
        return false;
    }
    work.starts = calloc((size_t)work.dictionary.place_count + 1, sizeof(*work.starts));
    work.words = calloc(documents + 1, sizeof(*work.words));
    work.has = calloc(documents / 64 + 1, sizeof(*work.has));
    bool done = work.starts && work.words && work.has;
    if (done) {
        count_places(&work);
        done = sort_words(&work) && write_lists(&work);
    }
    free(work.starts);
    free(work.words);
    free(work.has);
    free(work.sorted.numbers);
    free(work.sorted.positions);
    return done;
}
