/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "matches.h"
#include "snippet.h"

/* What is known of one paragraph. */
struct candidate {
    uint32_t paragraph;
    size_t matches;
    uint64_t leaves; /* which leaves stand in it; those from the 64th on share bits */
    struct snippet_marks marks;
};

struct illustration {
    struct search_hits *hits;
    const struct search_hit *hit;
    const struct search_passages_request *request;
    struct arena *arena;
    struct arena *scratch;
    struct founds founds;
    size_t at; /* matches before this one lie behind the word being read */
    const struct document *document;
    struct snippet_marks title_marks;
    struct candidate *candidates; /* by paragraph */
};

static void note_matches(struct illustration *work, uint32_t first_paragraph)
{
    const struct index *index = work->hits->space.index;
    size_t count = work->document->paragraphs.count;
    for (size_t i = 0; i < work->founds.count; i++) {
        uint32_t block = spans_block(index, work->hit->document, work->founds.items[i].span.first);
        if (block == SPANS_TITLE || block == SPANS_HEADER || block - first_paragraph >= count) {
            continue;
        }
        struct candidate *candidate = &work->candidates[block - first_paragraph];
        candidate->matches++;
        candidate->leaves |= UINT64_C(1) << (work->founds.items[i].leaf % 64);
    }
}

/* Mark the bytes of a word that lies in a match; touching matches are told apart by where. */
static void mark_word(struct illustration *work, const struct index_word *word)
{
    uint32_t position = word->token.position;
    const struct founds *founds = &work->founds;
    while (work->at < founds->count && founds->items[work->at].span.last < position) {
        work->at++;
    }
    for (size_t i = work->at; i < founds->count && founds->items[i].span.first <= position; i++) {
        struct match_span span = founds->items[i].span;
        if (span.last < position) {
            continue;
        }
        struct snippet_marks *marks = word->field == INDEX_TEXT_TITLE
                                          ? &work->title_marks
                                          : &work->candidates[word->paragraph].marks;
        struct snippet_mark mark = {word->token.start, word->token.end, span.first};
        snippet_mark_add(work->scratch, marks, mark);
        return;
    }
}

/* Read the title and the paragraphs again, to learn where the bytes of matches are. */
static bool mark_words(struct illustration *work)
{
    AUTO_TOKENS tokens = tokens_new();
    if (!tokens) {
        return false;
    }
    struct index_walk walk = index_walk_over(tokens, work->document);
    struct index_word word;
    while (work->at < work->founds.count && index_walk_next(&walk, &word) &&
           word.field != INDEX_TEXT_HEADER) {
        /* Headings are not shown in passages, and a hyphenated word is marked by its parts. */
        if (!word.is_heading && word.token.parts == 1) {
            mark_word(work, &word);
        }
    }
    return true;
}

static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;
    int first = __builtin_popcountll(a->leaves);
    int second = __builtin_popcountll(b->leaves);
    if (first != second) {
        return second - first;
    }
    if (a->matches != b->matches) {
        return (a->matches < b->matches) - (a->matches > b->matches);
    }
    return (a->paragraph > b->paragraph) - (a->paragraph < b->paragraph);
}

static void add_passage(struct illustration *work, const struct candidate *candidate,
                        struct search_passages *out)
{
    struct search_passage *passage = &out->items[out->count++];
    size_t characters =
        work->request->characters ? work->request->characters : SEARCH_PASSAGE_CHARACTERS;
    passage->paragraph = candidate->paragraph;
    passage->matches = candidate->matches;
    snippet_cut(work->document->paragraphs.items[candidate->paragraph].text, &candidate->marks,
                characters, work->arena, &passage->segments);
}

static void add_passages(struct illustration *work, struct search_passages *out)
{
    size_t count = work->document->paragraphs.count;
    if (work->hit->paragraph != INDEX_NO_PARAGRAPH) {
        if (work->hit->paragraph < count) {
            add_passage(work, &work->candidates[work->hit->paragraph], out);
        }
        return;
    }
    if (count > 1) {
        qsort(work->candidates, count, sizeof(*work->candidates), compare_candidates);
    }
    for (size_t i = 0; i < count && i < work->request->limit; i++) {
        if (work->candidates[i].matches == 0) {
            break;
        }
        add_passage(work, &work->candidates[i], out);
    }
}

static bool illustrate(struct illustration *work, struct search_passages *out)
{
    size_t count = work->document->paragraphs.count;
    size_t most = work->request->limit < count ? work->request->limit : count;
    out->items = arena_take(work->arena, (most + 1) * sizeof(*out->items));
    work->candidates = arena_take(work->scratch, (count + 1) * sizeof(*work->candidates));
    if (!out->items || !work->candidates) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        work->candidates[i].paragraph = i;
    }
    note_matches(work, index_layout(work->hits->space.index, work->hit->document).first_paragraph);
    if (!mark_words(work)) {
        return false;
    }
    if (work->title_marks.count > 0) {
        snippet_whole(work->document->title, &work->title_marks, work->arena, &out->title);
    }
    add_passages(work, out);
    return !arena_failed(work->arena) && !arena_failed(work->scratch);
}

enum status search_passages(struct search_hits *hits, const struct search_hit *hit,
                            const struct search_passages_request *request, struct arena *arena,
                            struct search_passages *out, struct error *error)
{
    const struct search_source *source = hits->source;
    struct document *document = NULL;
    enum status status = source->read(
        source->context, index_document_key(source->index, hit->document), arena, &document, error);
    if (status) {
        return status;
    }
    AUTO_ARENA scratch = arena_new(MATCHES_BYTES_MAX);
    struct search_passages passages = {.document = document};
    struct illustration work = {.hits = hits,
                                .hit = hit,
                                .request = request,
                                .arena = arena,
                                .scratch = scratch,
                                .document = document};
    if (scratch) {
        matches_find(hits, hit, scratch, &work.founds);
        passages.matches = work.founds.count;
    }
    if (!scratch || !illustrate(&work, &passages)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for passages");
    }
    *out = passages;
    return STATUS_OK;
}
