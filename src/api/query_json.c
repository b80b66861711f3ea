/* SPDX-License-Identifier: Apache-2.0 */
#include "query_json.h"

#include "chancery/base/array.h"
#include "chancery/search/query_parser.h"
#include "chancery/search/search.h"

/* What NEAR has when nobody says how near. */
#define DISTANCE_DEFAULT 10

/* A tree being read. The first failure sticks in status; readers then answer NULL. */
struct tree {
    struct arena *arena;
    size_t leaves;
    unsigned depth;
    enum status status;
    struct error *error;
};

static struct query_node *read_node(struct tree *tree, const json_t *json);

static struct query_node *fail(struct tree *tree, enum status status, const char *why)
{
    if (!tree->status) {
        tree->status = error_set(tree->error, status, "query: %s", why);
    }
    return NULL;
}

static struct query_node *new_node(struct tree *tree, enum query_kind kind)
{
    struct query_node *node = query_node_new(tree->arena, kind);
    return node ? node : fail(tree, STATUS_NO_MEMORY, "no memory for it");
}

static struct query_node *new_leaf(struct tree *tree, enum query_kind kind, const json_t *text)
{
    if (tree->leaves == QUERY_TERMS_MAX) {
        return fail(tree, STATUS_LIMIT, "too many terms");
    }
    if (!json_is_string(text) || json_string_length(text) == 0) {
        return fail(tree, STATUS_INVALID, "a term, phrase or value is a text that is not empty");
    }
    tree->leaves++;
    struct query_node *node = new_node(tree, kind);
    if (node) {
        struct text value = {json_string_value(text), json_string_length(text)};
        node->text = arena_text(tree->arena, value);
    }
    return node;
}

static struct query_node *add_child(struct tree *tree, struct query_node *node,
                                    struct query_node *child)
{
    struct query_node **place = node && child ? LIST_ADD(tree->arena, &node->children) : NULL;
    if (!place) {
        return fail(tree, STATUS_NO_MEMORY, "no memory for it");
    }
    *place = child;
    return node;
}

static struct query_node *read_distance(struct tree *tree, const json_t *json,
                                        struct query_node *node)
{
    const json_t *distance = json_object_get(json, "distance");
    if (!node || !distance) {
        return node;
    }
    json_int_t value = json_integer_value(distance);
    if (!json_is_integer(distance) || value < 0 || value > SEARCH_DISTANCE_MAX) {
        return fail(tree, STATUS_INVALID, "distance is a number from 0 to 1000");
    }
    node->distance = value;
    return node;
}

/* Stars mean letters when "wildcard" says so; one at the end makes what stands before a prefix. */
static void read_stars(struct query_node *node, const json_t *json)
{
    if (!json_is_true(json_object_get(json, "wildcard"))) {
        return;
    }
    while (node->text.length > 1 && text_ends(node->text, TEXT("*"))) {
        node->text.length--;
        node->prefix = true;
    }
    node->wildcard = text_find_char(node->text, '*') != TEXT_NOT_FOUND;
}

static struct query_node *read_term(struct tree *tree, const json_t *json, const json_t *value)
{
    struct query_node *node = new_leaf(tree, QUERY_TERM, value);
    if (node) {
        node->exact = json_is_true(json_object_get(json, "exact"));
        node->prefix = json_is_true(json_object_get(json, "prefix"));
        node->fuzzy = json_is_true(json_object_get(json, "fuzzy"));
        read_stars(node, json);
    }
    return node;
}

static struct query_node *read_phrase(struct tree *tree, const json_t *json, const json_t *value)
{
    return read_distance(tree, json, new_leaf(tree, QUERY_PHRASE, value));
}

/* In a field of words the value is a phrase; a date is read as such. */
static struct query_node *finish_field(struct tree *tree, struct query_node *leaf)
{
    struct query_node *node = NULL;
    switch (query_fields[leaf->field].kind) {
    case QUERY_FIELD_KIND_VALUE:
        return leaf;
    case QUERY_FIELD_KIND_DATE:
        return query_dates_read(leaf->text, &leaf->dates)
                   ? leaf
                   : fail(tree, STATUS_INVALID, "this is no date");
    case QUERY_FIELD_KIND_TEXT:
        leaf->kind = leaf->prefix || leaf->fuzzy || leaf->wildcard ? QUERY_TERM : QUERY_PHRASE;
        node = new_node(tree, QUERY_FIELD);
        if (node) {
            node->field = leaf->field;
        }
        return add_child(tree, node, leaf);
    }
    return NULL;
}

