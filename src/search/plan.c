/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include "chancery/base/buffer.h"

#include "expand.h"

/* The longest word with stars in it that is looked for. */
#define PLAN_SHAPE_BYTES_MAX ((size_t)512)

/* One word of a leaf as the tokenizer gives it. */
struct leaf_word {
    struct text exact;
    uint32_t parts;
    struct text written; /* with the zeros in front of a number that exact lacks */
};

struct leaf_words {
    LIST_OF(struct leaf_word);
};

struct planner {
    const struct space *space;
    struct arena *arena;
    struct tokens *tokens;
    struct plan *plan;
    struct error *error;
    enum status status;
    struct expander expander;
    unsigned in;                /* the texts that words are looked for in */
    const enum plan_kind *pair; /* the innermost NEAR and the like around, or NULL */
    unsigned negations;
};

static struct plan_node *make(struct planner *planner, const struct query_node *query);

static struct plan_node *node_new(struct planner *planner, enum plan_kind kind)
{
    struct plan_node *node = arena_take(planner->arena, sizeof(*node));
    if (node) {
        node->kind = kind;
    }
    return node;
}

static void node_add(struct planner *planner, struct plan_node *node, struct plan_node *child)
{
    struct plan_node **item = node ? LIST_ADD(planner->arena, &node->children) : NULL;
    if (item) {
        *item = child;
    }
}

/* The folded form with the zeros that stood in front of it: of the start of a word they may count.
 */
static struct text with_zeros(struct planner *planner, struct text text, const struct token *token)
{
    size_t zeros = 0;
    while (token->start + zeros < token->end && text.at[token->start + zeros] == '0') {
        zeros++;
    }
    struct text written = text_slice(text, token->start, token->end - token->start);
    bool has_lost = zeros > 0 && token->exact.at[0] != '0' && token->parts == 1;
    return arena_text(planner->arena, has_lost ? written : token->exact);
}

static void read_words(struct planner *planner, struct text text, struct leaf_words *out)
{
    struct token token;
    tokens_start(planner->tokens, text);
    while (tokens_next(planner->tokens, &token)) {
        if (out->count == PLAN_PHRASE_WORDS_MAX) {
            planner->status = error_set(planner->error, STATUS_LIMIT,
                                        "a phrase of more than %d words", PLAN_PHRASE_WORDS_MAX);
            return;
        }
        struct leaf_word *word = LIST_ADD(planner->arena, out);
        if (!word) {
            return;
        }
        *word = (struct leaf_word){arena_text(planner->arena, token.exact), token.parts,
                                   with_zeros(planner, text, &token)};
    }
}

/* Say that not all words were searched for that one of the query stands for. */
static void note_expansion(struct planner *planner, const struct query_node *query,
                           const struct expansion *expansion)
{
    if (expansion->kept == expansion->found) {
        return;
    }
    struct query_repair *note = LIST_ADD(planner->arena, &planner->plan->notes);
    if (note) {
        note->code = TEXT("too_many_words");
        note->detail = arena_format(
            planner->arena, "This stands for %u words; the %u most frequent were searched for.",
            expansion->found, expansion->kept);
        note->span = query->span;
    }
}

/* Look up what word stands for: its end, its shape, or what is near to it. */
static void find_words(struct planner *planner, const struct query_node *query,
                       struct leaf_word word, struct plan_ranges *out)
{
    struct pattern pattern;
    struct expansion expansion = {0};
    unsigned edits = query->fuzzy ? expand_edits(word.exact) : 0;
    if (query->prefix && !query->wildcard) {
        expand_prefix(&planner->expander, word.exact, word.written, &expansion);
    } else if (pattern_read(word.exact, edits, &pattern)) {
        expand_pattern(&planner->expander, &pattern, &expansion);
    }
    note_expansion(planner, query, &expansion);
    *out = expansion.ranges;
}

