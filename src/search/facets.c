/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "hits.h"

/* Counting one field. */
struct counting {
    const struct search_hits *hits;
    const struct search_facet_request *request;
    uint32_t *counts; /* by value */
    uint32_t value_count;
    size_t total;
    size_t missing;
};

/* Whether a filter chooses among the values that are being counted. */
static bool is_own(const struct search_filter *filter, enum query_field field)
{
    bool by_field = filter->kind == SEARCH_FILTER_VALUES || filter->kind == SEARCH_FILTER_PRESENT;
    return by_field && filter->field == field && !filter->negate;
}

/* The hits as they would be without the field's own filters. */
static const struct bits *counted_slots(const struct search_hits *hits,
                                        const struct search_facet_request *request,
                                        struct arena *arena)
{
    enum query_field field = request->field;
    const struct search_filters *filters = &hits->request->filters;
    bool has_own = false;
    for (size_t i = 0; i < filters->count; i++) {
        has_own = has_own || is_own(&filters->items[i], field);
    }
    if (!has_own || request->is_narrowed) {
        return hits->bits;
    }
    struct bits *bits = bits_new(arena, hits->space.count);
    if (!bits) {
        return NULL;
    }
    bits_copy(bits, hits->found);
    for (size_t i = 0; i < filters->count; i++) {
        if (!is_own(&filters->items[i], field)) {
            bits_and(bits, hits->allowed[i]);
        }
    }
    return bits;
}

/* Count the values of the documents of one word of a set, the first of which is number first. */
static void count_word(struct counting *counting, struct index_value_column column, uint64_t word,
                       uint32_t first)
{
    for (; word != 0; word &= word - 1) {
        uint32_t document = first + (uint32_t)__builtin_ctzll(word);
        uint32_t end = column.firsts[document + 1];
        counting->missing += column.firsts[document] == end ? 1 : 0;
        for (uint32_t i = column.firsts[document]; i < end; i++) {
            counting->counts[column.values[i]]++;
        }
    }
}

/* Where slots are documents: word by word of the set, nothing but arrays in between. */
static void count_documents(struct counting *counting, const struct bits *bits)
{
    struct index_value_column column =
        index_value_column(counting->hits->space.index, counting->request->field);
    counting->total = bits_count(bits);
    if (!column.firsts) {
        counting->missing = counting->total;
        return;
    }
    for (uint32_t first = 0; first < bits->room; first += 64) {
        count_word(counting, column, bits->words[first / 64], first);
    }
}

static void count_document(struct counting *counting, uint32_t document)
{
    struct index_numbers values =
        index_document_values(counting->hits->space.index, counting->request->field, document);
    for (size_t i = 0; i < values.count; i++) {
        counting->counts[values.items[i]]++;
    }
    counting->missing += values.count == 0 ? 1 : 0;
}

static void count_paragraph(struct counting *counting, uint32_t paragraph)
{
    uint32_t value =
        index_paragraph_value(counting->hits->space.index, counting->request->field, paragraph);
    if (value == INDEX_END) {
        counting->missing++;
    } else {
        counting->counts[value]++;
    }
}

static void count_slots(struct counting *counting, const struct bits *bits)
{
    const struct space *space = &counting->hits->space;
    bool by_paragraph = index_field_rule(counting->request->field)->by_paragraph &&
                        space->unit == SEARCH_PARAGRAPHS;
    if (space->unit == SEARCH_DOCUMENTS) {
        count_documents(counting, bits);
        return;
    }
    for (uint32_t slot = bits_next(bits, 0); slot != BITS_END; slot = bits_next(bits, slot + 1)) {
        if (by_paragraph) {
            count_paragraph(counting, slot);
        } else {
            count_document(counting, space_document(space, slot));
        }
        counting->total++;
    }
}

/* Let values that the prefix leaves out have no count. */
static bool apply_prefix(struct counting *counting, struct arena *arena)
{
    struct plan_values kept = {0};
    struct tokens_key key;
    AUTO_TOKENS tokens = tokens_new();
    if (!tokens) {
        return false;
    }
    tokens_key(tokens, counting->request->prefix, &key);
    plan_values_find(counting->hits->space.index, counting->request->field, tokens_key_text(&key),
                     INDEX_MATCH_PREFIX, arena, &kept);
    size_t at = 0;
    for (uint32_t value = 0; value < counting->value_count; value++) {
        bool is_kept = at < kept.count && kept.items[at] == value;
        at += is_kept ? 1 : 0;
        if (!is_kept) {
            counting->counts[value] = 0;
        }
    }
    return !arena_failed(arena);
}

