/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "chancery/search/query_parser.h"

static void print_node(const struct query_node *node, bool inside, struct buffer *out);

/* Whether value reads back as one plain word. */
static bool is_plain(struct text value)
{
    static const struct text operators[] = {{"AND", 3},  {"OR", 2},       {"NOT", 3},
                                            {"NEAR", 4}, {"SENTENCE", 8}, {"PARAGRAPH", 9}};
    for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
        if (text_equal(value, operators[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < value.length; i++) {
        if (text_is_blank(value.at[i]) || strchr("()[]{}|\":*~", value.at[i])) {
            return false;
        }
    }
    return value.length > 0 && value.at[0] != '-' && value.at[0] != '=';
}

static void print_quoted(struct text value, struct buffer *out)
{
    struct text piece;
    buffer_add(out, TEXT("\""));
    while (text_take_until(&value, '"', &piece)) {
        buffer_add(out, piece);
        buffer_add(out, TEXT(" "));
    }
    buffer_add(out, value);
    buffer_add(out, TEXT("\""));
}

static void print_value(struct text value, struct buffer *out)
{
    if (is_plain(value)) {
        buffer_add(out, value);
    } else {
        print_quoted(value, out);
    }
}

static void print_term(const struct query_node *node, struct buffer *out)
{
    buffer_add(out, node->exact ? TEXT("=") : TEXT(""));
    print_value(node->text, out);
    buffer_add(out, node->prefix ? TEXT("*") : node->fuzzy ? TEXT("~") : TEXT(""));
}

static void print_phrase(const struct query_node *node, struct buffer *out)
{
    print_quoted(node->text, out);
    if (node->distance > 0) {
        buffer_add_format(out, "~%" PRId64, node->distance);
    }
}

static void print_field(const struct query_node *node, struct buffer *out)
{
    buffer_add_format(out, "%s:", query_fields[node->field].name);
    if (node->children.count > 0) {
        print_node(node->children.items[0], true, out);
        return;
    }
    print_value(node->text, out);
    buffer_add(out, node->prefix ? TEXT("*") : TEXT(""));
}

static void print_operator(const struct query_node *node, struct buffer *out)
{
    switch (node->kind) {
    case QUERY_OR:
        buffer_add(out, TEXT(" OR "));
        break;
    case QUERY_NEAR:
        buffer_add_format(out, " NEAR/%" PRId64 " ", node->distance);
        break;
    case QUERY_SENTENCE:
        buffer_add(out, TEXT(" SENTENCE "));
        break;
    case QUERY_PARAGRAPH:
        buffer_add(out, TEXT(" PARAGRAPH "));
        break;
    case QUERY_ALL:
    case QUERY_TERM:
    case QUERY_PHRASE:
    case QUERY_AND:
    case QUERY_NOT:
    case QUERY_FIELD:
        buffer_add(out, TEXT(" AND "));
        break;
    }
}

/* Children with their operator between them; in brackets when they stand inside another. */
static void print_joined(const struct query_node *node, bool inside, struct buffer *out)
{
    buffer_add(out, inside ? TEXT("(") : TEXT(""));
    for (size_t i = 0; i < node->children.count; i++) {
        if (i > 0) {
            print_operator(node, out);
        }
        print_node(node->children.items[i], true, out);
    }
    buffer_add(out, inside ? TEXT(")") : TEXT(""));
}

static void print_node(const struct query_node *node, bool inside, struct buffer *out)
{
    switch (node->kind) {
    case QUERY_ALL:
        break;
    case QUERY_TERM:
        print_term(node, out);
        break;
    case QUERY_PHRASE:
        print_phrase(node, out);
        break;
    case QUERY_NOT:
        buffer_add(out, TEXT("NOT "));
        print_node(node->children.items[0], true, out);
        break;
    case QUERY_FIELD:
        print_field(node, out);
        break;
    case QUERY_AND:
    case QUERY_OR:
    case QUERY_NEAR:
    case QUERY_SENTENCE:
    case QUERY_PARAGRAPH:
        print_joined(node, inside, out);
        break;
    }
}

void query_print(const struct query_node *root, struct buffer *out)
{
    print_node(root, false, out);
}
