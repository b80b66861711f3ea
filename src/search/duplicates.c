/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/duplicates.h"

#include <stdlib.h>

#include "chancery/base/array.h"

#include "hits.h"

/* The memory that one document takes while it is compared. */
#define READ_BYTES_MAX ((size_t)256 * 1024 * 1024)

/* The bytes of a signature by which documents that may be alike meet, in so many bands. */
#define BAND_BYTES 8
#define BANDS      (SIGNATURE_BYTES / BAND_BYTES)

static bool is_near(const struct index_signature *a, const struct index_signature *b,
                    unsigned *equal)
{
    *equal = signature_equal_bytes(a, b);
    return *equal >= SIGNATURE_NEAR_BYTES;
}

/* As many bytes are equal as there are runs in common, and of the others one of 255 by chance. */
static float similarity_of(unsigned equal)
{
    float chance = 1.0F / 255.0F;
    float share = (float)equal / SIGNATURE_BYTES;
    return (share - chance) / (1.0F - chance);
}

static int compare_duplicates(const void *left, const void *right)
{
    const struct duplicate *a = left;
    const struct duplicate *b = right;
    if (a->similarity != b->similarity) {
        return (a->similarity < b->similarity) - (a->similarity > b->similarity);
    }
    if (a->is_same != b->is_same) {
        return b->is_same ? 1 : -1;
    }
    return (a->document > b->document) - (a->document < b->document);
}

struct found {
    LIST_OF(struct duplicate);
};

static void scan(const struct index *index, uint32_t document, struct arena *arena,
                 struct found *out)
{
    const struct index_signature *signatures = index_signatures(index);
    if (signature_is_empty(&signatures[document])) {
        return;
    }
    for (uint32_t i = 0; i < index_document_count(index); i++) {
        unsigned equal = 0;
        if (i == document || !is_near(&signatures[document], &signatures[i], &equal)) {
            continue;
        }
        struct duplicate *item = LIST_ADD(arena, out);
        if (item) {
            *item = (struct duplicate){i, false, similarity_of(equal)};
        }
    }
}

/* One document being read word by word. */
struct reading {
    struct arena *arena;
    struct tokens *tokens;
    struct index_walk walk;
};

static void reading_end(struct reading *reading)
{
    tokens_free(reading->tokens);
    arena_free(reading->arena);
}

#define AUTO_READING __attribute__((cleanup(reading_end))) struct reading

static enum status begin(const struct search_source *source, uint32_t document,
                         struct reading *reading, struct error *error)
{
    struct document *read = NULL;
    reading->arena = arena_new(READ_BYTES_MAX);
    reading->tokens = tokens_new();
    if (!reading->arena || !reading->tokens) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to compare documents");
    }
    enum status status = source->read(source->context, index_document_key(source->index, document),
                                      reading->arena, &read, error);
    if (!status) {
        reading->walk = index_walk_over(reading->tokens, read);
    }
    return status;
}

/* Take the next word of title or body; its bytes are good until the next. */
static bool take(struct reading *reading, struct text *word)
{
    struct index_word next;
    while (index_walk_next(&reading->walk, &next) && next.field != INDEX_TEXT_HEADER) {
        if (next.token.parts == 1) {
            *word = next.token.exact;
            return true;
        }
    }
    *word = TEXT_NONE;
    return false;
}

static enum status compare_words(const struct search_source *source, uint32_t document,
                                 struct duplicate *duplicate, struct error *error)
{
    AUTO_READING first = {.tokens = NULL};
    AUTO_READING second = {.tokens = NULL};
    enum status status = begin(source, document, &first, error);
    if (!status) {
        status = begin(source, duplicate->document, &second, error);
    }
    bool more = !status;
    while (more) {
        struct text a;
        struct text b;
        bool has_first = take(&first, &a);
        bool has_second = take(&second, &b);
        duplicate->is_same = !has_first && !has_second;
        more = has_first && has_second && text_equal(a, b);
    }
    if (duplicate->is_same) {
        duplicate->similarity = 1.0F;
    }
    return status;
}