/* Look up one word. False when no document has it. */
static bool make_element(struct planner *planner, const struct query_node *query,
                         struct leaf_word word, bool is_last, struct plan_element *out)
{
    const struct index *index = planner->space->index;
    bool exact = query->exact || query->kind == QUERY_PHRASE;
    *out = (struct plan_element){.form = INDEX_EXACT};
    if ((query->prefix || query->fuzzy || query->wildcard) && is_last) {
        find_words(planner, query, word, &out->ranges);
    } else {
        out->form = exact ? INDEX_EXACT : INDEX_STEM;
        struct text form = exact ? word.exact : tokens_stem(planner->tokens, word.exact);
        struct index_range range = index_terms_find(index, out->form, form, false);
        struct index_range *item =
            range.first < range.end ? LIST_ADD(planner->arena, &out->ranges) : NULL;
        if (item) {
            *item = range;
        }
    }
    return out->ranges.count > 0;
}

/*
 * Add the sequence of words in which the hyphenated ones chosen (a bit for each, first the lowest)
 * stand in their joined form, the others in parts. Dropped when one of its words is in no document.
 */
static void add_sequence(struct planner *planner, const struct query_node *query,
                         const struct leaf_words *words, unsigned chosen, struct plan_leaf *leaf)
{
    struct plan_sequence sequence = {
        .elements = arena_take(planner->arena, words->count * sizeof(*sequence.elements))};
    unsigned joined = 0;
    size_t at = 0;
    while (at < words->count && sequence.elements) {
        struct leaf_word word = words->items[at];
        bool is_chosen = word.parts > 1 && joined < PLAN_JOINED_MAX && chosen >> joined & 1;
        joined += word.parts > 1 ? 1 : 0;
        at += is_chosen ? word.parts + 1 : 1;
        if (word.parts > 1 && !is_chosen) {
            continue;
        }
        if (!make_element(planner, query, word, at >= words->count,
                          &sequence.elements[sequence.count])) {
            return;
        }
        sequence.count++;
    }
    struct plan_sequence *item =
        sequence.elements ? LIST_ADD(planner->arena, &leaf->sequences) : NULL;
    if (item) {
        *item = sequence;
    }
}

/* Words with stars among their letters are one: what stands between the stars, folded. */
static void read_shape(struct planner *planner, const struct query_node *query,
                       struct leaf_words *out)
{
    AUTO_BUFFER shape = BUFFER_UP_TO(PLAN_SHAPE_BYTES_MAX);
    struct text rest = query->text;
    struct text piece;
    bool more = true;
    while (more) {
        more = text_take_until(&rest, '*', &piece);
        struct token token;
        tokens_start(planner->tokens, more ? piece : rest);
        while (tokens_next(planner->tokens, &token)) {
            struct text letters = with_zeros(planner, more ? piece : rest, &token);
            buffer_add(&shape, token.parts == 1 ? letters : TEXT(""));
        }
        buffer_add(&shape, more || query->prefix ? TEXT("*") : TEXT(""));
    }
    struct leaf_word *word = buffer_status(&shape) ? NULL : LIST_ADD(planner->arena, out);
    if (word) {
        struct text letters = arena_text(planner->arena, buffer_text(&shape));
        *word = (struct leaf_word){letters, 1, letters};
    }
}

