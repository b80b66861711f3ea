/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

static struct plan_node *node_new(struct arena *arena, enum plan_kind kind)
{
    struct plan_node *node = arena_take(arena, sizeof(*node));
    if (node) {
        node->kind = kind;
    }
    return node;
}

static void node_add(struct arena *arena, struct plan_node *node, struct plan_node *child)
{
    struct plan_node **item = node && child ? LIST_ADD(arena, &node->children) : NULL;
    if (item) {
        *item = child;
    }
}

/* Whether node is about a document as a whole: its fields, its date. */
static bool is_of_document(const struct plan_node *node)
{
    bool is_about = node->kind == PLAN_ALL || node->kind == PLAN_DATE;
    if (node->kind == PLAN_VALUES) {
        is_about = !index_field_rule(node->field)->by_paragraph;
    }
    if (node->kind == PLAN_NOT || node->kind == PLAN_AND || node->kind == PLAN_OR) {
        is_about = true;
        for (size_t i = 0; i < node->children.count; i++) {
            is_about = is_about && is_of_document(node->children.items[i]);
        }
    }
    return is_about;
}

/* "NATO PARAGRAPH (NOT mark:U)": what a match must not stand together with comes last. */
static void add_in_order(struct arena *arena, struct plan_node *pair, struct plan_nodes children)
{
    for (int negated = 0; negated < 2; negated++) {
        for (size_t i = 0; i < children.count; i++) {
            if ((children.items[i]->kind == PLAN_NOT) == (negated == 1)) {
                node_add(arena, pair, children.items[i]);
            }
        }
    }
}

/* What stands alone, or only with what it must not stand with. */
static struct plan_node *settle(struct plan_node *pair)
{
    return pair && pair->children.count == 1 ? pair->children.items[0] : pair;
}

struct plan_node *plan_pair_make(enum plan_kind kind, const struct plan_nodes *children,
                                 uint32_t distance, struct arena *arena)
{
    struct plan_node *all = node_new(arena, PLAN_AND);
    struct plan_node *pair = node_new(arena, kind);
    struct plan_nodes within = {0};
    for (size_t i = 0; i < children->count && all && pair; i++) {
        struct plan_node *child = children->items[i];
        if (is_of_document(child)) {
            node_add(arena, all, child);
            continue;
        }
        bool is_mark = child->kind == PLAN_VALUES;
        pair->kind = is_mark ? PLAN_PARAGRAPH : pair->kind;
        struct plan_node **item = LIST_ADD(arena, &within);
        if (item) {
            *item = child;
        }
    }
    if (!all || !pair) {
        return NULL;
    }
    pair->distance = distance;
    add_in_order(arena, pair, within);
    if (pair->children.count > 0 && pair->children.items[0]->kind == PLAN_NOT) {
        pair->kind = PLAN_AND; /* Nothing is there that something could stand with. */
    }
    node_add(arena, all, pair->children.count > 0 ? settle(pair) : NULL);
    return all->children.count > 0 ? settle(all) : NULL;
}
