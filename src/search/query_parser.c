/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/search/query_parser.h"

#include "query_lexer.h"

/* The most repairs that are told one by one. */
#define REPAIRS_MAX 64

struct parser {
    struct query_lexer lexer;
    struct query_token token; /* the one to read next */
    struct arena *arena;
    struct query_repairs repairs;
    size_t terms;
    unsigned depth;
    bool in_value_field; /* leaves are values of field, not words */
    enum query_field field;
};

static void advance(struct parser *parser)
{
    parser->token = query_lexer_next(&parser->lexer);
}

static void repair(struct parser *parser, const char *code, const char *detail, struct span span)
{
    struct query_repair *repair = NULL;
    if (parser->repairs.count < REPAIRS_MAX) {
        repair = LIST_ADD(parser->arena, &parser->repairs);
    }
    if (repair) {
        *repair = (struct query_repair){text_of(code), text_of(detail), span};
    }
}

/* A leaf for token, or NULL when there are too many. */
static struct query_node *new_leaf(struct parser *parser, enum query_kind kind,
                                   const struct query_token *token)
{
    if (parser->terms == QUERY_TERMS_MAX) {
        repair(parser, "too_many_terms", "This and what follows is over the number of terms.",
               token->span);
        return NULL;
    }
    parser->terms++;
    struct query_node *node = query_node_new(parser->arena, kind);
    if (node) {
        node->text = token->text;
        node->exact = token->exact;
        node->prefix = token->prefix;
        node->fuzzy = token->fuzzy;
        node->wildcard = token->wildcard;
        node->distance = token->distance;
        node->span = token->span;
        node->field = parser->field;
    }
    return node;
}

static void note_token_repairs(struct parser *parser, const struct query_token *token)
{
    if (token->is_open) {
        repair(parser, "open_quote", "The quotation was never closed; it ends with the query.",
               token->span);
    }
    if (token->bad_distance) {
        repair(parser, "bad_distance", "The distance is no number; the usual one was taken.",
               token->span);
    }
}

/* A node over children: the child itself when there is one, NULL when there is none. */
static struct query_node *join(struct parser *parser, enum query_kind kind,
                               const struct query_nodes *children)
{
    if (children->count <= 1) {
        return children->count == 1 ? children->items[0] : NULL;
    }
    struct query_node *node = query_node_new(parser->arena, kind);
    if (node) {
        node->children = *children;
    }
    return node;
}

static void add_child(struct parser *parser, struct query_nodes *children, struct query_node *child)
{
    struct query_node **place = child ? LIST_ADD(parser->arena, children) : NULL;
    if (place) {
        *place = child;
    }
}

static struct query_node *parse_or(struct parser *parser);

/* "( query )"; the current token is the opening bracket. */
static struct query_node *parse_brackets(struct parser *parser)
{
    struct span open = parser->token.span;
    advance(parser);
    if (parser->depth == QUERY_DEPTH_MAX) {
        repair(parser, "too_deep", "Brackets within so many brackets are passed over.", open);
        return NULL;
    }
    if (parser->token.kind == QUERY_TOKEN_CLOSE) {
        repair(parser, "empty_brackets", "There is nothing between these brackets.", open);
        advance(parser);
        return NULL;
    }
    parser->depth++;
    struct query_node *node = parse_or(parser);
    parser->depth--;
    if (parser->token.kind == QUERY_TOKEN_CLOSE) {
        advance(parser);
    } else {
        repair(parser, "open_bracket", "The bracket was never closed; it ends with the query.",
               open);
    }
    return node;
}

static struct query_node *parse_dates(struct parser *parser, struct span name)
{
    struct query_token token = query_lexer_value(&parser->lexer);
    if (token.kind == QUERY_TOKEN_END) {
        token = query_lexer_next(&parser->lexer);
    }
    advance(parser);
    bool is_value = token.kind == QUERY_TOKEN_WORD || token.kind == QUERY_TOKEN_PHRASE;
    if (!is_value || token.text.length == 0) {
        repair(parser, "empty_field", "No date follows.", name);
        return NULL;
    }
    struct query_dates dates = {0};
    if (!query_dates_read(token.text, &dates)) {
        repair(parser, "bad_date", "This is no date; it was searched for as text.", token.span);
        return new_leaf(parser, QUERY_PHRASE, &token);
    }
    struct query_node *node = new_leaf(parser, QUERY_FIELD, &token);
    if (node) {
        node->field = QUERY_FIELD_DATE;
        node->dates = dates;
    }
    return node;
}

