/* SPDX-License-Identifier: Apache-2.0 */
#include "merging.h"
#include "strings_merge.h"

/* Merges the dictionaries of parts, and tells where each term comes from. */

/* Whether a document that stays has the term. */
static bool is_left(const struct merging *merging, uint32_t p, enum index_form form, uint32_t term)
{
    const struct index_part *part = &merging->parts[p];
    if (!part->removed) {
        return true;
    }
    struct index_list list = index_list_numbers(index_term_list(part->index, form, term));
    struct index_block block;
    for (uint32_t i = 0; i < list.block_count; i++) {
        uint32_t count = index_list_read(&list, i, &block);
        for (uint32_t k = 0; k < count; k++) {
            if (!merge_is_removed(part, block.numbers[k])) {
                return true;
            }
        }
    }
    return false;
}

/* Room for as many as there can be. */
static bool begin(struct merging *merging, enum index_form form, struct strings_merge *merge)
{
    size_t terms = 0;
    size_t bytes = 0;
    struct merge_terms *made = &merging->terms[form];
    *merge = strings_merge_new(merging->arena, merging->count);
    made->numbers = arena_take(merging->arena, (merging->count + (size_t)1) * sizeof(uint32_t *));
    for (uint32_t p = 0; p < merging->count && merge->rows && made->numbers; p++) {
        const struct strings *strings = &merging->parts[p].index->terms[form];
        strings_merge_add(merge, strings);
        made->numbers[p] =
            arena_take(merging->arena, ((size_t)strings->count + 1) * sizeof(uint32_t));
        terms += strings->count;
        bytes += (size_t)strings->length;
    }
    made->firsts = arena_take(merging->arena, (terms + 1) * sizeof(*made->firsts));
    made->sources = arena_take(merging->arena, (terms + 1) * sizeof(*made->sources));
    return !arena_failed(merging->arena) && terms < INDEX_END &&
           strings_init(&merging->index->terms[form], merging->index->arena, (uint32_t)terms,
                        bytes);
}

static bool merge_form(struct merging *merging, enum index_form form)
{
    struct strings_merge merge;
    struct merge_terms *made = &merging->terms[form];
    struct strings *terms = &merging->index->terms[form];
    uint32_t *rows = arena_take(merging->arena, (merging->count + (size_t)1) * sizeof(*rows));
    if (!rows || !begin(merging, form, &merge)) {
        return false;
    }
    struct text text = TEXT_NONE;
    uint32_t number = 0;
    uint32_t at = 0;
    for (uint32_t found; (found = strings_merge_next(&merge, &text, rows)) > 0;) {
        made->firsts[number] = at;
        for (uint32_t i = 0; i < found; i++) {
            uint32_t term = strings_merge_place(&merge, rows[i]);
            bool is_kept = is_left(merging, rows[i], form, term);
            made->numbers[rows[i]][term] = is_kept ? number : INDEX_END;
            made->sources[at] = (struct merge_source){rows[i], term};
            at += is_kept ? 1 : 0;
        }
        if (at > made->firsts[number]) {
            strings_set(terms, number++, text);
        }
    }
    made->firsts[number] = at;
    terms->count = number;
    terms->length = terms->offsets[number];
    return true;
}

/* Tell the exact terms that a stem of a part has its number. */
static void note_stem(struct index_numbers forms, const uint32_t *exact, uint32_t number,
                      uint32_t *stem_of)
{
    for (size_t i = 0; i < forms.count; i++) {
        uint32_t term = exact[forms.items[i]];
        if (term != INDEX_END) {
            stem_of[term] = number;
        }
    }
}

/* Tell each exact term its stem. */
static void note_stems(const struct merging *merging, uint32_t *stem_of)
{
    for (uint32_t p = 0; p < merging->count; p++) {
        const struct index *part = merging->parts[p].index;
        const uint32_t *exact = merging->terms[INDEX_EXACT].numbers[p];
        for (uint32_t stem = 0; stem < part->terms[INDEX_STEM].count; stem++) {
            uint32_t number = merging->terms[INDEX_STEM].numbers[p][stem];
            note_stem(index_stem_forms(part, stem), exact, number, stem_of);
        }
    }
}

/* Put the forms of each stem side by side. */
static bool merge_stems(struct merging *merging)
{
    struct index *index = merging->index;
    uint32_t forms = index->terms[INDEX_EXACT].count;
    uint32_t stems = index->terms[INDEX_STEM].count;
    uint32_t *stem_of = arena_take(merging->arena, ((size_t)forms + 1) * sizeof(*stem_of));
    uint32_t *next = arena_take(merging->arena, ((size_t)stems + 2) * sizeof(*next));
    index->stem_firsts = arena_take(index->arena, ((size_t)stems + 1) * sizeof(uint32_t));
    index->stem_forms = arena_take(index->arena, ((size_t)forms + 1) * sizeof(uint32_t));
    if (!stem_of || !next || !index->stem_firsts || !index->stem_forms) {
        return false;
    }
    note_stems(merging, stem_of);
    /* A forged part may leave a term without its stem. */
    for (uint32_t i = 0; i < forms; i++) {
        stem_of[i] = stem_of[i] < stems ? stem_of[i] : 0;
        next[stem_of[i] + 1]++;
    }
    for (uint32_t i = 0; i < stems; i++) {
        next[i + 1] += next[i];
    }
    memcpy(index->stem_firsts, next, ((size_t)stems + 1) * sizeof(*next));
    for (uint32_t i = 0; i < forms; i++) {
        index->stem_forms[next[stem_of[i]]++] = i;
    }
    return true;
}

bool merge_dictionaries(struct merging *merging)
{
    return merge_form(merging, INDEX_EXACT) && merge_form(merging, INDEX_STEM) &&
           merge_stems(merging);
}
