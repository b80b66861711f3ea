/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/index/weight.h"

#include "hits.h"
#include "phrase.h"
#include "scan.h"
#include "spans.h"

/* Arenas for the matches of one document at a time; hostile documents meet it, others do not. */
#define SPANS_BYTES_MAX ((size_t)256 * 1024 * 1024)

/* Documents whose matches may lie in one arena before it is emptied. */
#define SPANS_DOCUMENTS 64

/* Where what is found goes. */
struct sink {
    const struct space *space;
    struct bits *bits;
    float *weights; /* or NULL */
};

static void sink_slot(const struct sink *sink, uint32_t slot, float weight)
{
    bits_set(sink->bits, slot);
    if (sink->weights) {
        sink->weights[slot] += weight;
    }
}

static void sink_document(const struct sink *sink, uint32_t document, float weight)
{
    struct index_range slots = space_slots(sink->space, document);
    for (uint32_t slot = slots.first; slot < slots.end; slot++) {
        sink_slot(sink, slot, weight);
    }
}

/* One match at position: of its paragraph; in title or header of the whole document. */
static void sink_position(const struct sink *sink, uint32_t document, uint32_t position)
{
    uint32_t block = spans_block(sink->space->index, document, position);
    enum index_text_field field = block == SPANS_TITLE    ? INDEX_TEXT_TITLE
                                  : block == SPANS_HEADER ? INDEX_TEXT_HEADER
                                                          : INDEX_TEXT_BODY;
    bool is_inside = field == INDEX_TEXT_BODY && sink->space->unit == SEARCH_PARAGRAPHS;
    if (is_inside) {
        sink_slot(sink, block, index_field_weights[field]);
    } else {
        sink_document(sink, document, index_field_weights[field]);
    }
}

static enum index_text_field field_at(struct index_layout layout, uint32_t position)
{
    return position < layout.body_start     ? INDEX_TEXT_TITLE
           : position < layout.header_start ? INDEX_TEXT_BODY
                                            : INDEX_TEXT_HEADER;
}

static bool is_in(unsigned in, struct index_layout layout, uint32_t position)
{
    return in >> field_at(layout, position) & 1;
}

static void visit_positions(const struct plan_leaf *leaf, struct index_cursor *cursor,
                            const struct sink *sink)
{
    struct index_layout layout = index_layout(sink->space->index, cursor->number);
    struct index_positions positions = index_cursor_positions(cursor);
    uint32_t position = 0;
    while (index_positions_next(&positions, &position)) {
        if (is_in(leaf->in, layout, position)) {
            sink_position(sink, cursor->number, position);
        }
    }
}

/* The words of an exact term one by one. */
static void visit_places(const struct plan_leaf *leaf, uint32_t term, const struct sink *sink)
{
    struct index_cursor cursor = index_term_cursor(sink->space->index, INDEX_EXACT, term);
    for (; cursor.number != INDEX_END; (void)index_cursor_next(&cursor)) {
        visit_positions(leaf, &cursor, sink);
    }
}

/* A sequence of one element: whatever the terms' postings say. */
static void visit_terms(const struct plan_leaf *leaf, const struct plan_element *element,
                        struct index_range terms, const struct sink *sink)
{
    for (uint32_t term = terms.first; term < terms.end; term++) {
        struct index_numbers forms = {&term, 1};
        if (sink->space->unit == SEARCH_DOCUMENTS) {
            struct index_list list = index_term_list(sink->space->index, element->form, term);
            scan_weigh(&list, leaf->in, sink->bits, sink->weights);
            continue;
        }
        if (element->form == INDEX_STEM) {
            forms = index_stem_forms(sink->space->index, term);
        }
        for (size_t i = 0; i < forms.count; i++) {
            visit_places(leaf, forms.items[i], sink);
        }
    }
}

/* How many postings the terms of an element have together. */
static uint64_t count_postings(const struct plan_element *element, const struct index *index)
{
    uint64_t count = 0;
    for (size_t i = 0; i < element->ranges.count; i++) {
        struct index_range range = element->ranges.items[i];
        for (uint32_t term = range.first; term < range.end; term++) {
            count += index_term_documents(index, element->form, term);
        }
    }
    return count;
}