static struct query_node *parse_leaf(struct parser *parser)
{
    struct query_token token = parser->token;
    bool is_phrase = token.kind == QUERY_TOKEN_PHRASE;
    advance(parser);
    note_token_repairs(parser, &token);
    if (token.text.length == 0) {
        repair(parser, "empty_phrase", "There is nothing between these quotes.", token.span);
        return NULL;
    }
    if (parser->in_value_field) {
        return new_leaf(parser, QUERY_FIELD, &token);
    }
    return new_leaf(parser, is_phrase ? QUERY_PHRASE : QUERY_TERM, &token);
}

static bool starts_value(enum query_token_kind kind)
{
    return kind == QUERY_TOKEN_WORD || kind == QUERY_TOKEN_PHRASE || kind == QUERY_TOKEN_OPEN;
}

/* What follows the name of a field that is known: one value, or several in brackets. */
static struct query_node *parse_known_field(struct parser *parser, enum query_field field,
                                            struct span name)
{
    if (query_fields[field].kind == QUERY_FIELD_KIND_DATE) {
        return parse_dates(parser, name);
    }
    advance(parser);
    if (!starts_value(parser->token.kind)) {
        repair(parser, "empty_field", "No value follows the name of this field.", name);
        return NULL;
    }
    bool outer_in_value = parser->in_value_field;
    enum query_field outer_field = parser->field;
    parser->in_value_field = query_fields[field].kind == QUERY_FIELD_KIND_VALUE;
    parser->field = field;
    bool is_open = parser->token.kind == QUERY_TOKEN_OPEN;
    struct query_node *inner = is_open ? parse_brackets(parser) : parse_leaf(parser);
    bool is_value = parser->in_value_field;
    parser->in_value_field = outer_in_value;
    parser->field = outer_field;
    if (!inner || is_value) {
        return inner;
    }
    struct query_node *node = query_node_new(parser->arena, QUERY_FIELD);
    if (node) {
        node->field = field;
        node->span = name;
        add_child(parser, &node->children, inner);
    }
    return node;
}

static struct query_node *parse_field(struct parser *parser)
{
    struct query_token name = parser->token;
    enum query_field field = QUERY_FIELD_TITLE;
    if (query_field_find(name.text, &field)) {
        return parse_known_field(parser, field, name.span);
    }
    repair(parser, "unknown_field", "There is no such field; it was searched for as text.",
           name.span);
    advance(parser);
    return new_leaf(parser, QUERY_TERM, &name);
}

/* One item, or NULL when none stands here; stray symbols in front of it are passed over. */
static struct query_node *parse_item(struct parser *parser)
{
    while (parser->token.kind == QUERY_TOKEN_STRAY) {
        repair(parser, "stray_symbol", "This symbol means nothing here.", parser->token.span);
        advance(parser);
    }
    switch (parser->token.kind) {
    case QUERY_TOKEN_OPEN:
        return parse_brackets(parser);
    case QUERY_TOKEN_FIELD:
        return parse_field(parser);
    case QUERY_TOKEN_WORD:
    case QUERY_TOKEN_PHRASE:
        return parse_leaf(parser);
    case QUERY_TOKEN_END:
    case QUERY_TOKEN_CLOSE:
    case QUERY_TOKEN_AND:
    case QUERY_TOKEN_OR:
    case QUERY_TOKEN_NOT:
    case QUERY_TOKEN_NEAR:
    case QUERY_TOKEN_SENTENCE:
    case QUERY_TOKEN_PARAGRAPH:
    case QUERY_TOKEN_STRAY:
        return NULL;
    }
    return NULL;
}

/* Any number of NOTs: two of them undo each other. */
static struct query_node *parse_not(struct parser *parser)
{
    bool negated = false;
    bool any = false;
    struct span last = parser->token.span;
    while (parser->token.kind == QUERY_TOKEN_NOT) {
        negated = !negated;
        any = true;
        last = parser->token.span;
        advance(parser);
    }
    size_t repairs_before = parser->repairs.count;
    struct query_node *item = parse_item(parser);
    if (!item) {
        if (any && parser->repairs.count == repairs_before) {
            repair(parser, "dangling_operator", "Nothing follows this operator.", last);
        }
        return NULL;
    }
    if (!negated) {
        return item;
    }
    if (item->kind == QUERY_NOT) {
        return item->children.items[0];
    }
    struct query_node *node = query_node_new(parser->arena, QUERY_NOT);
    if (node) {
        node->span = last;
        add_child(parser, &node->children, item);
    }
    return node;
}