static struct query_node *read_field(struct tree *tree, const json_t *json, const json_t *name)
{
    enum query_field field = QUERY_FIELD_TITLE;
    if (!json_is_string(name) || !query_field_find(text_of(json_string_value(name)), &field)) {
        return fail(tree, STATUS_INVALID, "there is no such field");
    }
    struct query_node *leaf = new_leaf(tree, QUERY_FIELD, json_object_get(json, "value"));
    if (!leaf) {
        return NULL;
    }
    leaf->field = field;
    leaf->prefix = json_is_true(json_object_get(json, "prefix"));
    leaf->fuzzy = json_is_true(json_object_get(json, "fuzzy"));
    read_stars(leaf, json);
    return finish_field(tree, leaf);
}

static struct query_node *read_list(struct tree *tree, enum query_kind kind, const json_t *list)
{
    if (!json_is_array(list) || json_array_size(list) == 0) {
        return fail(tree, STATUS_INVALID, "an operator has a list of nodes");
    }
    struct query_node *node = new_node(tree, kind);
    for (size_t i = 0; node && i < json_array_size(list); i++) {
        node = add_child(tree, node, read_node(tree, json_array_get(list, i)));
    }
    return node;
}

static struct query_node *read_and(struct tree *tree, const json_t *json, const json_t *value)
{
    (void)json;
    return read_list(tree, QUERY_AND, value);
}

static struct query_node *read_or(struct tree *tree, const json_t *json, const json_t *value)
{
    (void)json;
    return read_list(tree, QUERY_OR, value);
}

static struct query_node *read_not(struct tree *tree, const json_t *json, const json_t *value)
{
    (void)json;
    struct query_node *child = read_node(tree, value);
    return add_child(tree, new_node(tree, QUERY_NOT), child);
}

static struct query_node *read_pair(struct tree *tree, enum query_kind kind, const json_t *value)
{
    if (json_array_size(value) != 2) {
        return fail(tree, STATUS_INVALID, "near, sentence and paragraph join two nodes");
    }
    return read_list(tree, kind, value);
}

static struct query_node *read_near(struct tree *tree, const json_t *json, const json_t *value)
{
    struct query_node *node = read_pair(tree, QUERY_NEAR, value);
    if (node) {
        node->distance = DISTANCE_DEFAULT;
    }
    return read_distance(tree, json, node);
}

static struct query_node *read_sentence(struct tree *tree, const json_t *json, const json_t *value)
{
    (void)json;
    return read_pair(tree, QUERY_SENTENCE, value);
}

static struct query_node *read_paragraph(struct tree *tree, const json_t *json, const json_t *value)
{
    (void)json;
    return read_pair(tree, QUERY_PARAGRAPH, value);
}

/* The key that says what a node is; its value and the whole node go to the reader. */
static const struct node_rule {
    const char *key;
    struct query_node *(*read)(struct tree *tree, const json_t *json, const json_t *value);
} node_rules[] = {
    {"and", read_and},
    {"or", read_or},
    {"not", read_not},
    {"term", read_term},
    {"phrase", read_phrase},
    {"field", read_field},
    {"near", read_near},
    {"sentence", read_sentence},
    {"paragraph", read_paragraph},
};

/* Keys that may stand beside it. */
static const char *const keys_beside[] = {"value", "exact",    "prefix",
                                          "fuzzy", "wildcard", "distance"};

static const struct node_rule *rule_of(struct tree *tree, const json_t *json)
{
    const struct node_rule *rule = NULL;
    size_t known = 0;
    for (size_t i = 0; i < COUNT_OF(node_rules); i++) {
        if (json_object_get(json, node_rules[i].key)) {
            rule = &node_rules[i];
            known++;
        }
    }
    if (known != 1) {
        (void)fail(
            tree, STATUS_INVALID,
            "a node has one of and, or, not, term, phrase, field, near, sentence, paragraph");
        return NULL;
    }
    for (size_t i = 0; i < COUNT_OF(keys_beside); i++) {
        known += json_object_get(json, keys_beside[i]) ? 1 : 0;
    }
    if (known != json_object_size(json)) {
        (void)fail(tree, STATUS_INVALID, "a node has an unknown key");
        return NULL;
    }
    return rule;
}

static struct query_node *read_node(struct tree *tree, const json_t *json)
{
    if (tree->depth == QUERY_DEPTH_MAX) {
        return fail(tree, STATUS_LIMIT, "nested too deep");
    }
    if (!json_is_object(json)) {
        return fail(tree, STATUS_INVALID, "a node is an object");
    }
    const struct node_rule *rule = rule_of(tree, json);
    if (!rule) {
        return NULL;
    }
    tree->depth++;
    struct query_node *node = rule->read(tree, json, json_object_get(json, rule->key));
    tree->depth--;
    return node;
}

enum status query_json_read(const json_t *json, struct arena *arena, struct query_node **out,
                            struct error *error)
{
    struct tree tree = {.arena = arena, .error = error};
    struct query_node *root = read_node(&tree, json);
    if (root && !tree.status) {
        *out = root;
    }
    return tree.status;
}
