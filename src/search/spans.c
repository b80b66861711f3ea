/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "spans.h"

struct positions {
    LIST_OF(uint32_t);
};

uint32_t spans_block(const struct index *index, uint32_t document, uint32_t position)
{
    struct index_layout layout = index_layout(index, document);
    if (position < layout.body_start) {
        return SPANS_TITLE;
    }
    if (position >= layout.header_start) {
        return SPANS_HEADER;
    }
    /* The last paragraph that begins at or before it; empty ones begin where the next does. */
    uint32_t low = layout.first_paragraph;
    uint32_t high = layout.first_paragraph + layout.paragraph_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (index_paragraph_start(index, middle) <= position) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_in(const struct plan_leaf *leaf, struct index_layout layout, uint32_t position)
{
    enum index_text_field field = position < layout.body_start     ? INDEX_TEXT_TITLE
                                  : position < layout.header_start ? INDEX_TEXT_BODY
                                                                   : INDEX_TEXT_HEADER;
    return leaf->in >> field & 1;
}

/* How many exact terms an element stands for: those whose lists have its positions. */
static size_t count_forms(const struct plan_element *element, const struct index *index)
{
    size_t count = 0;
    for (size_t i = 0; i < element->ranges.count; i++) {
        struct index_range range = element->ranges.items[i];
        for (uint32_t term = range.first; term < range.end; term++) {
            count += element->form == INDEX_STEM ? index_stem_forms(index, term).count : 1;
        }
    }
    return count;
}

static void open_term(struct plan_element *element, const struct index *index, uint32_t term)
{
    struct index_numbers forms = {&term, 1};
    if (element->form == INDEX_STEM) {
        forms = index_stem_forms(index, term);
    }
    for (size_t i = 0; i < forms.count; i++) {
        element->cursors[element->cursor_count++] =
            index_term_cursor(index, INDEX_EXACT, forms.items[i]);
    }
}

/* Make a cursor for each term of an element, once. */
static void open_cursors(struct plan_element *element, const struct index *index,
                         struct arena *arena)
{
    if (element->cursors) {
        return;
    }
    element->cursors = arena_take(arena, count_forms(element, index) * sizeof(*element->cursors));
    for (size_t i = 0; i < element->ranges.count && element->cursors; i++) {
        struct index_range range = element->ranges.items[i];
        for (uint32_t term = range.first; term < range.end; term++) {
            open_term(element, index, term);
        }
    }
}

void spans_open(struct plan_leaf *leaf, const struct index *index, struct arena *arena)
{
    for (size_t i = 0; i < leaf->sequences.count; i++) {
        for (size_t k = 0; k < leaf->sequences.items[i].count; k++) {
            open_cursors(&leaf->sequences.items[i].elements[k], index, arena);
        }
    }
}

static int compare_positions(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void add_positions(struct index_cursor *cursor, struct arena *arena, struct positions *out)
{
    struct index_positions reader = index_cursor_positions(cursor);
    uint32_t position = 0;
    while (index_positions_next(&reader, &position)) {
        uint32_t *item = LIST_ADD(arena, out);
        if (item) {
            *item = position;
        }
    }
}

/* All positions of an element in document, rising, each once. */
static void read_positions(struct plan_element *element, uint32_t document, struct arena *arena,
                           struct positions *out)
{
    size_t lists = 0;
    for (size_t i = 0; i < element->cursor_count; i++) {
        struct index_cursor *cursor = &element->cursors[i];
        if (index_cursor_seek(cursor, document) == document) {
            add_positions(cursor, arena, out);
            lists++;
        }
    }
    if (lists < 2 || out->count < 2) {
        return;
    }
    qsort(out->items, out->count, sizeof(*out->items), compare_positions);
    size_t kept = 1;
    for (size_t i = 1; i < out->count; i++) {
        if (out->items[i] != out->items[kept - 1]) {
            out->items[kept++] = out->items[i];
        }
    }
    out->count = kept;
}

/* Cursors only go forward; for a document that lies behind them they begin again. */
static void prepare(struct plan_element *element, uint32_t document)
{
    for (size_t i = 0; i < element->cursor_count && document < element->asked; i++) {
        element->cursors[i] = index_cursor_over(element->cursors[i].list);
    }
    element->asked = document;
}

static void span_add(struct arena *arena, struct match_spans *out, uint32_t first, uint32_t last)
{
    struct match_span *span = LIST_ADD(arena, out);
    if (span) {
        *span = (struct match_span){first, last};
    }
}

/* What one sequence is matched with in one document. */
struct matching {
    const struct plan_leaf *leaf;
    const struct index *index;
    uint32_t document;
    struct index_layout layout;
    struct positions *lists; /* of each element */
    size_t *at;              /* how far each list was read; starts rise, so it never goes back */
    size_t count;
};

/*
 * Whether the sequence stands at first, its words as early as they can. Taking each as early as
 * possible leaves the most room for the rest, so no other choice fits if this does not.
 */
static bool match_at(struct matching *match, uint32_t first, uint32_t *last)
{
    uint32_t position = first;
    for (size_t i = 1; i < match->count; i++) {
        const struct positions *list = &match->lists[i];
        while (match->at[i] < list->count && list->items[match->at[i]] <= position) {
            match->at[i]++;
        }
        if (match->at[i] == list->count) {
            return false;
        }
        position = list->items[match->at[i]];
    }
    *last = position;
    return position - first - (uint32_t)(match->count - 1) <= match->leaf->slop &&
           spans_block(match->index, match->document, first) ==
               spans_block(match->index, match->document, position);
}

static void match_sequence(struct plan_leaf *leaf, struct plan_sequence *sequence,
                           const struct index *index, uint32_t document, struct arena *arena,
                           struct match_spans *out)
{
    struct matching match = {
        .leaf = leaf,
        .index = index,
        .document = document,
        .layout = index_layout(index, document),
        .lists = arena_take(arena, sequence->count * sizeof(*match.lists)),
        .at = arena_take(arena, sequence->count * sizeof(*match.at)),
        .count = sequence->count,
    };
    for (size_t i = 0; i < sequence->count; i++) {
        if (!match.lists || !match.at) {
            return;
        }
        prepare(&sequence->elements[i], document);
        read_positions(&sequence->elements[i], document, arena, &match.lists[i]);
        if (match.lists[i].count == 0) {
            return;
        }
    }
    for (size_t i = 0; i < match.lists[0].count; i++) {
        uint32_t first = match.lists[0].items[i];
        uint32_t last = first;
        if (is_in(leaf, match.layout, first) && match_at(&match, first, &last)) {
            span_add(arena, out, first, last);
        }
    }
}

static int compare_spans(const void *left, const void *right)
{
    const struct match_span *a = left;
    const struct match_span *b = right;
    if (a->first != b->first) {
        return (a->first > b->first) - (a->first < b->first);
    }
    return (a->last > b->last) - (a->last < b->last);
}

/* Sort spans, keeping each once. */
static void sort_spans(struct match_spans *spans)
{
    if (spans->count < 2) {
        return;
    }
    qsort(spans->items, spans->count, sizeof(*spans->items), compare_spans);
    size_t kept = 1;
    for (size_t i = 1; i < spans->count; i++) {
        if (compare_spans(&spans->items[i], &spans->items[kept - 1]) != 0) {
            spans->items[kept++] = spans->items[i];
        }
    }
    spans->count = kept;
}

/* Of matches that begin together keep the longest: "pol-mil" is one, though also as polmil. */
static void keep_longest(struct match_spans *spans)
{
    size_t kept = 0;
    for (size_t i = 0; i < spans->count; i++) {
        bool goes_on = i + 1 < spans->count && spans->items[i + 1].first == spans->items[i].first;
        if (!goes_on) {
            spans->items[kept++] = spans->items[i];
        }
    }
    spans->count = kept;
}

void spans_of_leaf(struct plan_leaf *leaf, const struct index *index, uint32_t document,
                   struct arena *arena, struct match_spans *out)
{
    *out = (struct match_spans){0};
    for (size_t i = 0; i < leaf->sequences.count; i++) {
        match_sequence(leaf, &leaf->sequences.items[i], index, document, arena, out);
    }
    if (leaf->sequences.count > 1) {
        sort_spans(out);
        keep_longest(out);
    }
}

/* Two lists of matches, of which those are wanted that stand together. */
struct pairing {
    const struct plan_node *node;
    const struct index *index;
    uint32_t document;
    struct index_numbers sentences;
    uint32_t longest; /* positions of the longest match */
};

/* The place of the sentence that position lies in. */
static uint32_t sentence_of(struct index_numbers sentences, uint32_t position)
{
    size_t low = 0;
    size_t high = sentences.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sentences.items[middle] <= position) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low;
}

static bool stand_together(const struct pairing *pair, struct match_span a, struct match_span b)
{
    if (pair->node->kind == PLAN_SENTENCE) {
        return sentence_of(pair->sentences, a.first) == sentence_of(pair->sentences, b.first);
    }
    uint32_t block = spans_block(pair->index, pair->document, a.first);
    if (block != spans_block(pair->index, pair->document, b.first)) {
        return false;
    }
    if (pair->node->kind == PLAN_PARAGRAPH) {
        return block != SPANS_TITLE && block != SPANS_HEADER;
    }
    uint32_t between = a.last < b.first   ? b.first - a.last - 1
                       : b.last < a.first ? a.first - b.last - 1
                                          : UINT32_MAX;
    return between <= pair->node->distance;
}

/* Whether b can be too far behind a, or before it, for any of what comes next to be near. */
static bool is_behind(const struct pairing *pair, struct match_span a, struct match_span b)
{
    if (pair->node->kind == PLAN_NEAR) {
        return b.first > a.last + pair->node->distance + 1;
    }
    return b.first > a.first && !stand_together(pair, a, b);
}

static bool is_before(const struct pairing *pair, struct match_span a, struct match_span b)
{
    if (pair->node->kind == PLAN_NEAR) {
        return (uint64_t)b.first + pair->longest + pair->node->distance < a.first;
    }
    return b.first < a.first && !stand_together(pair, a, b);
}

/* Add those of left that stand together with any of right. Both are sorted. */
static void pair_spans(const struct pairing *pair, const struct match_spans *left,
                       const struct match_spans *right, struct arena *arena,
                       struct match_spans *out)
{
    size_t low = 0;
    for (size_t i = 0; i < left->count; i++) {
        struct match_span a = left->items[i];
        while (low < right->count && is_before(pair, a, right->items[low])) {
            low++;
        }
        for (size_t k = low; k < right->count && !is_behind(pair, a, right->items[k]); k++) {
            if (stand_together(pair, a, right->items[k])) {
                span_add(arena, out, a.first, a.last);
                break;
            }
        }
    }
}

static uint32_t longest_of(const struct match_spans *spans)
{
    uint32_t longest = 1;
    for (size_t i = 0; i < spans->count; i++) {
        uint32_t length = spans->items[i].last - spans->items[i].first + 1;
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* Keep what stands together of what is found so far and of the next child. */
static void pair_with(struct pairing *pair, struct plan_node *child, struct arena *arena,
                      struct match_spans *found)
{
    struct match_spans next = {0};
    struct match_spans both = {0};
    spans_of_node(child, pair->index, pair->document, arena, &next);
    uint32_t first_longest = longest_of(found);
    uint32_t next_longest = longest_of(&next);
    pair->longest = first_longest > next_longest ? first_longest : next_longest;
    pair_spans(pair, found, &next, arena, &both);
    pair_spans(pair, &next, found, arena, &both);
    sort_spans(&both);
    *found = both;
}

/* Take away what stands together with what node forbids. */
static void pair_without(struct pairing *pair, struct plan_node *node, struct arena *arena,
                         struct match_spans *found)
{
    struct match_spans forbidden = {0};
    struct match_spans struck = {0};
    spans_of_node(node, pair->index, pair->document, arena, &forbidden);
    pair->longest = longest_of(&forbidden);
    pair_spans(pair, found, &forbidden, arena, &struck);
    size_t kept = 0;
    size_t at = 0;
    for (size_t i = 0; i < found->count; i++) {
        bool is_struck =
            at < struck.count && compare_spans(&found->items[i], &struck.items[at]) == 0;
        at += is_struck ? 1 : 0;
        if (!is_struck) {
            found->items[kept++] = found->items[i];
        }
    }
    found->count = kept;
}

static void pair_children(struct pairing *pair, struct arena *arena, struct match_spans *out)
{
    const struct plan_nodes *children = &pair->node->children;
    spans_of_node(children->items[0], pair->index, pair->document, arena, out);
    for (size_t i = 1; i < children->count; i++) {
        struct plan_node *child = children->items[i];
        if (child->kind == PLAN_NOT) {
            pair_without(pair, child->children.items[0], arena, out);
        } else {
            pair_with(pair, child, arena, out);
        }
    }
}

/* The words of a document that somebody says, by their first positions. */
static void read_sayings(const struct plan_node *node, const struct index *index, uint32_t document,
                         struct arena *arena, struct match_spans *out)
{
    struct index_layout layout = index_layout(index, document);
    const struct search_knowledge *knowledge = node->knowledge;
    struct search_saying saying = {0};
    for (size_t i = 0; i < SPANS_SAYINGS_MAX; i++) {
        if (!knowledge->said(knowledge->context, document, i, &saying)) {
            break;
        }
        if (saying.paragraph < layout.paragraph_count && saying.first < saying.end) {
            uint32_t start =
                index_paragraph_start(index, layout.first_paragraph + saying.paragraph);
            span_add(arena, out, start + saying.first, start + saying.end - 1);
        }
    }
    sort_spans(out);
}

/*
 * Of the matches of the one child those that somebody says. Both lists rise, so that of all sayings
 * that begin before a match only the farthest end counts.
 */
static void spans_of_said(struct plan_node *node, const struct index *index, uint32_t document,
                          struct arena *arena, struct match_spans *out)
{
    struct match_spans sayings = {0};
    size_t kept = 0;
    size_t at = 0;
    uint32_t end = 0;
    read_sayings(node, index, document, arena, &sayings);
    if (sayings.count == 0) {
        return;
    }
    spans_of_node(node->children.items[0], index, document, arena, out);
    for (size_t i = 0; i < out->count; i++) {
        struct match_span match = out->items[i];
        for (; at < sayings.count && sayings.items[at].first <= match.first; at++) {
            uint32_t last = sayings.items[at].last + 1;
            end = last > end ? last : end;
        }
        if (match.last < end) {
            out->items[kept++] = match;
        }
    }
    out->count = kept;
}

/* The whole paragraphs that have one of the values of node. */
static void spans_of_values(const struct plan_node *node, const struct index *index,
                            uint32_t document, struct arena *arena, struct match_spans *out)
{
    struct index_layout layout = index_layout(index, document);
    if (!index_field_rule(node->field)->by_paragraph) {
        return;
    }
    for (uint32_t i = 0; i < layout.paragraph_count; i++) {
        uint32_t paragraph = layout.first_paragraph + i;
        uint32_t length = index_paragraph_length(index, paragraph);
        uint32_t start = index_paragraph_start(index, paragraph);
        if (length > 0 &&
            plan_values_have(&node->values, index_paragraph_value(index, node->field, paragraph))) {
            span_add(arena, out, start, start + length - 1);
        }
    }
}

static void add_all(struct arena *arena, const struct match_spans *spans, struct match_spans *out)
{
    for (size_t i = 0; i < spans->count; i++) {
        span_add(arena, out, spans->items[i].first, spans->items[i].last);
    }
}

/* All matches of the children; of AND none, when one of them has none. */
static void merge_children(struct plan_node *node, const struct index *index, uint32_t document,
                           struct arena *arena, struct match_spans *out)
{
    for (size_t i = 0; i < node->children.count; i++) {
        struct match_spans spans = {0};
        spans_of_node(node->children.items[i], index, document, arena, &spans);
        if (spans.count == 0 && node->kind == PLAN_AND) {
            out->count = 0;
            return;
        }
        add_all(arena, &spans, out);
    }
    sort_spans(out);
}

void spans_of_node(struct plan_node *node, const struct index *index, uint32_t document,
                   struct arena *arena, struct match_spans *out)
{
    *out = (struct match_spans){0};
    switch (node->kind) {
    case PLAN_LEAF:
        spans_of_leaf(node->leaf, index, document, arena, out);
        break;
    case PLAN_AND:
    case PLAN_OR:
        merge_children(node, index, document, arena, out);
        break;
    case PLAN_NEAR:
    case PLAN_SENTENCE:
    case PLAN_PARAGRAPH: {
        struct pairing pair = {.node = node,
                               .index = index,
                               .document = document,
                               .sentences = index_sentences(index, document)};
        pair_children(&pair, arena, out);
        break;
    }
    case PLAN_SAID:
        spans_of_said(node, index, document, arena, out);
        break;
    case PLAN_VALUES:
        spans_of_values(node, index, document, arena, out);
        break;
    case PLAN_ALL:
    case PLAN_NOT:
    case PLAN_DATE:
        break; /* They stand nowhere in the words. */
    }
}