static bool joins_closely(enum query_token_kind kind, enum query_kind *out)
{
    *out = kind == QUERY_TOKEN_NEAR       ? QUERY_NEAR
           : kind == QUERY_TOKEN_SENTENCE ? QUERY_SENTENCE
                                          : QUERY_PARAGRAPH;
    return kind == QUERY_TOKEN_NEAR || kind == QUERY_TOKEN_SENTENCE ||
           kind == QUERY_TOKEN_PARAGRAPH;
}

static struct query_node *parse_near(struct parser *parser)
{
    struct query_node *left = parse_not(parser);
    enum query_kind kind = QUERY_NEAR;
    while (joins_closely(parser->token.kind, &kind)) {
        struct query_token operator= parser->token;
        note_token_repairs(parser, &operator);
        advance(parser);
        struct query_node *right = parse_not(parser);
        if (!left || !right) {
            repair(parser, "dangling_operator",
                   "This operator stands between nothing.", operator.span);
            left = left ? left : right;
            continue;
        }
        struct query_node *node = query_node_new(parser->arena, kind);
        if (node) {
            node->distance = operator.distance;
            node->span = operator.span;
            add_child(parser, &node->children, left);
            add_child(parser, &node->children, right);
        }
        left = node;
    }
    return left;
}

static bool ends_and(enum query_token_kind kind)
{
    return kind == QUERY_TOKEN_END || kind == QUERY_TOKEN_CLOSE || kind == QUERY_TOKEN_OR;
}

static struct query_node *parse_and(struct parser *parser)
{
    struct query_nodes children = {0};
    bool wants_left = true; /* an AND here would have nothing before it */
    while (!ends_and(parser->token.kind)) {
        if (parser->token.kind == QUERY_TOKEN_AND) {
            struct span span = parser->token.span;
            advance(parser);
            if (wants_left || ends_and(parser->token.kind)) {
                repair(parser, "dangling_operator", "AND joins nothing here.", span);
            }
            wants_left = true;
            continue;
        }
        size_t before = parser->lexer.at;
        enum query_token_kind kind = parser->token.kind;
        add_child(parser, &children, parse_near(parser));
        wants_left = false;
        assert(before < parser->lexer.at || kind != parser->token.kind || ends_and(kind));
    }
    return join(parser, QUERY_AND, &children);
}

static struct query_node *parse_or(struct parser *parser)
{
    struct query_nodes children = {0};
    struct query_node *first = parse_and(parser);
    add_child(parser, &children, first);
    bool has_left = first != NULL;
    while (parser->token.kind == QUERY_TOKEN_OR) {
        struct span span = parser->token.span;
        advance(parser);
        struct query_node *next = parse_and(parser);
        if (!has_left || !next) {
            repair(parser, "dangling_operator", "OR joins nothing here.", span);
        }
        has_left = next != NULL;
        add_child(parser, &children, next);
    }
    return join(parser, QUERY_OR, &children);
}

/* The whole query: closing brackets that nothing opened are passed over. */
static struct query_node *parse_all(struct parser *parser)
{
    struct query_nodes children = {0};
    add_child(parser, &children, parse_or(parser));
    while (parser->token.kind == QUERY_TOKEN_CLOSE) {
        repair(parser, "stray_bracket", "No bracket was opened before this one.",
               parser->token.span);
        advance(parser);
        add_child(parser, &children, parse_or(parser));
    }
    return join(parser, QUERY_AND, &children);
}

enum status query_parse(struct text typed, struct arena *arena, struct parsed_query *out,
                        struct error *error)
{
    if (typed.length > QUERY_BYTES_MAX) {
        return error_set(error, STATUS_LIMIT, "a query of %zu bytes is over %zu", typed.length,
                         QUERY_BYTES_MAX);
    }
    struct parser parser = {.lexer = {.typed = typed}, .arena = arena};
    advance(&parser);
    struct query_node *root = parse_all(&parser);
    if (!root) {
        root = query_node_new(arena, QUERY_ALL);
    }
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a query");
    }
    *out = (struct parsed_query){.root = root, .repairs = parser.repairs};
    return STATUS_OK;
}