static bool is_one_term(const struct plan_element *element)
{
    return element->ranges.count == 1 &&
           element->ranges.items[0].end - element->ranges.items[0].first == 1;
}

static void mark_documents(const struct plan_element *element, const struct index *index,
                           struct bits *bits)
{
    for (size_t i = 0; i < element->ranges.count; i++) {
        struct index_range range = element->ranges.items[i];
        for (uint32_t term = range.first; term < range.end; term++) {
            struct index_list list = index_term_list(index, element->form, term);
            scan_mark(&list, bits);
        }
    }
}

/* Keep the documents that an element stands in. False when arena has no more. */
static bool keep_documents(const struct plan_element *element, const struct index *index,
                           struct bits *bits, struct arena *arena)
{
    if (is_one_term(element)) {
        struct index_list list =
            index_term_list(index, element->form, element->ranges.items[0].first);
        return scan_filter(&list, bits, arena);
    }
    struct bits *marked = bits_new(arena, bits->room);
    if (marked) {
        mark_documents(element, index, marked);
        bits_and(bits, marked);
    }
    return marked != NULL;
}

/* The documents that have all elements of a sequence; the rarest decides where to look. */
static struct bits *sequence_documents(const struct plan_sequence *sequence,
                                       const struct index *index, struct arena *arena)
{
    struct bits *bits = bits_new(arena, index_document_count(index));
    size_t rarest = 0;
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < sequence->count; i++) {
        uint64_t count = count_postings(&sequence->elements[i], index);
        rarest = count < least ? i : rarest;
        least = count < least ? count : least;
    }
    if (!bits) {
        return NULL;
    }
    mark_documents(&sequence->elements[rarest], index, bits);
    for (size_t i = 0; i < sequence->count; i++) {
        if (i != rarest && !keep_documents(&sequence->elements[i], index, bits, arena)) {
            return NULL;
        }
    }
    return bits;
}

/* The documents that have all elements of one of the leaf's sequences of several. */
static struct bits *candidates(const struct plan_leaf *leaf, const struct index *index,
                               struct arena *arena)
{
    struct bits *all = sequence_documents(&leaf->sequences.items[0], index, arena);
    for (size_t i = 1; i < leaf->sequences.count && all; i++) {
        const struct bits *more = sequence_documents(&leaf->sequences.items[i], index, arena);
        if (!more) {
            return NULL;
        }
        bits_or(all, more);
    }
    return all;
}

/* Walks the matches of a node or leaf in documents one by one. */
struct span_walk {
    struct plan_node *node; /* or NULL: leaf */
    struct plan_leaf *leaf;
    const struct bits *documents;
    struct arena *arena; /* of the cursors */
};

static void sink_spans(const struct sink *sink, uint32_t document, const struct match_spans *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        sink_position(sink, document, spans->items[i].first);
    }
}

/* Cursors outlive the matches of a document, so they are made in the arena of the hits. */
static void open_all(struct plan_node *node, struct plan_leaf *leaf, const struct index *index,
                     struct arena *arena)
{
    if (leaf) {
        spans_open(leaf, index, arena);
    }
    if (node && node->leaf) {
        spans_open(node->leaf, index, arena);
    }
    for (size_t i = 0; node && i < node->children.count; i++) {
        open_all(node->children.items[i], NULL, index, arena);
    }
}

static bool visit_spans(const struct span_walk *walk, const struct sink *sink)
{
    uint32_t document = bits_next(walk->documents, 0);
    open_all(walk->node, walk->leaf, sink->space->index, walk->arena);
    while (document != BITS_END) {
        AUTO_ARENA scratch = arena_new(SPANS_BYTES_MAX);
        if (!scratch) {
            return false;
        }
        if (deadline_is_over(sink->space->deadline)) {
            return false;
        }
        for (int i = 0; i < SPANS_DOCUMENTS && document != BITS_END; i++) {
            struct match_spans spans = {0};
            if (walk->node) {
                spans_of_node(walk->node, sink->space->index, document, scratch, &spans);
            } else {
                spans_of_leaf(walk->leaf, sink->space->index, document, scratch, &spans);
            }
            sink_spans(sink, document, &spans);
            document = bits_next(walk->documents, document + 1);
        }
        if (arena_failed(scratch)) {
            return false;
        }
    }
    return true;
}

