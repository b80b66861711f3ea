/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "dictionary.h"

/*
 * A form to be sorted. Its first eight bytes as a number, the first byte highest, decide most
 * comparisons without looking at the text.
 */
struct form {
    uint64_t front;
    struct text text;
    uint32_t number;
};

static uint64_t front_of(struct text text)
{
    uint64_t front = 0;
    for (size_t i = 0; i < sizeof(front); i++) {
        front = front << 8 | (i < text.length ? (unsigned char)text.at[i] : 0);
    }
    return front;
}

static int compare_forms(const void *left, const void *right)
{
    const struct form *a = left;
    const struct form *b = right;
    if (a->front != b->front) {
        return a->front < b->front ? -1 : 1;
    }
    int order = text_compare(a->text, b->text);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static void sort(struct form *forms, size_t count)
{
    if (count > 1) {
        qsort(forms, count, sizeof(*forms), compare_forms);
    }
}

static bool is_new(const struct form *forms, size_t i)
{
    return i == 0 || !text_equal(forms[i].text, forms[i - 1].text);
}

/* Keep sorted forms, each once. */
static bool keep_forms(struct index *index, enum index_form form, const struct form *forms,
                       size_t count)
{
    size_t bytes = 0;
    uint32_t distinct = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_new(forms, i)) {
            distinct++;
            bytes += forms[i].text.length;
        }
    }
    struct strings *strings = &index->terms[form];
    if (!strings_init(strings, index->arena, distinct, bytes)) {
        return false;
    }
    uint32_t number = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_new(forms, i)) {
            strings_set(strings, number++, forms[i].text);
        }
    }
    return true;
}

/* The stem of a form, which is mostly a piece of it; only one that differs takes memory. */
static struct text stem_of(struct index_builder *builder, struct text exact)
{
    struct text stem = tokens_stem(builder->tokens, exact);
    return text_starts(exact, stem) ? text_slice(exact, 0, stem.length)
                                    : arena_text(builder->arena, stem);
}

/* Let forms be the sorted stems of the exact forms they were, each with the number of its form. */
static bool stem_forms(struct index_builder *builder, struct form *forms, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text stem = stem_of(builder, forms[i].text);
        if (!stem.at) {
            return false;
        }
        forms[i] = (struct form){front_of(stem), stem, (uint32_t)i};
    }
    sort(forms, count);
    return true;
}

static void fill_places(const struct form *stems, const uint32_t *seen_of, struct dictionary *out)
{
    uint32_t stem = 0;
    for (uint32_t place = 0; place < out->place_count; place++) {
        if (is_new(stems, place)) {
            out->group_firsts[stem++] = place;
        }
        out->exact_at[place] = stems[place].number;
        out->place_of[seen_of[stems[place].number]] = place;
    }
    out->group_firsts[stem] = out->place_count;
    out->stem_count = stem;
}

static bool make(struct index_builder *builder, struct index *index, struct form *forms,
                 uint32_t *seen_of, struct dictionary *out)
{
    size_t count = out->place_count;
    for (size_t i = 0; i < count; i++) {
        struct text text = builder->terms.texts.items[i];
        forms[i] = (struct form){front_of(text), text, (uint32_t)i};
    }
    sort(forms, count);
    for (size_t i = 0; i < count; i++) {
        seen_of[i] = forms[i].number;
    }
    if (!keep_forms(index, INDEX_EXACT, forms, count) || !stem_forms(builder, forms, count) ||
        !keep_forms(index, INDEX_STEM, forms, count)) {
        return false;
    }
    fill_places(forms, seen_of, out);
    return true;
}

bool dictionary_make(struct index_builder *builder, struct index *index, struct dictionary *out)
{
    size_t count = builder->terms.texts.count;
    struct dictionary made = {.place_count = (uint32_t)count};
    made.place_of = arena_take(builder->arena, (count + 1) * sizeof(*made.place_of));
    made.exact_at = arena_take(index->arena, (count + 1) * sizeof(*made.exact_at));
    made.group_firsts = arena_take(index->arena, (count + 1) * sizeof(*made.group_firsts));
    uint32_t *seen_of = arena_take(builder->arena, (count + 1) * sizeof(*seen_of));
    struct form *forms = calloc(count + 1, sizeof(*forms));
    bool done = made.place_of && made.exact_at && made.group_firsts && seen_of && forms &&
                make(builder, index, forms, seen_of, &made);
    free(forms);
    index->stem_forms = made.exact_at;
    index->stem_firsts = made.group_firsts;
    *out = made;
    return done;
}
