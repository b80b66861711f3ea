/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "dictionary.h"

/*
 * Turns documents' words into posting lists.
 *
 * Occurrences are scattered to the places of their terms by a counting sort, a band of stems at a
 * time, so that memory stays bounded whatever the size of the folder. Documents are gone through in
 * their order, so the occurrences of a place are sorted by themselves. The list of a stem is that
 * of its only form, or the merged lists of all its forms, which lie side by side.
 */

/* The most occurrences of one band, unless a single stem has more. */
#define BAND_OCCURRENCES ((uint64_t)32 * 1024 * 1024)

/* What the inversion works on. */
struct inversion {
    const struct index_builder *builder;
    struct index *index;
    struct dictionary dictionary;
    struct list_documents documents;
    uint64_t *starts;               /* by place: of its occurrences among all; one more */
    struct occurrence *occurrences; /* of the band */
    struct occurrence *scratch;     /* room for the larger part of a merge */
};

static bool is_gap(uint32_t word)
{
    return word == WORD_GAP;
}

static void count_places(const struct inversion *work)
{
    const struct drafts *drafts = &work->builder->drafts;
    for (size_t i = 0; i < drafts->count; i++) {
        const struct draft *draft = drafts->items[i];
        for (size_t k = 0; k < draft->word_count; k++) {
            if (!is_gap(draft->words[k])) {
                work->starts[work->dictionary.place_of[draft->words[k] & ~WORD_JOINED] + 1]++;
            }
        }
    }
    for (uint32_t i = 0; i < work->dictionary.place_count; i++) {
        work->starts[i + 1] += work->starts[i];
    }
}

/* Places [first, end), and where the next occurrence of each goes. */
struct band {
    uint32_t first;
    uint32_t end;
    uint64_t *next;
};

static void scatter_draft(const struct inversion *work, const struct band *band, uint32_t number)
{
    const struct draft *draft = work->builder->drafts.items[number];
    const uint32_t *place_of = work->dictionary.place_of;
    uint32_t position = 0;
    for (size_t i = 0; i < draft->word_count; i++) {
        uint32_t word = draft->words[i];
        uint32_t place = is_gap(word) ? INDEX_END : place_of[word & ~WORD_JOINED];
        if (place >= band->first && place < band->end) {
            work->occurrences[band->next[place - band->first]++] =
                (struct occurrence){number, position};
        }
        position += is_gap(word) || !(word & WORD_JOINED) ? 1 : 0;
    }
}

static bool comes_first(struct occurrence a, struct occurrence b)
{
    return a.number != b.number ? a.number < b.number : a.position <= b.position;
}

/* Merge two sorted runs that lie side by side: [0, middle) and [middle, count). */
static void merge_two(struct occurrence *run, size_t middle, size_t count,
                      struct occurrence *scratch)
{
    memcpy(scratch, run, middle * sizeof(*run));
    size_t left = 0;
    size_t right = middle;
    size_t out = 0;
    while (left < middle) {
        bool takes_left = right == count || comes_first(scratch[left], run[right]);
        run[out++] = takes_left ? scratch[left++] : run[right++];
    }
}

/* Merge the runs of places [first, end), halves first; base is the start of the band. */
static void merge_places(const struct inversion *work, uint32_t first, uint32_t end, uint64_t base)
{
    if (end - first < 2) {
        return;
    }
    uint32_t middle = first + (end - first) / 2;
    merge_places(work, first, middle, base);
    merge_places(work, middle, end, base);
    uint64_t start = work->starts[first];
    merge_two(work->occurrences + (start - base), (size_t)(work->starts[middle] - start),
              (size_t)(work->starts[end] - start), work->scratch);
}

