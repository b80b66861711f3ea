/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/similar.h"

#include <math.h>
#include <stdlib.h>

#include "chancery/base/numbering.h"

/* People and tags say more than a word of the same rarity. */
#define TAG_WEIGHT    1.0F
#define PERSON_WEIGHT 1.5F

/* A word that stands in more than one document of so many says nothing. */
#define COMMON_SHARE 20

/* The shortest word that is a reason, in bytes. */
#define WORD_BYTES_MIN 3

/* What the document has and others may have too. */
struct trait {
    enum similar_kind kind;
    struct text text;
    struct index_list list; /* of the documents that have it */
    float weight;
};

struct traits {
    LIST_OF(struct trait);
};

/* How often each stem stands in the document, and how it was first printed. */
struct stem {
    uint32_t term;
    uint32_t count;
    struct text printed;
};

struct work {
    const struct search_source *source;
    uint32_t document;
    struct arena *arena;
    struct tokens *tokens;
    struct traits traits;
    float *scores; /* by document */
    uint64_t postings;
};

static float rarity(const struct work *work, uint32_t documents)
{
    float all = (float)index_document_count(work->source->index);
    return logf(1.0F + all / ((float)documents + 0.5F));
}

static bool is_number(struct text word)
{
    size_t digits = 0;
    while (digits < word.length && text_is_digit(word.at[digits])) {
        digits++;
    }
    return digits == word.length;
}

/* Count the stems of title and body. */
static struct stem *count_stems(struct work *work, const struct document *document, size_t *count)
{
    struct numbering numbers = NUMBERING_NONE;
    struct stems {
        LIST_OF(struct stem);
    } stems = {0};
    struct index_walk walk = index_walk_over(work->tokens, document);
    struct index_word word;
    while (index_walk_next(&walk, &word) && word.field != INDEX_TEXT_HEADER) {
        struct text exact = word.token.exact;
        if (word.token.parts > 1 || exact.length < WORD_BYTES_MIN || is_number(exact)) {
            continue;
        }
        struct text stem_text = tokens_stem(work->tokens, exact);
        uint32_t number = numbering_of(work->arena, &numbers, stem_text);
        if (number == stems.count) {
            struct stem *stem = LIST_ADD(work->arena, &stems);
            if (stem) {
                struct index_range found =
                    index_terms_find(work->source->index, INDEX_STEM, stem_text, false);
                stem->term = found.first < found.end ? found.first : INDEX_END;
                stem->printed =
                    text_slice(word.unit, word.token.start, word.token.end - word.token.start);
            }
        }
        if (number < stems.count) {
            stems.items[number].count++;
        }
    }
    *count = stems.count;
    return stems.items;
}

static void add_trait(struct work *work, struct trait trait)
{
    bool is_shared = trait.list.postings > 1; /* one is the document itself */
    struct trait *item = is_shared ? LIST_ADD(work->arena, &work->traits) : NULL;
    if (item) {
        *item = trait;
    }
}

static int compare_traits(const void *left, const void *right)
{
    const struct trait *a = left;
    const struct trait *b = right;
    if (a->weight != b->weight) {
        return (a->weight < b->weight) - (a->weight > b->weight);
    }
    return text_compare(a->text, b->text);
}

static void sort_traits(struct traits *traits)
{
    if (traits->count > 1) {
        qsort(traits->items, traits->count, sizeof(*traits->items), compare_traits);
    }
}

/* The words that say most: each counts by its rarity, and more when it comes again. */
static void take_words(struct work *work, const struct document *document)
{
    const struct index *index = work->source->index;
    size_t count = 0;
    const struct stem *stems = count_stems(work, document, &count);
    uint32_t most = index_document_count(index) / COMMON_SHARE;
    most = most < COMMON_SHARE ? COMMON_SHARE : most;
    for (size_t i = 0; i < count; i++) {
        bool is_known = stems[i].term != INDEX_END;
        uint32_t documents =
            is_known ? index_term_documents(index, INDEX_STEM, stems[i].term) : UINT32_MAX;
        if (documents > most) {
            continue;
        }
        float times = (float)stems[i].count;
        add_trait(work, (struct trait){.kind = SIMILAR_TERM,
                                       .text = stems[i].printed,
                                       .list = index_term_list(index, INDEX_STEM, stems[i].term),
                                       .weight = rarity(work, documents) * times / (times + 1.0F)});
    }
    sort_traits(&work->traits);
    work->traits.count = work->traits.count < SIMILAR_WORDS ? work->traits.count : SIMILAR_WORDS;
}

