/* SPDX-License-Identifier: Apache-2.0 */
#include "reconcile_match.h"

#include "chancery/base/array.h"

#include "labels.h"

/* How many letters of a word a name must have for it to be looked at. */
#define LETTERS 3

/* The most names looked at for one word. */
#define NAMES_MAX 20000

/* The longest name that is compared, folded; more of it is not minded. */
#define NAME_BYTES_MAX ((size_t)256)

/* The memory for folding names, which is given back after each. */
#define FOLD_BYTES_MAX ((size_t)1024 * 1024)

struct matching {
    const struct registry_table_row *registry;
    const struct view *view;
    struct text key; /* the name asked for, folded */
    struct reconcile_candidates *out;
};

static uint16_t pair_at(struct text text, size_t i)
{
    return (uint16_t)((unsigned char)text.at[i] << 8 | (unsigned char)text.at[i + 1]);
}

/*
 * How alike two folded names are, from 0 to 1: Dice's coefficient over their pairs of letters.
 * Words in another order share all pairs but those at their seams. Where a is only begun, it is
 * how much of it b has.
 */
static double likeness(struct text a, struct text b, bool is_begun)
{
    bool used[NAME_BYTES_MAX] = {false};
    a.length = a.length < NAME_BYTES_MAX ? a.length : NAME_BYTES_MAX;
    b.length = b.length < NAME_BYTES_MAX ? b.length : NAME_BYTES_MAX;
    if (a.length < 2 || b.length < 2) {
        return 0.0;
    }
    size_t shared = 0;
    for (size_t i = 0; i + 1 < a.length; i++) {
        for (size_t k = 0; k + 1 < b.length; k++) {
            if (!used[k] && pair_at(a, i) == pair_at(b, k)) {
                used[k] = true;
                shared++;
                break;
            }
        }
    }
    return is_begun ? (double)shared / (double)(a.length - 1)
                    : 2.0 * (double)shared / (double)(a.length + b.length - 2);
}

static double score_of(const struct matching *matching, struct text name, struct arena *arena)
{
    if (name.length == 0) {
        return 0.0;
    }
    struct text key = registry_fold(name, arena);
    /* Only the name itself scores all, however alike another one is. */
    return text_equal(matching->key, key)
               ? RECONCILE_SCORE_SAME
               : (RECONCILE_SCORE_SAME - 1.0) *
                     likeness(matching->key, key, matching->out->is_begun);
}

/* Where the same entry stands, or behind the last. */
static size_t place_of(const struct reconcile_candidates *out,
                       const struct reconcile_candidate *one)
{
    size_t at = 0;
    while (at < out->count && !(out->items[at].registry == one->registry &&
                                text_equal(out->items[at].item.id, one->item.id))) {
        at++;
    }
    return at;
}

/* Put one in its place; of two that are the same entry the better stays. */
static void offer(struct reconcile_candidates *out, const struct reconcile_candidate *one)
{
    size_t at = place_of(out, one);
    bool is_new = at == out->count;
    bool is_full = is_new && out->count == out->limit;
    if (out->limit == 0 || one->score < RECONCILE_SCORE_LEAST) {
        return;
    }
    at -= is_full ? 1 : 0;
    if (at < out->count && out->items[at].score >= one->score) {
        return;
    }
    out->count += is_new && !is_full ? 1 : 0;
    for (; at > 0 && out->items[at - 1].score < one->score; at--) {
        out->items[at] = out->items[at - 1];
    }
    out->items[at] = *one;
}

/* An entry of the registry room, found by one of its spellings. */
static void offer_entry(const struct matching *matching, uint32_t entry, double score,
                        struct arena *arena)
{
    const struct registry *registry = matching->view->registry;
    struct registry_entry known = registry_entry(registry, entry);
    double by_name = score_of(matching, known.name, arena);
    struct reconcile_candidate one = {
        .registry = matching->registry,
        .item = {known.id, entry, registry_entry_documents(registry, entry).count},
        .score = by_name > score ? by_name : score};
    offer(matching->out, &one);
}

static void offer_value(const struct matching *matching, uint32_t value, struct arena *arena)
{
    const struct index *index = matching->view->source.index;
    const struct registry *registry = matching->view->registry;
    const struct registry_table_row *row = matching->registry;
    struct text text = index_value_text(index, row->field, value);
    double score = score_of(matching, text, arena);
    if (row->is_value) {
        double by_label =
            score_of(matching, label_of(matching->view->vocabulary, row->field, text), arena);
        struct reconcile_candidate one = {
            .registry = row,
            .item = {text, REGISTRY_NONE, index_value_list(index, row->field, value).postings},
            .score = by_label > score ? by_label : score};
        offer(matching->out, &one);
        return;
    }
    struct registry_numbers entries =
        registry_spelling_find(registry, row->kind, registry_fold(text, arena));
    for (size_t i = 0; i < entries.count; i++) {
        offer_entry(matching, entries.items[i], score, arena);
    }
    uint32_t entry = registry_entry_find(registry, row->kind, text);
    if (entries.count == 0 && entry != REGISTRY_NONE) {
        offer_entry(matching, entry, score, arena);
    }
}

/* Offer what has a word that begins with start; everything, for no letters at all. */
static enum status offer_names(const struct matching *matching, struct text start,
                               struct error *error)
{
    const struct index *index = matching->view->source.index;
    enum query_field field = matching->registry->field;
    struct index_range names = index_names_find(index, field, start, INDEX_MATCH_PREFIX);
    for (uint32_t i = 0; i < NAMES_MAX && names.first + i < names.end; i++) {
        AUTO_ARENA arena = arena_new(FOLD_BYTES_MAX);
        if (!arena) {
            return error_set(error, STATUS_NO_MEMORY, "no memory for names");
        }
        uint32_t value = index_name_value(index, field, names.first + i, INDEX_MATCH_PREFIX);
        if (value != INDEX_END) {
            offer_value(matching, value, arena);
        }
    }
    return STATUS_OK;
}

enum status reconcile_match(const struct registry_table_row *registry, const struct view *view,
                            struct text name, struct reconcile_candidates *out, struct error *error)
{
    AUTO_ARENA arena = arena_new(FOLD_BYTES_MAX);
    struct matching matching = {.registry = registry, .view = view, .out = out};
    matching.key = arena ? registry_fold(name, arena) : TEXT_NONE;
    if (!matching.key.at) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a name");
    }
    if (registry->is_value) {
        return offer_names(&matching, TEXT(""), error); /* they are few, and have labels */
    }
    enum status status = STATUS_OK;
    struct text rest = matching.key;
    while (!status && rest.length > 0) {
        struct text word = rest;
        if (!text_take_until(&rest, ' ', &word)) {
            word = rest;
            rest = TEXT("");
        }
        struct text start = text_slice(word, 0, LETTERS);
        while (start.length > 0 && start.length < word.length &&
               ((unsigned char)word.at[start.length] & 0xC0) == 0x80) {
            start.length++; /* whole characters */
        }
        status = start.length > 0 ? offer_names(&matching, start, error) : STATUS_OK;
    }
    return status;
}

struct text reconcile_name(const struct registry_table_row *registry, const struct view *view,
                           const struct registry_item *item)
{
    struct text name = registry->is_value ? label_of(view->vocabulary, registry->field, item->id)
                                          : registry_entry(view->registry, item->entry).name;
    return name.at ? name : item->id;
}