static struct plan_node *make_leaf(struct planner *planner, const struct query_node *query)
{
    struct leaf_words words = {0};
    if (query->wildcard && query->kind == QUERY_TERM) {
        read_shape(planner, query, &words);
    } else {
        read_words(planner, query->text, &words);
    }
    if (words.count == 0) {
        return NULL;
    }
    struct plan_node *node = node_new(planner, PLAN_LEAF);
    struct plan_leaf *leaf = node ? arena_take(planner->arena, sizeof(*leaf)) : NULL;
    struct plan_leaf **item = leaf ? LIST_ADD(planner->arena, &planner->plan->leaves) : NULL;
    if (!item) {
        return NULL;
    }
    *item = leaf;
    node->leaf = leaf;
    leaf->in = planner->in;
    leaf->is_positive = planner->negations % 2 == 0;
    int64_t slop = query->kind == QUERY_PHRASE ? query->distance : 0;
    slop = slop < 0 ? 0 : slop;
    leaf->slop = (uint32_t)(slop < SEARCH_DISTANCE_MAX ? slop : SEARCH_DISTANCE_MAX);
    unsigned joined = 0;
    for (size_t i = 0; i < words.count && joined < PLAN_JOINED_MAX; i++) {
        joined += words.items[i].parts > 1 ? 1 : 0;
    }
    for (unsigned chosen = 0; chosen < 1U << joined && !planner->status; chosen++) {
        add_sequence(planner, query, &words, chosen, leaf);
    }
    return node;
}

/* AND and OR: children that say nothing are left out. */
static struct plan_node *make_group(struct planner *planner, const struct query_node *query,
                                    enum plan_kind kind)
{
    struct plan_node *node = node_new(planner, kind);
    for (size_t i = 0; i < query->children.count && node; i++) {
        struct plan_node *child = make(planner, query->children.items[i]);
        if (child) {
            node_add(planner, node, child);
        }
    }
    if (!node || node->children.count == 0) {
        return NULL;
    }
    return node->children.count == 1 ? node->children.items[0] : node;
}

static struct plan_node *make_not(struct planner *planner, const struct query_node *query)
{
    if (query->children.count == 0) {
        return NULL;
    }
    planner->negations++;
    struct plan_node *child = make(planner, query->children.items[0]);
    planner->negations--;
    struct plan_node *node = child ? node_new(planner, PLAN_NOT) : NULL;
    node_add(planner, node, child);
    return node;
}

/* NEAR, SENTENCE, PARAGRAPH: with one side that says nothing, the other side. */
static struct plan_node *make_pair(struct planner *planner, const struct query_node *query,
                                   enum plan_kind kind)
{
    struct plan_nodes children = {0};
    const enum plan_kind *outer = planner->pair;
    planner->pair = &kind;
    for (size_t i = 0; i < query->children.count; i++) {
        struct plan_node *child = make(planner, query->children.items[i]);
        struct plan_node **item = child ? LIST_ADD(planner->arena, &children) : NULL;
        if (item) {
            *item = child;
        }
    }
    planner->pair = outer;
    int64_t most = query->distance < 0 ? 0 : query->distance;
    uint32_t distance = (uint32_t)(most < SEARCH_DISTANCE_MAX ? most : SEARCH_DISTANCE_MAX);
    return plan_pair_make(kind, &children, distance, planner->arena);
}

/* Within a sentence or paragraph, AND means that all stand in it. */
static struct plan_node *make_and(struct planner *planner, const struct query_node *query)
{
    bool is_inside = planner->pair && *planner->pair != PLAN_NEAR;
    return is_inside ? make_pair(planner, query, *planner->pair)
                     : make_group(planner, query, PLAN_AND);
}

static void find_field_values(struct planner *planner, const struct query_node *query,
                              struct plan_values *out)
{
    const struct index *index = planner->space->index;
    struct tokens_key key;
    struct pattern pattern;
    tokens_key(planner->tokens, query->text, &key);
    if (query->wildcard || query->fuzzy) {
        struct leaf_words words = {0};
        if (query->wildcard) {
            read_shape(planner, query, &words);
        }
        struct text like = words.count > 0 ? words.items[0].exact : tokens_key_text(&key);
        if (pattern_read(like, query->fuzzy ? expand_edits(like) : 0, &pattern)) {
            plan_values_like(index, query->field, &pattern, planner->arena, out);
        }
        return;
    }
    if (query->prefix) {
        plan_values_begin(index, query->field, planner->tokens, query->text, planner->arena, out);
        return;
    }
    plan_values_find(index, query->field, tokens_key_text(&key), INDEX_MATCH_WORDS, planner->arena,
                     out);
}