static bool is_simple(const struct plan_leaf *leaf)
{
    return leaf->sequences.count == 1 && leaf->sequences.items[0].count == 1;
}

/* Where places of a phrase in paragraphs go, and the texts it may stand in. */
struct phrase_sink {
    const struct sink *sink;
    unsigned in;
};

/* A phrase_found. */
static void sink_phrase(void *context, uint32_t document, uint32_t position)
{
    const struct phrase_sink *into = context;
    const struct space *space = into->sink->space;
    struct index_layout layout = index_layout(space->index, document);
    if (!is_in(into->in, layout, position)) {
        return;
    }
    sink_position(into->sink, document, position);
}

static bool visit_leaf(struct plan_leaf *leaf, const struct sink *sink, struct arena *arena)
{
    if (leaf->sequences.count == 0) {
        return true;
    }
    if (is_simple(leaf)) {
        const struct plan_element *element = &leaf->sequences.items[0].elements[0];
        for (size_t i = 0; i < element->ranges.count; i++) {
            if (deadline_is_over(sink->space->deadline)) {
                return false;
            }
            visit_terms(leaf, element, element->ranges.items[i], sink);
        }
        return true;
    }
    if (phrase_is_plain(leaf)) {
        struct phrase_sink into = {sink, leaf->in};
        return phrase_find(leaf, sink->space, arena, sink_phrase, &into);
    }
    struct bits *documents = candidates(leaf, sink->space->index, arena);
    struct span_walk walk = {NULL, leaf, documents, arena};
    return documents && visit_spans(&walk, sink);
}

/* Keep what a leaf counts in the slots of bits, so that scoring need not read positions again. */
static bool keep_weights(struct plan_leaf *leaf, const struct bits *bits, const float *weights,
                         struct arena *arena)
{
    leaf->weights = arena_take(arena, ((size_t)leaf->slot_count + 1) * sizeof(*leaf->weights));
    uint32_t slot = bits_next(bits, 0);
    for (uint32_t i = 0; i < leaf->slot_count && leaf->weights; i++) {
        leaf->weights[i] = (struct plan_weight){slot, weights[slot]};
        slot = bits_next(bits, slot + 1);
    }
    return leaf->weights != NULL;
}

/* Whether a leaf is one list of postings that are its slots: one word with one form. */
static bool is_one_list(const struct plan_leaf *leaf, const struct space *space)
{
    return is_simple(leaf) && space->unit == SEARCH_DOCUMENTS && leaf->in == PLAN_IN_ALL &&
           is_one_term(&leaf->sequences.items[0].elements[0]);
}

struct index_list evaluate_list(const struct plan_leaf *leaf, const struct index *index)
{
    const struct plan_element *element = &leaf->sequences.items[0].elements[0];
    return index_term_list(index, element->form, element->ranges.items[0].first);
}

/* Note of a leaf with one list what is known without reading it. */
static struct index_list open_list(struct plan_leaf *leaf, const struct space *space)
{
    struct index_list list = evaluate_list(leaf, space->index);
    leaf->is_list = true;
    leaf->slot_count = list.postings;
    leaf->counted_unit = space->unit;
    return list;
}

/* What a phrase counts in documents, which rise. */
struct phrase_weights {
    LIST_OF(struct plan_weight);
    const struct index *index;
    struct arena *arena;
    unsigned in; /* the texts it may stand in */
};

/* A phrase_found. */
static void weigh_phrase(void *context, uint32_t document, uint32_t position)
{
    struct phrase_weights *weights = context;
    struct index_layout layout = index_layout(weights->index, document);
    if (!is_in(weights->in, layout, position)) {
        return;
    }
    struct plan_weight *last = weights->count > 0 ? &weights->items[weights->count - 1] : NULL;
    if (!last || last->slot != document) {
        last = LIST_ADD(weights->arena, weights);
        if (!last) {
            return;
        }
        *last = (struct plan_weight){document, 0};
    }
    last->weight += index_field_weights[field_at(layout, position)];
}

