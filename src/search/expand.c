/* SPDX-License-Identifier: Apache-2.0 */
#include "expand.h"

#include "chancery/base/utf8.h"

unsigned expand_edits(struct text word)
{
    size_t letters = 0;
    uint32_t letter = 0;
    while (utf8_take(&word, &letter)) {
        letters++;
    }
    return letters < EXPAND_LONG_LETTERS ? 1 : 2;
}

static void add_term(struct arena *arena, struct plan_ranges *out, uint32_t term)
{
    if (out->count > 0 && out->items[out->count - 1].end == term) {
        out->items[out->count - 1].end++;
        return;
    }
    struct index_range *item = LIST_ADD(arena, out);
    if (item) {
        *item = (struct index_range){term, term + 1};
    }
}

/* Terms by how many documents have them, in classes of powers of two. */
#define CLASSES 33

static unsigned class_of(const struct index *index, uint32_t term)
{
    uint32_t documents = index_term_documents(index, INDEX_EXACT, term);
    return documents == 0 ? 0 : 32 - (unsigned)__builtin_clz(documents);
}

/* Keep the most frequent of the terms, as many as may be: whole classes, then the first of one. */
static void keep_frequent(struct expander *expander, struct expansion *out)
{
    struct plan_ranges all = out->ranges;
    uint32_t counts[CLASSES] = {0};
    for (size_t i = 0; i < all.count; i++) {
        for (uint32_t term = all.items[i].first; term < all.items[i].end; term++) {
            counts[class_of(expander->index, term)]++;
        }
    }
    unsigned least = CLASSES;
    uint32_t room = expander->left;
    while (least > 0 && counts[least - 1] <= room) {
        room -= counts[--least];
    }
    out->ranges = (struct plan_ranges){0};
    for (size_t i = 0; i < all.count; i++) {
        for (uint32_t term = all.items[i].first; term < all.items[i].end; term++) {
            unsigned class = class_of(expander->index, term);
            bool is_last = class + 1 == least && room > 0;
            room -= is_last ? 1 : 0;
            if (class >= least || is_last) {
                add_term(expander->arena, &out->ranges, term);
                out->kept++;
            }
        }
    }
}

static void finish(struct expander *expander, struct expansion *out)
{
    if (out->found > expander->left) {
        keep_frequent(expander, out);
    } else {
        out->kept = out->found;
    }
    expander->left -= out->kept;
}

static void add_start(struct expander *expander, struct text start, struct expansion *out)
{
    struct index_range range = index_terms_find(expander->index, INDEX_EXACT, start, true);
    struct index_range *item =
        range.first < range.end ? LIST_ADD(expander->arena, &out->ranges) : NULL;
    if (item) {
        *item = range;
        out->found += range.end - range.first;
    }
}

void expand_prefix(struct expander *expander, struct text word, struct text written,
                   struct expansion *out)
{
    *out = (struct expansion){0};
    if (!text_starts(written, word)) {
        add_start(expander, written, out);
    }
    add_start(expander, word, out);
    finish(expander, out);
}

/* A walk through terms in their order, that keeps the state behind each letter of the last one. */
struct walk {
    const struct index *index;
    const struct pattern *pattern;
    uint32_t end;
    struct text term;                       /* the last one */
    size_t depth;                           /* how many letters of it were read */
    size_t ends[TOKENS_WORD_BYTES_MAX + 1]; /* bytes of the term, by letters */
    struct pattern_state states[TOKENS_WORD_BYTES_MAX + 1];
};

static size_t common_start(struct text a, struct text b)
{
    size_t length = 0;
    while (length < a.length && length < b.length && a.at[length] == b.at[length]) {
        length++;
    }
    return length;
}

/* Read term as far as it can still match. False when it cannot behind its letters read. */
static bool read_term(struct walk *walk, struct text term)
{
    size_t same = common_start(walk->term, term);
    while (walk->ends[walk->depth] > same) {
        walk->depth--;
    }
    walk->term = term;
    struct text rest = text_from(term, walk->ends[walk->depth]);
    bool is_alive = pattern_is_alive(walk->pattern, walk->states[walk->depth]);
    uint32_t letter = 0;
    while (is_alive && walk->depth < TOKENS_WORD_BYTES_MAX && utf8_take(&rest, &letter)) {
        walk->states[walk->depth + 1] =
            pattern_step(walk->pattern, walk->states[walk->depth], letter);
        walk->depth++;
        walk->ends[walk->depth] = term.length - rest.length;
        is_alive = pattern_is_alive(walk->pattern, walk->states[walk->depth]);
    }
    return is_alive;
}

/* The first term behind the one at place that does not begin with start; they lie together. */
static uint32_t pass_over(const struct walk *walk, uint32_t place, struct text start)
{
    uint32_t step = 1;
    uint32_t low = place; /* begins so */
    while (step < walk->end - low &&
           text_starts(index_term_text(walk->index, INDEX_EXACT, low + step), start)) {
        low += step;
        step *= 2;
    }
    uint32_t high = step < walk->end - low ? low + step : walk->end;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (text_starts(index_term_text(walk->index, INDEX_EXACT, middle), start)) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

/* The terms that begin as the pattern does up to its first star: all where letters may differ. */
static struct index_range range_of(const struct index *index, const struct pattern *pattern)
{
    char bytes[PATTERN_LETTERS_MAX * 4];
    size_t length = 0;
    size_t fixed = pattern->stars ? (size_t)__builtin_ctzll(pattern->stars) : pattern->length;
    for (size_t i = 0; i < fixed && pattern->edits == 0; i++) {
        length += utf8_write(pattern->letters[i], bytes + length);
    }
    return index_terms_find(index, INDEX_EXACT, (struct text){bytes, length}, true);
}

void expand_pattern(struct expander *expander, const struct pattern *pattern, struct expansion *out)
{
    struct index_range range = range_of(expander->index, pattern);
    struct walk walk = {.index = expander->index, .pattern = pattern, .end = range.end};
    walk.term = TEXT("");
    walk.states[0] = pattern_start(pattern);
    *out = (struct expansion){0};
    uint32_t term = range.first;
    while (term < range.end) {
        if (!read_term(&walk, index_term_text(expander->index, INDEX_EXACT, term))) {
            term = pass_over(&walk, term, text_slice(walk.term, 0, walk.ends[walk.depth]));
            continue;
        }
        if (walk.ends[walk.depth] == walk.term.length &&
            pattern_accepts(pattern, walk.states[walk.depth])) {
            add_term(expander->arena, &out->ranges, term);
            out->found++;
        }
        term++;
    }
    finish(expander, out);
}