enum status search_duplicates(const struct search_source *source,
                              const struct duplicates_request *request, struct arena *arena,
                              struct duplicates *out, struct error *error)
{
    struct found found = {0};
    enum status status = STATUS_OK;
    scan(source->index, request->document, arena, &found);
    if (found.count > 1) {
        qsort(found.items, found.count, sizeof(*found.items), compare_duplicates);
    }
    for (size_t i = 0; i < found.count && i < DUPLICATES_MAX && !status; i++) {
        /* Where one byte differs, so does a run of words. */
        if (found.items[i].similarity >= 1.0F) {
            status = compare_words(source, request->document, &found.items[i], error);
        }
    }
    if (status) {
        return status;
    }
    if (found.count > 1) {
        qsort(found.items, found.count, sizeof(*found.items), compare_duplicates);
    }
    size_t first = request->offset < found.count ? request->offset : found.count;
    size_t left = found.count - first;
    *out = (struct duplicates){.items = found.items + first,
                               .count = request->limit < left ? request->limit : left,
                               .total = found.count};
    return arena_failed(arena) ? error_set(error, STATUS_NO_MEMORY, "no memory for copies")
                               : STATUS_OK;
}

/* The kept hits by the bands of their signatures, open addressing. */
struct band {
    uint64_t key;
    uint32_t place; /* of the kept hit, plus 1; 0: free */
};

struct groups {
    struct search_hits *hits;
    struct band *bands;
    size_t mask;
    size_t kept;
};

static const struct index_signature *signature_at(const struct groups *groups, size_t place)
{
    return &index_signatures(groups->hits->space.index)[groups->hits->items[place].document];
}

static uint64_t band_key(const struct index_signature *signature, size_t band)
{
    uint64_t key = 0;
    memcpy(&key, signature->bytes + band * BAND_BYTES, sizeof(key));
    return (key ^ band) * UINT64_C(0x9E3779B97F4A7C15);
}

/* Where a band is, or may be put. */
static struct band *band_find(const struct groups *groups, uint64_t key)
{
    size_t at = (size_t)(key >> 20) & groups->mask;
    while (groups->bands[at].place > 0 && groups->bands[at].key != key) {
        at = (at + 1) & groups->mask;
    }
    return &groups->bands[at];
}

/* The kept hit that signature is a copy of, or the number of kept ones. */
static size_t original_of(const struct groups *groups, const struct index_signature *signature)
{
    unsigned equal = 0;
    for (size_t i = 0; i < BANDS; i++) {
        const struct band *band = band_find(groups, band_key(signature, i));
        if (band->place > 0 && is_near(signature, signature_at(groups, band->place - 1), &equal)) {
            return band->place - 1;
        }
    }
    return groups->kept;
}

static void keep(struct groups *groups, size_t place)
{
    struct search_hits *hits = groups->hits;
    hits->items[groups->kept] = hits->items[place];
    const struct index_signature *signature = signature_at(groups, groups->kept);
    groups->kept++;
    for (size_t i = 0; i < BANDS && !signature_is_empty(signature); i++) {
        struct band *band = band_find(groups, band_key(signature, i));
        if (band->place == 0) {
            *band = (struct band){band_key(signature, i), (uint32_t)groups->kept};
        }
    }
}

enum status search_collapse(struct search_hits *hits, struct error *error)
{
    size_t room = 2;
    while (room < hits->count * BANDS * 2) {
        room *= 2;
    }
    struct groups groups = {.hits = hits, .mask = room - 1};
    groups.bands = arena_take(hits->arena, room * sizeof(*groups.bands));
    uint32_t *copies = arena_take(hits->arena, (hits->count + 1) * sizeof(*copies));
    if (!groups.bands || !copies || !order_first(hits, hits->count)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to collapse copies");
    }
    for (size_t i = 0; i < hits->count; i++) {
        size_t original = original_of(&groups, signature_at(&groups, i));
        if (original < groups.kept) {
            copies[original]++;
        } else {
            keep(&groups, i);
        }
    }
    hits->copies = copies;
    hits->count = groups.kept;
    hits->ordered_count = groups.kept;
    hits->is_listed = true;
    return STATUS_OK;
}

uint32_t search_copies(const struct search_hits *hits, size_t place)
{
    return hits->copies ? hits->copies[place] : 0;
}