static void take_values(struct work *work, enum query_field field, enum similar_kind kind,
                        float weight)
{
    const struct index *index = work->source->index;
    struct index_numbers values = index_document_values(index, field, work->document);
    for (size_t i = 0; i < values.count; i++) {
        struct index_list list = index_value_list(index, field, values.items[i]);
        add_trait(work, (struct trait){.kind = kind,
                                       .text = index_value_text(index, field, values.items[i]),
                                       .list = list,
                                       .weight = rarity(work, list.postings) * weight});
    }
}

/* Give every document that has the trait its weight. False when too many postings were read. */
static bool weigh(struct work *work, const struct trait *trait)
{
    if (work->postings + trait->list.postings > SIMILAR_POSTINGS_MAX) {
        return false;
    }
    work->postings += trait->list.postings;
    struct index_cursor cursor = index_cursor_over(trait->list);
    for (; cursor.number != INDEX_END; (void)index_cursor_next(&cursor)) {
        work->scores[cursor.number] += trait->weight;
    }
    return true;
}

static bool is_better(const struct work *work, uint32_t a, uint32_t b)
{
    return work->scores[a] != work->scores[b] ? work->scores[a] > work->scores[b] : a < b;
}

/* Keep the best in order; most documents are not among them and cost one comparison. */
static void choose(const struct work *work, size_t limit, struct similar *out)
{
    uint32_t count = index_document_count(work->source->index);
    for (uint32_t i = 0; i < count; i++) {
        bool is_full = out->count == limit;
        if (i == work->document || work->scores[i] <= 0 ||
            (is_full && !is_better(work, i, out->items[limit - 1].document))) {
            continue;
        }
        size_t at = is_full ? limit - 1 : out->count++;
        while (at > 0 && is_better(work, i, out->items[at - 1].document)) {
            out->items[at] = out->items[at - 1];
            at--;
        }
        out->items[at] = (struct similar_neighbor){.document = i, .score = work->scores[i]};
    }
}

/* Traits are sorted by weight, so the first that the neighbor has are its reasons. */
static void add_reasons(const struct work *work, struct similar_neighbor *neighbor)
{
    for (size_t i = 0; i < work->traits.count; i++) {
        const struct trait *trait = &work->traits.items[i];
        struct index_cursor cursor = index_cursor_over(trait->list);
        if (neighbor->reason_count == SIMILAR_REASONS_MAX ||
            index_cursor_seek(&cursor, neighbor->document) != neighbor->document) {
            continue;
        }
        neighbor->reasons[neighbor->reason_count++] =
            (struct similar_reason){trait->kind, trait->text, trait->list.postings, trait->weight};
    }
}

static bool find_neighbors(struct work *work, size_t limit, struct similar *out)
{
    uint32_t count = index_document_count(work->source->index);
    work->scores = arena_take(work->arena, ((size_t)count + 1) * sizeof(*work->scores));
    out->items = arena_take(work->arena, (limit + 1) * sizeof(*out->items));
    if (!work->scores || !out->items || limit == 0) {
        return work->scores && out->items;
    }
    size_t weighed = 0;
    for (size_t i = 0; i < work->traits.count; i++) {
        struct trait trait = work->traits.items[i];
        if (weigh(work, &trait)) {
            work->traits.items[weighed++] = trait;
        }
    }
    work->traits.count = weighed;
    choose(work, limit, out);
    for (size_t i = 0; i < out->count; i++) {
        add_reasons(work, &out->items[i]);
    }
    return true;
}

enum status search_similar(const struct search_source *source, uint32_t document, size_t limit,
                           struct arena *arena, struct similar *out, struct error *error)
{
    AUTO_TOKENS tokens = tokens_new();
    struct work work = {.source = source, .document = document, .arena = arena, .tokens = tokens};
    struct document *read = NULL;
    *out = (struct similar){0};
    if (!tokens) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for neighbors");
    }
    enum status status = source->read(source->context, index_document_key(source->index, document),
                                      arena, &read, error);
    if (status) {
        return status;
    }
    take_words(&work, read);
    take_values(&work, QUERY_FIELD_TAG, SIMILAR_TAG, TAG_WEIGHT);
    take_values(&work, QUERY_FIELD_PERSON, SIMILAR_PERSON, PERSON_WEIGHT);
    sort_traits(&work.traits);
    limit = limit < SIMILAR_LIMIT_MAX ? limit : SIMILAR_LIMIT_MAX;
    if (!find_neighbors(&work, limit, out) || arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for neighbors");
    }
    return STATUS_OK;
}
