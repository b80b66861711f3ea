/* SPDX-License-Identifier: Apache-2.0 */
#include "query_json.h"

#include "chancery/base/array.h"
#include "chancery/search/query_parser.h"
#include "chancery/search/search.h"

/* What NEAR has when nobody says how near. */
#define DISTANCE_DEFAULT 10

struct tree {
    struct arena *arena;
    size_t leaves;
    unsigned depth;
    struct error *error;
};

static enum status read_node(struct tree *tree, const json_t *json, struct query_node **out);

static enum status invalid(struct tree *tree, const char *why)
{
    return error_set(tree->error, STATUS_INVALID, "query: %s", why);
}

static enum status new_node(struct tree *tree, enum query_kind kind, struct query_node **out)
{
    *out = query_node_new(tree->arena, kind);
    return *out ? STATUS_OK : error_set(tree->error, STATUS_NO_MEMORY, "no memory for a query");
}

static enum status new_leaf(struct tree *tree, enum query_kind kind, const json_t *text,
                            struct query_node **out)
{
    if (tree->leaves == QUERY_TERMS_MAX) {
        return error_set(tree->error, STATUS_LIMIT, "query: more than %d terms", QUERY_TERMS_MAX);
    }
    tree->leaves++;
    if (!json_is_string(text) || json_string_length(text) == 0) {
        return invalid(tree, "a term, phrase or value is a text that is not empty");
    }
    enum status status = new_node(tree, kind, out);
    if (!status) {
        struct text value = {json_string_value(text), json_string_length(text)};
        (*out)->text = arena_text(tree->arena, value);
    }
    return status;
}

static enum status read_distance(struct tree *tree, const json_t *json, struct query_node *node)
{
    const json_t *distance = json_object_get(json, "distance");
    if (!distance) {
        return STATUS_OK;
    }
    if (!json_is_integer(distance) || json_integer_value(distance) < 0 ||
        json_integer_value(distance) > SEARCH_DISTANCE_MAX) {
        return error_set(tree->error, STATUS_INVALID, "query: distance is a number from 0 to %d",
                         SEARCH_DISTANCE_MAX);
    }
    node->distance = json_integer_value(distance);
    return STATUS_OK;
}

static enum status read_term(struct tree *tree, const json_t *json, const json_t *value,
                             struct query_node **out)
{
    enum status status = new_leaf(tree, QUERY_TERM, value, out);
    if (!status) {
        (*out)->exact = json_is_true(json_object_get(json, "exact"));
        (*out)->prefix = json_is_true(json_object_get(json, "prefix"));
    }
    return status;
}

static enum status read_phrase(struct tree *tree, const json_t *json, const json_t *value,
                               struct query_node **out)
{
    enum status status = new_leaf(tree, QUERY_PHRASE, value, out);
    return status ? status : read_distance(tree, json, *out);
}

/* In a field of words the value is a phrase; a date is read as such. */
static enum status finish_field(struct tree *tree, enum query_field field, struct query_node *leaf,
                                struct query_node **out)
{
    leaf->field = field;
    *out = leaf;
    switch (query_fields[field].kind) {
    case QUERY_FIELD_KIND_VALUE:
        return STATUS_OK;
    case QUERY_FIELD_KIND_DATE:
        return query_dates_read(leaf->text, &leaf->dates) ? STATUS_OK
                                                          : invalid(tree, "this is no date");
    case QUERY_FIELD_KIND_TEXT:
        break;
    }
    leaf->kind = QUERY_PHRASE;
    enum status status = new_node(tree, QUERY_FIELD, out);
    if (!status) {
        (*out)->field = field;
        struct query_node **child = LIST_ADD(tree->arena, &(*out)->children);
        if (!child) {
            return error_set(tree->error, STATUS_NO_MEMORY, "no memory for a query");
        }
        *child = leaf;
    }
    return status;
}

static enum status read_field(struct tree *tree, const json_t *json, const json_t *name,
                              struct query_node **out)
{
    enum query_field field = QUERY_FIELD_TITLE;
    struct query_node *leaf = NULL;
    if (!json_is_string(name) || !query_field_find(text_of(json_string_value(name)), &field)) {
        return invalid(tree, "there is no such field");
    }
    enum status status = new_leaf(tree, QUERY_FIELD, json_object_get(json, "value"), &leaf);
    if (status) {
        return status;
    }
    leaf->prefix = json_is_true(json_object_get(json, "prefix"));
    return finish_field(tree, field, leaf, out);
}

