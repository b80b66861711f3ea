/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "chancery/search/query_parser.h"

#include "query_lexer.h"

static void print_node(const struct query_node *node, bool inside, struct buffer *out);

/* The longest word that is tried to be written plainly. */
#define WORD_BYTES_MAX ((size_t)1024)

/* Whether written is read as one word that means what node does. */
static bool reads_back(struct text written, const struct query_node *node)
{
    struct query_lexer lexer = {.typed = written};
    struct query_token token = query_lexer_next(&lexer);
    return token.kind == QUERY_TOKEN_WORD && text_equal(token.text, node->text) &&
           token.exact == node->exact && token.prefix == node->prefix &&
           token.fuzzy == node->fuzzy && token.wildcard == node->wildcard &&
           query_lexer_next(&lexer).kind == QUERY_TOKEN_END;
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

/* As a plain word where that reads back as the same, else between quotes. */
static void print_word(const struct query_node *node, struct buffer *out)
{
    AUTO_BUFFER word = BUFFER_UP_TO(WORD_BYTES_MAX);
    buffer_add(&word, node->exact ? TEXT("=") : TEXT(""));
    buffer_add(&word, node->text);
    buffer_add(&word, node->prefix ? TEXT("*") : node->fuzzy ? TEXT("~") : TEXT(""));
    if (!buffer_status(&word) && reads_back(buffer_text(&word), node)) {
        buffer_add(out, buffer_text(&word));
    } else {
        print_quoted(node->text, out);
    }
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
        const struct query_node *child = node->children.items[0];
        bool in_brackets = child->kind == QUERY_NOT || child->kind == QUERY_FIELD;
        buffer_add(out, in_brackets ? TEXT("(") : TEXT(""));
        print_node(child, true, out);
        buffer_add(out, in_brackets ? TEXT(")") : TEXT(""));
        return;
    }
    print_word(node, out);
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
        print_word(node, out);
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