static int compare(const void *left, const void *right)
{
    const struct search_facet_value *a = left;
    const struct search_facet_value *b = right;
    if (a->count != b->count) {
        return (a->count < b->count) - (a->count > b->count);
    }
    return text_compare(a->value, b->value);
}

/* Mark the values that the request chose, by their numbers. */
static bool *find_selected(const struct counting *counting, struct arena *arena)
{
    const struct search_filters *filters = &counting->hits->request->filters;
    bool *selected = arena_take(arena, counting->value_count + 1);
    for (size_t i = 0; i < filters->count && selected; i++) {
        struct plan_values values = {0};
        const struct search_filter *filter = &filters->items[i];
        bool counts = filter->kind == SEARCH_FILTER_VALUES && !filter->negate &&
                      filter->field == counting->request->field;
        if (counts && !filter_values(filter, counting->hits->space.index, arena, &values)) {
            return NULL;
        }
        for (size_t k = 0; k < values.count; k++) {
            selected[values.items[k]] = true;
        }
    }
    return selected;
}

/* Up to so many values are chosen by their counts before any is compared as a text. */
#define CHOSEN_MAX 256

/*
 * A count that all values of the page have at least: the lowest of the highest counts, as many as
 * reach to the end of the page. 0: all values must be looked at.
 */
static uint32_t least_wanted(const struct counting *counting, struct arena *arena)
{
    size_t wanted = counting->request->offset + counting->request->limit;
    if (counting->request->offset > CHOSEN_MAX || wanted > CHOSEN_MAX || wanted == 0) {
        return 0;
    }
    uint32_t *highest = arena_take(arena, wanted * sizeof(*highest));
    for (uint32_t value = 0; value < counting->value_count && highest; value++) {
        uint32_t count = counting->counts[value];
        if (count <= highest[wanted - 1]) {
            continue;
        }
        size_t place = wanted - 1;
        for (; place > 0 && highest[place - 1] < count; place--) {
            highest[place] = highest[place - 1];
        }
        highest[place] = count;
    }
    return highest ? highest[wanted - 1] : 0;
}

static bool list_values(const struct counting *counting, struct arena *arena,
                        struct search_facet *out)
{
    const bool *selected = find_selected(counting, arena);
    for (uint32_t value = 0; value < counting->value_count; value++) {
        out->distinct += counting->counts[value] > 0 ? 1 : 0;
    }
    struct search_facet_value *values = arena_take(arena, (out->distinct + 1) * sizeof(*values));
    if (!values || !selected) {
        return false;
    }
    size_t at = 0;
    uint32_t least = least_wanted(counting, arena);
    for (uint32_t value = 0; value < counting->value_count; value++) {
        if (counting->counts[value] > 0 && counting->counts[value] >= least) {
            values[at++] = (struct search_facet_value){
                index_value_text(counting->hits->space.index, counting->request->field, value),
                counting->counts[value], selected[value]};
        }
    }
    if (at > 1) {
        qsort(values, at, sizeof(*values), compare);
    }
    size_t first = counting->request->offset < at ? counting->request->offset : at;
    out->values = values + first;
    out->count = counting->request->limit < at - first ? counting->request->limit : at - first;
    return true;
}

enum status search_facet(struct search_hits *hits, const struct search_facet_request *request,
                         struct arena *arena, struct search_facet *out, struct error *error)
{
    struct counting counting = {.hits = hits, .request = request};
    struct search_facet facet = {.field = request->field};
    counting.value_count = index_value_count(hits->space.index, request->field);
    counting.counts = arena_take(arena, ((size_t)counting.value_count + 1) * sizeof(uint32_t));
    const struct bits *bits = hits_mark(hits) ? counted_slots(hits, request, arena) : NULL;
    bool done = counting.counts && bits;
    if (done) {
        count_slots(&counting, bits);
        done = (request->prefix.length == 0 || apply_prefix(&counting, arena)) &&
               list_values(&counting, arena, &facet);
    }
    if (!done) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a facet");
    }
    facet.total = counting.total;
    facet.missing = counting.missing;
    *out = facet;
    return STATUS_OK;
}