static enum status add_child(struct tree *tree, struct query_node *node, const json_t *json)
{
    struct query_node *child = NULL;
    enum status status = read_node(tree, json, &child);
    if (status) {
        return status;
    }
    struct query_node **place = LIST_ADD(tree->arena, &node->children);
    if (!place) {
        return error_set(tree->error, STATUS_NO_MEMORY, "no memory for a query");
    }
    *place = child;
    return STATUS_OK;
}

static enum status read_list(struct tree *tree, enum query_kind kind, const json_t *list,
                             struct query_node **out)
{
    if (!json_is_array(list) || json_array_size(list) == 0) {
        return invalid(tree, "an operator has a list of nodes");
    }
    enum status status = new_node(tree, kind, out);
    for (size_t i = 0; !status && i < json_array_size(list); i++) {
        status = add_child(tree, *out, json_array_get(list, i));
    }
    return status;
}

static enum status read_and(struct tree *tree, const json_t *json, const json_t *value,
                            struct query_node **out)
{
    (void)json;
    return read_list(tree, QUERY_AND, value, out);
}

static enum status read_or(struct tree *tree, const json_t *json, const json_t *value,
                           struct query_node **out)
{
    (void)json;
    return read_list(tree, QUERY_OR, value, out);
}

static enum status read_not(struct tree *tree, const json_t *json, const json_t *value,
                            struct query_node **out)
{
    (void)json;
    enum status status = new_node(tree, QUERY_NOT, out);
    return status ? status : add_child(tree, *out, value);
}

static enum status read_pair(struct tree *tree, enum query_kind kind, const json_t *value,
                             struct query_node **out)
{
    if (json_array_size(value) != 2) {
        return invalid(tree, "near, sentence and paragraph join two nodes");
    }
    return read_list(tree, kind, value, out);
}

static enum status read_near(struct tree *tree, const json_t *json, const json_t *value,
                             struct query_node **out)
{
    enum status status = read_pair(tree, QUERY_NEAR, value, out);
    if (!status) {
        (*out)->distance = DISTANCE_DEFAULT;
        status = read_distance(tree, json, *out);
    }
    return status;
}

static enum status read_sentence(struct tree *tree, const json_t *json, const json_t *value,
                                 struct query_node **out)
{
    (void)json;
    return read_pair(tree, QUERY_SENTENCE, value, out);
}

static enum status read_paragraph(struct tree *tree, const json_t *json, const json_t *value,
                                  struct query_node **out)
{
    (void)json;
    return read_pair(tree, QUERY_PARAGRAPH, value, out);
}

static const struct node_rule {
    const char *key;
    enum status (*read)(struct tree *tree, const json_t *json, const json_t *value,
                        struct query_node **out);
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

/* One key says what a node is; some others may stand beside it. */
static enum status check_keys(struct tree *tree, const json_t *json)
{
    size_t kinds = 0;
    for (size_t i = 0; i < COUNT_OF(node_rules); i++) {
        kinds += json_object_get(json, node_rules[i].key) ? 1 : 0;
    }
    if (kinds != 1) {
        return invalid(tree, "a node has one of and, or, not, term, phrase, field, near, sentence, "
                             "paragraph");
    }
    size_t known = kinds;
    static const char *const beside[] = {"value", "exact", "prefix", "distance"};
    for (size_t i = 0; i < COUNT_OF(beside); i++) {
        known += json_object_get(json, beside[i]) ? 1 : 0;
    }
    return known == json_object_size(json) ? STATUS_OK : invalid(tree, "a node has an unknown key");
}

static enum status read_node(struct tree *tree, const json_t *json, struct query_node **out)
{
    if (tree->depth == QUERY_DEPTH_MAX) {
        return error_set(tree->error, STATUS_LIMIT, "query: nested deeper than %d",
                         QUERY_DEPTH_MAX);
    }
    if (!json_is_object(json)) {
        return invalid(tree, "a node is an object");
    }
    enum status status = check_keys(tree, json);
    tree->depth++;
    for (size_t i = 0; !status && i < COUNT_OF(node_rules); i++) {
        const json_t *value = json_object_get(json, node_rules[i].key);
        if (value) {
            status = node_rules[i].read(tree, json, value, out);
        }
    }
    tree->depth--;
    return status;
}

enum status query_json_read(const json_t *json, struct arena *arena, struct query_node **out,
                            struct error *error)
{
    struct tree tree = {.arena = arena, .error = error};
    return read_node(&tree, json, out);
}
