/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/concordance.h"

#include <stdlib.h>

#include "chancery/base/buffer.h"

#include "matches.h"

/* Documents whose matches may lie in one arena before it is emptied. */
#define BATCH_DOCUMENTS 64

/* The longest form by which a line is sorted. */
#define KEY_BYTES_MAX ((size_t)8192)

/* A match that may become a line. */
struct spot {
    struct search_hit hit;
    struct match_span span;
    struct concordance_line line;
    struct text key; /* what it is sorted by */
    size_t place;    /* among all */
};

struct spots {
    LIST_OF(struct spot);
};

struct work {
    struct search_hits *hits;
    const struct concordance_request *request;
    struct arena *arena;
    struct spots spots;
    size_t total;
    size_t sortable; /* how many of all lines are sorted, when there are so many */
    struct tokens *tokens;
};

/* A word of the document that is being read. */
struct seen {
    struct text unit;
    size_t start;
    size_t end;
    uint32_t position;
    uint32_t paragraph;
    enum index_text_field field;
};

struct seen_words {
    LIST_OF(struct seen);
};

static bool is_wanted(const struct work *work, size_t place)
{
    bool is_on_page =
        place >= work->request->offset && place - work->request->offset < work->request->limit;
    return place < work->sortable || is_on_page;
}

static void take_matches(struct work *work, const struct search_hit *hit,
                         const struct founds *founds)
{
    for (size_t i = 0; i < founds->count; i++) {
        size_t place = work->total++;
        struct spot *spot = is_wanted(work, place) ? LIST_ADD(work->arena, &work->spots) : NULL;
        if (spot) {
            *spot = (struct spot){.hit = *hit, .span = founds->items[i].span, .place = place};
        }
    }
}

static struct search_hit hit_of(const struct search_hits *hits, uint32_t slot)
{
    struct search_hit hit = {slot, INDEX_NO_PARAGRAPH, 0};
    if (hits->space.unit == SEARCH_PARAGRAPHS) {
        hit.document = index_paragraph_document(hits->space.index, slot);
        hit.paragraph = slot - index_layout(hits->space.index, hit.document).first_paragraph;
    }
    return hit;
}

/* Count the matches of all hits, keeping those that may be shown. */
static enum status count_all(struct work *work, struct error *error)
{
    struct search_hits *hits = work->hits;
    if (!hits_mark(hits)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a concordance");
    }
    uint32_t slot = bits_next(hits->bits, 0);
    while (slot != BITS_END) {
        AUTO_ARENA scratch = arena_new(MATCHES_BYTES_MAX);
        if (deadline_is_over(&hits->deadline)) {
            return error_set(error, STATUS_UNAVAILABLE,
                             "counting every match took too long; narrow the query");
        }
        for (int i = 0; i < BATCH_DOCUMENTS && slot != BITS_END && scratch; i++) {
            struct search_hit hit = hit_of(hits, slot);
            struct founds founds = {0};
            matches_find(hits, &hit, scratch, &founds);
            take_matches(work, &hit, &founds);
            slot = bits_next(hits->bits, slot + 1);
        }
        if (!scratch || arena_failed(scratch) || arena_failed(work->arena)) {
            return error_set(error, STATUS_NO_MEMORY, "no memory for a concordance");
        }
    }
    return STATUS_OK;
}

static void see_words(struct work *work, const struct document *document, struct arena *scratch,
                      struct seen_words *out)
{
    struct index_walk walk = index_walk_over(work->tokens, document);
    struct index_word word;
    while (index_walk_next(&walk, &word)) {
        struct seen *seen = word.token.parts == 1 ? LIST_ADD(scratch, out) : NULL;
        if (seen) {
            *seen = (struct seen){.unit = word.unit,
                                  .start = word.token.start,
                                  .end = word.token.end,
                                  .position = word.token.position,
                                  .paragraph = word.paragraph,
                                  .field = word.field};
        }
    }
}