static void add_list(const struct inversion *work, struct list_entry *entry, uint32_t first,
                     uint32_t end, uint64_t base)
{
    uint64_t start = work->starts[first];
    bool is_exact = end - first == 1;
    struct list_content content = {
        .kind = is_exact ? INDEX_LIST_OF_POSITIONS : INDEX_LIST_OF_FREQUENCIES,
        .occurrences = work->occurrences + (start - base),
        .count = (size_t)(work->starts[end] - start),
        .documents = &work->documents,
    };
    lists_add(&work->index->postings, entry, &content);
}

/* The lists of the forms of a stem, then its own. */
static void add_group(const struct inversion *work, uint32_t stem, uint64_t base)
{
    const struct dictionary *dictionary = &work->dictionary;
    struct list_entry *exact = work->index->entries[INDEX_EXACT];
    struct list_entry *entry = &work->index->entries[INDEX_STEM][stem];
    uint32_t first = dictionary->group_firsts[stem];
    uint32_t end = dictionary->group_firsts[stem + 1];
    for (uint32_t place = first; place < end; place++) {
        add_list(work, &exact[dictionary->exact_at[place]], place, place + 1, base);
    }
    if (end - first == 1) {
        *entry = exact[dictionary->exact_at[first]];
        return;
    }
    merge_places(work, first, end, base);
    add_list(work, entry, first, end, base);
}

static void fill_band(struct inversion *work, const struct band *band)
{
    uint64_t base = work->starts[band->first];
    for (uint32_t i = band->first; i < band->end; i++) {
        band->next[i - band->first] = work->starts[i] - base;
    }
    for (uint32_t i = 0; i < work->builder->drafts.count; i++) {
        scatter_draft(work, band, i);
    }
}

/* Stems [first, end). */
static bool invert_band(struct inversion *work, uint32_t first, uint32_t end)
{
    const uint32_t *group_firsts = work->dictionary.group_firsts;
    struct band band = {.first = group_firsts[first], .end = group_firsts[end]};
    uint64_t base = work->starts[band.first];
    size_t count = (size_t)(work->starts[band.end] - base);
    band.next = calloc((size_t)(band.end - band.first) + 1, sizeof(*band.next));
    work->occurrences = malloc((count + 1) * sizeof(*work->occurrences));
    work->scratch = malloc((count + 1) * sizeof(*work->scratch));
    bool ready = band.next && work->occurrences && work->scratch;
    if (ready) {
        fill_band(work, &band);
    }
    for (uint32_t stem = first; stem < end && ready; stem++) {
        add_group(work, stem, base);
    }
    free(band.next);
    free(work->occurrences);
    free(work->scratch);
    return ready && !work->index->postings.failed;
}

static uint64_t stem_start(const struct inversion *work, uint32_t stem)
{
    return work->starts[work->dictionary.group_firsts[stem]];
}

static bool invert(struct inversion *work)
{
    uint32_t first = 0;
    uint32_t count = work->dictionary.stem_count;
    while (first < count) {
        uint32_t end = first + 1;
        while (end < count &&
               stem_start(work, end + 1) - stem_start(work, first) <= BAND_OCCURRENCES) {
            end++;
        }
        if (!invert_band(work, first, end)) {
            return false;
        }
        first = end;
    }
    return true;
}

/* Room for all entries. */
static bool begin_lists(struct inversion *work)
{
    struct index *index = work->index;
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
    struct inversion work = {.builder = builder, .index = index};
    if (!dictionary_make(builder, index, &work.dictionary) || !begin_lists(&work)) {
        return false;
    }
    struct index_layout *layouts = calloc((size_t)index->document_count + 1, sizeof(*layouts));
    work.starts = calloc((size_t)work.dictionary.place_count + 1, sizeof(*work.starts));
    bool done = layouts && work.starts;
    for (uint32_t i = 0; i < index->document_count && done; i++) {
        layouts[i] = index->documents[i].layout;
    }
    work.documents = (struct list_documents){layouts, index->norms, documents_norms(index)};
    if (done) {
        count_places(&work);
        done = invert(&work);
    }
    free(layouts);
    free(work.starts);
    return done;
}
