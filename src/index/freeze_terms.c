/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "draft.h"

/*
 * Numbers the terms in the order of their forms and turns documents' words into posting lists.
 *
 * Occurrences are scattered to their terms by a counting sort, a band of terms at a time, so that
 * memory stays bounded whatever the size of the folder.
 */

/* The most occurrences of one band, unless a single term has more. */
#define BAND_OCCURRENCES ((uint64_t)32 * 1024 * 1024)

/* A term and its form, for sorting. */
struct formed {
    struct text form;
    struct draft_term *term;
};

static int compare_forms(const void *left, const void *right)
{
    const struct formed *a = left;
    const struct formed *b = right;
    return text_compare(a->form, b->form);
}

/* Number the sorted forms, equal ones alike, and keep each once. */
static bool number_forms(struct index *index, enum index_form form, const struct formed *forms,
                         size_t count)
{
    size_t bytes = 0;
    uint32_t distinct = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !text_equal(forms[i].form, forms[i - 1].form)) {
            distinct++;
            bytes += forms[i].form.length;
        }
        forms[i].term->number[form] = distinct - 1;
    }
    struct strings *strings = &index->terms[form];
    if (!strings_init(strings, index->arena, distinct, bytes)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || forms[i].term->number[form] != forms[i - 1].term->number[form]) {
            strings_set(strings, forms[i].term->number[form], forms[i].form);
        }
    }
    return true;
}

static bool number_terms(struct index_builder *builder, struct index *index, enum index_form form)
{
    size_t count = builder->terms.count;
    struct formed *forms = calloc(count + 1, sizeof(*forms));
    if (!forms) {
        return false;
    }
    bool done = true;
    for (size_t i = 0; i < count && done; i++) {
        struct draft_term *term = builder->terms.items[i];
        struct text text = term->text;
        if (form == INDEX_STEM) {
            text = arena_text(builder->arena, tokens_stem(builder->tokens, text));
            done = text.at != NULL;
        }
        forms[i] = (struct formed){text, term};
    }
    if (done && count > 1) {
        qsort(forms, count, sizeof(*forms), compare_forms);
    }
    done = done && number_forms(index, form, forms, count);
    free(forms);
    return done;
}

/* What one inversion works on. */
struct inversion {
    const struct index_builder *builder;
    enum index_form form;
    const uint32_t *numbers; /* from first sight to the index */
    const struct index_layout *layouts;
    uint64_t *starts; /* by term: where its next occurrence goes; term count + 1 */
    struct occurrence *occurrences;
};

static bool is_gap(uint32_t word)
{
    return word == WORD_GAP;
}

static void count_terms(const struct inversion *work, uint32_t term_count)
{
    const struct drafts *drafts = &work->builder->drafts;
    for (size_t i = 0; i < drafts->count; i++) {
        const struct draft *draft = drafts->items[i];
        for (size_t k = 0; k < draft->word_count; k++) {
            if (!is_gap(draft->words[k])) {
                work->starts[work->numbers[draft->words[k] & ~WORD_JOINED] + 1]++;
            }
        }
    }
    for (uint32_t i = 0; i < term_count; i++) {
        work->starts[i + 1] += work->starts[i];
    }
}

/* Terms [first, end), and where the next occurrence of each goes. */
struct band {
    uint32_t first;
    uint32_t end;
    uint64_t *next;
};

static void scatter_draft(const struct inversion *work, const struct band *band, uint32_t number)
{
    const struct draft *draft = work->builder->drafts.items[number];
    uint32_t position = 0;
    for (size_t i = 0; i < draft->word_count; i++) {
        uint32_t word = draft->words[i];
        uint32_t term = is_gap(word) ? INDEX_END : work->numbers[word & ~WORD_JOINED];
        if (term >= band->first && term < band->end) {
            work->occurrences[band->next[term - band->first]++] =
                (struct occurrence){number, position};
        }
        position += is_gap(word) || !(word & WORD_JOINED) ? 1 : 0;
    }
}

static bool invert_band(struct inversion *work, struct lists *lists, uint32_t first, uint32_t end)
{
    uint64_t base = work->starts[first];
    uint64_t *next = calloc((size_t)(end - first) + 1, sizeof(*next));
    work->occurrences = calloc((size_t)(work->starts[end] - base) + 1, sizeof(*work->occurrences));
    bool ready = next && work->occurrences;
    for (uint32_t i = first; i < end && ready; i++) {
        next[i - first] = work->starts[i] - base;
    }
    if (ready) {
        struct band band = {first, end, next};
        for (uint32_t i = 0; i < work->builder->drafts.count; i++) {
            scatter_draft(work, &band, i);
        }
    }
    for (uint32_t i = first; i < end && ready; i++) {
        lists_add(lists, i, work->occurrences + (work->starts[i] - base),
                  (size_t)(work->starts[i + 1] - work->starts[i]), work->layouts);
    }
    free(next);
    free(work->occurrences);
    work->occurrences = NULL;
    return ready && !lists->failed;
}

static bool invert_bands(struct inversion *work, struct lists *lists)
{
    uint32_t first = 0;
    while (first < lists->count) {
        uint32_t end = first + 1;
        while (end < lists->count &&
               work->starts[end + 1] - work->starts[first] <= BAND_OCCURRENCES) {
            end++;
        }
        if (!invert_band(work, lists, first, end)) {
            return false;
        }
        first = end;
    }
    return true;
}

static bool invert(struct index_builder *builder, struct index *index, enum index_form form,
                   const struct index_layout *layouts)
{
    uint32_t term_count = index->terms[form].count;
    uint64_t *starts = calloc((size_t)term_count + 1, sizeof(*starts));
    uint32_t *numbers = calloc(builder->terms.count + 1, sizeof(*numbers));
    bool done = starts && numbers &&
                lists_init(&index->postings[form], term_count, index->document_count, true);
    if (done) {
        for (size_t i = 0; i < builder->terms.count; i++) {
            numbers[i] = builder->terms.items[i]->number[form];
        }
        struct inversion work = {.builder = builder,
                                 .form = form,
                                 .numbers = numbers,
                                 .layouts = layouts,
                                 .starts = starts};
        count_terms(&work, term_count);
        done = invert_bands(&work, &index->postings[form]);
    }
    free(starts);
    free(numbers);
    return done;
}

bool freeze_terms(struct index_builder *builder, struct index *index)
{
    struct index_layout *layouts = calloc((size_t)index->document_count + 1, sizeof(*layouts));
    bool done = layouts && number_terms(builder, index, INDEX_EXACT) &&
                number_terms(builder, index, INDEX_STEM);
    for (uint32_t i = 0; i < index->document_count && done; i++) {
        layouts[i] = index->documents[i].layout;
    }
    done = done && invert(builder, index, INDEX_EXACT, layouts) &&
           invert(builder, index, INDEX_STEM, layouts);
    free(layouts);
    return done;
}