/* The place of the word at position, or of the next one. */
static size_t place_of(const struct seen_words *words, uint32_t position)
{
    size_t low = 0;
    size_t high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (words->items[middle].position < position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_one_unit(const struct seen *a, const struct seen *b)
{
    return a->unit.at == b->unit.at && a->unit.length == b->unit.length;
}

static void show(struct work *work, const struct document *document, const struct seen_words *words,
                 struct spot *spot)
{
    size_t first = place_of(words, spot->span.first);
    size_t last = place_of(words, spot->span.last);
    if (last >= words->count || first > last ||
        !is_one_unit(&words->items[first], &words->items[last])) {
        return; /* The store and the index do not agree. */
    }
    const struct seen *match = &words->items[first];
    size_t left = first;
    size_t right = last;
    for (size_t i = 0; i < work->request->context; i++) {
        left -= left > 0 && is_one_unit(&words->items[left - 1], match) ? 1 : 0;
        right += right + 1 < words->count && is_one_unit(&words->items[right + 1], match) ? 1 : 0;
    }
    size_t start = words->items[left].start;
    size_t end = words->items[last].end;
    spot->line = (struct concordance_line){
        .document = spot->hit.document,
        .paragraph = match->paragraph,
        .field = match->field,
        .left = arena_text(work->arena, text_slice(match->unit, start, match->start - start)),
        .match = arena_text(work->arena, text_slice(match->unit, match->start, end - match->start)),
        .right =
            arena_text(work->arena, text_slice(match->unit, end, words->items[right].end - end)),
    };
    if (match->paragraph < document->paragraphs.count) {
        spot->line.paragraph_id =
            arena_text(work->arena, document->paragraphs.items[match->paragraph].id);
    }
}

/* The folded words of a side, the one next to the match first. */
static void make_key(struct work *work, struct spot *spot)
{
    struct texts folded = {0};
    struct token token;
    bool by_left = work->request->sort == CONCORDANCE_BY_LEFT;
    tokens_start(work->tokens, by_left ? spot->line.left : spot->line.right);
    while (tokens_next(work->tokens, &token)) {
        if (token.parts == 1) {
            texts_add(work->arena, &folded, arena_text(work->arena, token.exact));
        }
    }
    AUTO_BUFFER key = BUFFER_UP_TO(KEY_BYTES_MAX);
    for (size_t i = 0; i < folded.count; i++) {
        buffer_add(&key, folded.items[by_left ? folded.count - 1 - i : i]);
        buffer_add(&key, TEXT(" "));
    }
    spot->key = arena_text(work->arena, buffer_text(&key));
}

/* Make the lines of all spots in one document, which come one after the other. */
static enum status show_document(struct work *work, struct spot *spots, size_t count,
                                 struct error *error)
{
    const struct search_source *source = work->hits->source;
    AUTO_ARENA scratch = arena_new(MATCHES_BYTES_MAX);
    struct document *document = NULL;
    struct seen_words words = {0};
    if (!scratch) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a concordance");
    }
    enum status status =
        source->read(source->context, index_document_key(source->index, spots->hit.document),
                     scratch, &document, error);
    if (status) {
        return status;
    }
    see_words(work, document, scratch, &words);
    for (size_t i = 0; i < count; i++) {
        show(work, document, &words, &spots[i]);
        if (work->request->sort != CONCORDANCE_BY_PLACE) {
            make_key(work, &spots[i]);
        }
    }
    return arena_failed(scratch) ? error_set(error, STATUS_NO_MEMORY, "no memory for a concordance")
                                 : STATUS_OK;
}

static enum status show_all(struct work *work, struct error *error)
{
    struct spots *spots = &work->spots;
    enum status status = STATUS_OK;
    size_t first = 0;
    while (first < spots->count && !status) {
        size_t end = first + 1;
        while (end < spots->count &&
               spots->items[end].hit.document == spots->items[first].hit.document) {
            end++;
        }
        status = show_document(work, &spots->items[first], end - first, error);
        first = end;
    }
    return status;
}

static int compare_spots(const void *left, const void *right)
{
    const struct spot *a = left;
    const struct spot *b = right;
    int order = text_compare(a->key, b->key);
    return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

/* The spots of the page: sorted ones, then those that were kept for standing on it. */
static bool fill_page(const struct work *work, size_t sorted, struct concordance *out)
{
    const struct concordance_request *request = work->request;
    size_t behind = request->offset < work->total ? work->total - request->offset : 0;
    size_t count = request->limit < behind ? request->limit : behind;
    out->lines = arena_take(work->arena, (count + 1) * sizeof(*out->lines));
    size_t first_kept = request->offset > sorted ? request->offset : sorted;
    for (size_t i = 0; i < count && out->lines; i++) {
        size_t place = request->offset + i;
        size_t at = place < sorted ? place : sorted + (place - first_kept);
        out->lines[out->count++] = work->spots.items[at].line;
    }
    return out->lines != NULL;
}

enum status search_concordance(struct search_hits *hits, const struct concordance_request *request,
                               struct arena *arena, struct concordance *out, struct error *error)
{
    AUTO_TOKENS tokens = tokens_new();
    struct work work = {.hits = hits, .request = request, .arena = arena, .tokens = tokens};
    work.sortable = request->sort == CONCORDANCE_BY_PLACE ? 0 : CONCORDANCE_SORTED_MAX;
    enum status status = tokens ? count_all(&work, error) : STATUS_NO_MEMORY;
    if (!status) {
        status = show_all(&work, error);
    }
    if (status) {
        return status;
    }
    size_t sorted = work.sortable < work.total ? work.sortable : work.total;
    if (sorted > 1) {
        qsort(work.spots.items, sorted, sizeof(*work.spots.items), compare_spots);
    }
    *out = (struct concordance){.total = work.total, .sorted = sorted};
    return fill_page(&work, sorted, out) && !arena_failed(arena)
               ? STATUS_OK
               : error_set(error, STATUS_NO_MEMORY, "no memory for a concordance");
}