/* A plain phrase in documents: what is found goes nowhere but where it stays. */
static bool evaluate_phrase(struct plan_leaf *leaf, const struct space *space, struct arena *arena,
                            struct bits *bits)
{
    struct phrase_weights weights = {.index = space->index, .arena = arena, .in = leaf->in};
    if (!phrase_find(leaf, space, arena, weigh_phrase, &weights) || arena_failed(arena)) {
        return false;
    }
    for (size_t i = 0; i < weights.count; i++) {
        bits_set(bits, weights.items[i].slot);
    }
    leaf->weights = weights.items;
    leaf->slot_count = (uint32_t)weights.count;
    leaf->counted_unit = space->unit;
    return true;
}

static struct bits *evaluate_leaf(struct plan_leaf *leaf, const struct space *space,
                                  struct arena *arena)
{
    struct bits *bits = bits_new(arena, space->count);
    leaf->weights = NULL;
    leaf->is_list = false;
    if (bits && is_one_list(leaf, space)) {
        struct index_list list = open_list(leaf, space);
        scan_mark(&list, bits);
        return bits;
    }
    if (bits && space->unit == SEARCH_DOCUMENTS && phrase_is_plain(leaf)) {
        return evaluate_phrase(leaf, space, arena, bits) ? bits : NULL;
    }
    struct sink sink = {.space = space, .bits = bits};
    sink.weights = arena_take(arena, ((size_t)space->count + 1) * sizeof(*sink.weights));
    if (!bits || !sink.weights || !visit_leaf(leaf, &sink, arena)) {
        return NULL;
    }
    leaf->slot_count = bits_count(bits);
    leaf->counted_unit = space->unit;
    return !leaf->is_positive || keep_weights(leaf, bits, sink.weights, arena) ? bits : NULL;
}

bool evaluate_count(struct plan_leaf *leaf, const struct space *space, struct arena *arena)
{
    if (leaf->counted_unit == space->unit) {
        return true;
    }
    if (is_one_list(leaf, space)) {
        (void)open_list(leaf, space);
        return true;
    }
    return evaluate_leaf(leaf, space, arena) != NULL;
}

static struct bits *evaluate_values(const struct plan_node *node, const struct space *space,
                                    struct arena *arena)
{
    struct bits *bits = bits_new(arena, space->count);
    bool by_paragraph =
        index_field_rule(node->field)->by_paragraph && space->unit == SEARCH_PARAGRAPHS;
    for (size_t i = 0; i < node->documents.count && bits; i++) {
        space_set_document(space, node->documents.items[i], bits);
    }
    for (size_t i = 0; i < node->values.count && bits; i++) {
        uint32_t value = node->values.items[i];
        struct index_list list = by_paragraph
                                     ? index_value_paragraph_list(space->index, node->field, value)
                                     : index_value_list(space->index, node->field, value);
        if (by_paragraph || space->unit == SEARCH_DOCUMENTS) {
            scan_mark(&list, bits);
            continue;
        }
        struct index_cursor cursor = index_cursor_over(list);
        for (; cursor.number != INDEX_END; (void)index_cursor_next(&cursor)) {
            space_set_document(space, cursor.number, bits);
        }
    }
    return bits;
}

bool evaluate_is_list(const struct plan_node *node, const struct space *space)
{
    return node->kind == PLAN_LEAF && is_one_list(node->leaf, space);
}

/* The child with the shortest list; NULL when none is a list. */
static struct plan_node *rarest_child(const struct plan_node *node, const struct space *space)
{
    struct plan_node *rarest = NULL;
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < node->children.count; i++) {
        struct plan_node *child = node->children.items[i];
        if (!evaluate_is_list(child, space)) {
            continue;
        }
        uint32_t postings = evaluate_list(child->leaf, space->index).postings;
        rarest = postings < least ? child : rarest;
        least = postings < least ? postings : least;
    }
    return rarest;
}