/*
 * What somebody says: words of the body, where it is known which of them are said. Several stand in
 * one paragraph.
 */
static struct plan_node *make_said(struct planner *planner, const struct query_node *query)
{
    static const enum plan_kind together = PLAN_PARAGRAPH;
    const enum plan_kind *outer = planner->pair;
    const struct search_knowledge *knowledge = planner->space->knowledge;
    planner->pair = &together;
    struct plan_node *child = make_and(planner, query);
    planner->pair = outer;
    if (!child || !knowledge) {
        return child;
    }
    struct plan_node *node = node_new(planner, PLAN_SAID);
    node_add(planner, node, child);
    if (node) {
        node->knowledge = knowledge;
    }
    return node;
}

static struct plan_node *make_field(struct planner *planner, const struct query_node *query)
{
    struct plan_node *node = NULL;
    switch (query_fields[query->field].kind) {
    case QUERY_FIELD_KIND_TEXT: {
        unsigned before = planner->in;
        planner->in = query->field == QUERY_FIELD_TITLE ? PLAN_IN_TITLE : PLAN_IN_BODY;
        node =
            query->field == QUERY_FIELD_SAID ? make_said(planner, query) : make_and(planner, query);
        planner->in = before;
        break;
    }
    case QUERY_FIELD_KIND_VALUE:
        node = node_new(planner, PLAN_VALUES);
        if (node) {
            node->field = query->field;
            find_field_values(planner, query, &node->values);
            plan_values_named(planner->space, query->field, &node->values, planner->arena,
                              &node->documents);
        }
        break;
    case QUERY_FIELD_KIND_DATE:
        node = node_new(planner, PLAN_DATE);
        if (node) {
            node->dates = query->dates;
        }
        break;
    }
    return node;
}

static struct plan_node *make_kind(struct planner *planner, const struct query_node *query)
{
    switch (query->kind) {
    case QUERY_ALL:
        return node_new(planner, PLAN_ALL);
    case QUERY_TERM:
    case QUERY_PHRASE:
        return make_leaf(planner, query);
    case QUERY_AND:
        return make_and(planner, query);
    case QUERY_OR:
        return make_group(planner, query, PLAN_OR);
    case QUERY_NOT:
        return make_not(planner, query);
    case QUERY_NEAR:
        return make_pair(planner, query, PLAN_NEAR);
    case QUERY_SENTENCE:
        return make_pair(planner, query, PLAN_SENTENCE);
    case QUERY_PARAGRAPH:
        return make_pair(planner, query, PLAN_PARAGRAPH);
    case QUERY_FIELD:
        return make_field(planner, query);
    }
    return NULL;
}

static struct plan_node *make(struct planner *planner, const struct query_node *query)
{
    struct plan_node *node = planner->status ? NULL : make_kind(planner, query);
    if (node && !node->query) {
        node->query = query;
    }
    return node;
}

enum status plan_make(const struct search_request *request, const struct space *space,
                      struct arena *arena, struct plan *out, struct error *error)
{
    AUTO_TOKENS tokens = tokens_new();
    if (!tokens) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a query");
    }
    *out = (struct plan){0};
    struct planner planner = {
        .space = space,
        .arena = arena,
        .tokens = tokens,
        .plan = out,
        .error = error,
        .expander = {.index = space->index,
                     .arena = arena,
                     .left = request->limits.expansions ? request->limits.expansions
                                                        : SEARCH_EXPANSIONS_MAX},
        /* A paragraph is not found by its document's title, unless that is asked for. */
        .in = space->unit == SEARCH_DOCUMENTS ? PLAN_IN_ALL : PLAN_IN_BODY,
    };
    out->root = request->query ? make(&planner, request->query) : NULL;
    if (planner.status) {
        return planner.status;
    }
    return arena_failed(arena) ? error_set(error, STATUS_NO_MEMORY, "no memory for a query")
                               : STATUS_OK;
}