/* What is in all children: the shortest list says where to look in the longer ones. */
static struct bits *evaluate_and(struct plan_node *node, const struct space *space,
                                 struct arena *arena)
{
    struct plan_node *first = rarest_child(node, space);
    first = first ? first : node->children.items[0];
    struct bits *bits = evaluate(first, space, arena);
    for (size_t i = 0; i < node->children.count && bits; i++) {
        struct plan_node *child = node->children.items[i];
        if (child == first) {
            continue;
        }
        if (evaluate_is_list(child, space)) {
            struct index_list list = open_list(child->leaf, space);
            if (!scan_filter(&list, bits, arena)) {
                return NULL;
            }
            continue;
        }
        const struct bits *next = evaluate(child, space, arena);
        if (!next) {
            return NULL;
        }
        bits_and(bits, next);
    }
    return bits;
}

static struct bits *evaluate_or(struct plan_node *node, const struct space *space,
                                struct arena *arena)
{
    struct bits *bits = evaluate(node->children.items[0], space, arena);
    for (size_t i = 1; i < node->children.count && bits; i++) {
        struct plan_node *child = node->children.items[i];
        if (evaluate_is_list(child, space)) {
            struct index_list list = open_list(child->leaf, space);
            scan_mark(&list, bits);
            continue;
        }
        const struct bits *next = evaluate(child, space, arena);
        if (!next) {
            return NULL;
        }
        bits_or(bits, next);
    }
    return bits;
}

/* NEAR and the like: documents that have both sides, then their positions. */
static struct bits *evaluate_pair(struct plan_node *node, const struct space *space,
                                  struct arena *arena)
{
    struct space documents = space_of(space->index, SEARCH_DOCUMENTS);
    documents.deadline = space->deadline;
    struct bits *both = evaluate(node->children.items[0], &documents, arena);
    for (size_t i = 1; i < node->children.count && both; i++) {
        if (node->children.items[i]->kind == PLAN_NOT) {
            continue; /* What must not stand near may stand elsewhere. */
        }
        const struct bits *next = evaluate(node->children.items[i], &documents, arena);
        if (!next) {
            return NULL;
        }
        bits_and(both, next);
    }
    struct bits *bits = both ? bits_new(arena, space->count) : NULL;
    struct sink sink = {.space = space, .bits = bits};
    struct span_walk walk = {node, NULL, both, arena};
    return bits && visit_spans(&walk, &sink) ? bits : NULL;
}

static struct bits *evaluate_not(struct plan_node *node, const struct space *space,
                                 struct arena *arena)
{
    struct bits *bits = evaluate(node->children.items[0], space, arena);
    if (bits) {
        bits_invert(bits);
    }
    return bits;
}

static struct bits *evaluate_all(const struct space *space, struct arena *arena)
{
    struct bits *bits = bits_new(arena, space->count);
    if (bits) {
        bits_set_range(bits, 0, space->count);
    }
    return bits;
}

static struct bits *evaluate_date(const struct plan_node *node, const struct space *space,
                                  struct arena *arena)
{
    struct bits *bits = bits_new(arena, space->count);
    return bits && filter_dates(space, &node->dates, false, arena, bits) ? bits : NULL;
}

static struct bits *evaluate_kind(struct plan_node *node, const struct space *space,
                                  struct arena *arena)
{
    switch (node->kind) {
    case PLAN_LEAF:
        return evaluate_leaf(node->leaf, space, arena);
    case PLAN_AND:
        return evaluate_and(node, space, arena);
    case PLAN_OR:
        return evaluate_or(node, space, arena);
    case PLAN_NEAR:
    case PLAN_SENTENCE:
    case PLAN_PARAGRAPH:
    case PLAN_SAID:
        return evaluate_pair(node, space, arena);
    case PLAN_VALUES:
        return evaluate_values(node, space, arena);
    case PLAN_NOT:
        return evaluate_not(node, space, arena);
    case PLAN_ALL:
        return evaluate_all(space, arena);
    case PLAN_DATE:
        return evaluate_date(node, space, arena);
    }
    return NULL;
}

struct bits *evaluate(struct plan_node *node, const struct space *space, struct arena *arena)
{
    struct deadline *deadline = space->deadline;
    if (!deadline) {
        return evaluate_kind(node, space, arena);
    }
    const struct query_node *around = deadline->part;
    deadline->part = node->query ? node->query : around;
    struct bits *bits = deadline_is_over(deadline) ? NULL : evaluate_kind(node, space, arena);
    deadline->part = around;
    return bits;
}
