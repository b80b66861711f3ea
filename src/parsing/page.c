/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "page.h"

/* An article holds at least so many in a hundred of what the element in it does that is widened. */
#define WIDER_PERCENT ((size_t)110)

/* The same where no <article> bounds it. */
#define UNBOUNDED_PERCENT ((size_t)150)

/* Sorted. Headings, bylines and dates of the page's own words are left to news_read. */
static const struct plain_rule rules[] = {
    {"address", PLAIN_PARAGRAPH}, {"article", PLAIN_PARAGRAPH},
    {"aside", PLAIN_SKIP},        {"blockquote", PLAIN_PARAGRAPH},
    {"body", PLAIN_PARAGRAPH},    {"br", PLAIN_BREAK},
    {"button", PLAIN_SKIP},       {"canvas", PLAIN_SKIP},
    {"caption", PLAIN_PARAGRAPH}, {"dd", PLAIN_PARAGRAPH},
    {"div", PLAIN_PARAGRAPH},     {"dl", PLAIN_PARAGRAPH},
    {"dt", PLAIN_PARAGRAPH},      {"figure", PLAIN_SKIP},
    {"footer", PLAIN_SKIP},       {"form", PLAIN_SKIP},
    {"h1", PLAIN_HEADING},        {"h2", PLAIN_HEADING},
    {"h3", PLAIN_HEADING},        {"h4", PLAIN_HEADING},
    {"h5", PLAIN_HEADING},        {"h6", PLAIN_HEADING},
    {"head", PLAIN_SKIP},         {"header", PLAIN_PARAGRAPH},
    {"hl2", PLAIN_HEADING},       {"hr", PLAIN_PARAGRAPH},
    {"html", PLAIN_PARAGRAPH},    {"iframe", PLAIN_SKIP},
    {"input", PLAIN_SKIP},        {"li", PLAIN_PARAGRAPH},
    {"main", PLAIN_PARAGRAPH},    {"media", PLAIN_SKIP},
    {"menu", PLAIN_SKIP},         {"nav", PLAIN_SKIP},
    {"noscript", PLAIN_SKIP},     {"object", PLAIN_SKIP},
    {"ol", PLAIN_PARAGRAPH},      {"option", PLAIN_SKIP},
    {"p", PLAIN_PARAGRAPH},       {"pre", PLAIN_PARAGRAPH},
    {"script", PLAIN_SKIP},       {"section", PLAIN_PARAGRAPH},
    {"select", PLAIN_SKIP},       {"style", PLAIN_SKIP},
    {"svg", PLAIN_SKIP},          {"table", PLAIN_PARAGRAPH},
    {"td", PLAIN_CELL},           {"template", PLAIN_SKIP},
    {"textarea", PLAIN_SKIP},     {"th", PLAIN_CELL},
    {"title", PLAIN_SKIP},        {"tr", PLAIN_PARAGRAPH},
    {"ul", PLAIN_PARAGRAPH},      {"video", PLAIN_SKIP},
};

/* Words of which classes of chrome are made: "article-share", "related_posts". */
static const char *const chrome_words[] = {"share",       "sharing",  "social",  "related",
                                           "newsletter",  "comments", "sidebar", "breadcrumb",
                                           "breadcrumbs", "promo",    "cookie",  "advertisement"};

static bool is_word_character(char c)
{
    return text_is_letter(c) || text_is_digit(c);
}

static bool has_chrome_word(struct text classes)
{
    size_t start = 0;
    for (size_t i = 0; i <= classes.length; i++) {
        if (i < classes.length && is_word_character(classes.at[i])) {
            continue;
        }
        struct text word = text_slice(classes, start, i - start);
        start = i + 1;
        for (size_t j = 0; j < COUNT_OF(chrome_words); j++) {
            if (text_equal_fold(word, text_of(chrome_words[j]))) {
                return true;
            }
        }
    }
    return false;
}

static bool is_hidden(const struct tree *tree, size_t node)
{
    const struct tree_attributes *attributes = &tree->items[node].attributes;
    for (size_t i = 0; i < attributes->count; i++) {
        struct text name = attributes->items[i].name;
        struct text value = attributes->items[i].value;
        bool is_style = text_equal_fold(name, TEXT("style")) &&
                        (text_find_fold(value, TEXT("display:none")) != TEXT_NOT_FOUND ||
                         text_find_fold(value, TEXT("display: none")) != TEXT_NOT_FOUND);
        if (is_style || text_equal_fold(name, TEXT("hidden")) ||
            (text_equal_fold(name, TEXT("aria-hidden")) && text_equal_fold(value, TEXT("true")))) {
            return true;
        }
    }
    return false;
}

/* Boxes that are hidden, or named as what stands around an article. */
static enum plain_act choose(const struct tree *tree, size_t node, enum plain_act act,
                             const void *context)
{
    static const char *const boxes[] = {"div", "section", "ul", "ol", "span", "p", "table"};
    (void)context;
    if (tree->items[node].attributes.count == 0 || act == PLAIN_SKIP) {
        return act;
    }
    bool is_box = false;
    for (size_t i = 0; i < COUNT_OF(boxes); i++) {
        is_box = is_box || tree_is(tree, node, boxes[i]);
    }
    bool is_chrome =
        is_hidden(tree, node) || (is_box && (has_chrome_word(tree_attribute(tree, node, "class")) ||
                                             has_chrome_word(tree_attribute(tree, node, "id"))));
    return is_chrome ? PLAIN_SKIP : act;
}

struct plain_rules page_rules(void)
{
    return (struct plain_rules){rules, COUNT_OF(rules), choose, NULL};
}

/* How much text each element has as its own, and all in it. */
struct weights {
    const struct tree *tree;
    size_t *own;
    size_t *all;
};

/* The box that a text belongs to: what holds its paragraph. Links belong to none. */
static size_t box_of(const struct tree *tree, size_t text)
{
    static const char *const inlines[] = {"b", "i", "em",   "strong", "span", "font",
                                          "p", "u", "cite", "abbr",   "time"};
    size_t node = tree->items[text].parent;
    bool is_inline = true;
    while (node != 0 && is_inline) {
        if (tree_is(tree, node, "a")) {
            return TREE_NONE;
        }
        is_inline = false;
        for (size_t i = 0; i < COUNT_OF(inlines) && !is_inline; i++) {
            is_inline = tree_is(tree, node, inlines[i]);
        }
        node = is_inline ? tree->items[node].parent : node;
    }
    return node;
}

static void weigh(struct weights *weights)
{
    const struct tree *tree = weights->tree;
    const struct plain_rules plain_rules = page_rules();
    for (size_t i = 0; i < tree->count;) {
        if (!tree->items[i].is_text) {
            bool is_left_out = i > 0 && plain_act_of(tree, i, &plain_rules) == PLAIN_SKIP;
            i = is_left_out ? tree->items[i].end : i + 1;
            continue;
        }
        size_t box = box_of(tree, i);
        if (box != TREE_NONE) {
            weights->own[box] += text_trim(tree->items[i].text).length;
        }
        i++;
    }
    for (size_t i = tree->count; i > 0; i--) {
        weights->all[i - 1] += weights->own[i - 1];
        if (i > 1) {
            weights->all[tree->items[i - 1].parent] += weights->all[i - 1];
        }
    }
}

/* The element that the densest one is part of: up to an <article> around it, while that adds. */
static size_t widen(const struct weights *weights, size_t densest)
{
    const struct tree *tree = weights->tree;
    size_t bound = densest;
    while (bound != 0 && !tree_is(tree, bound, "article")) {
        bound = tree->items[bound].parent;
    }
    size_t percent = bound != 0 ? WIDER_PERCENT : UNBOUNDED_PERCENT;
    size_t best = densest;
    for (size_t node = densest; node != bound; node = tree->items[node].parent) {
        size_t parent = tree->items[node].parent;
        if (weights->all[parent] * 100 >= weights->all[best] * percent &&
            !tree_is(tree, parent, "html")) {
            best = parent;
        }
    }
    return best;
}

size_t page_find_article(const struct tree *tree, struct arena *scratch)
{
    size_t bytes = tree->count * sizeof(size_t);
    struct weights weights = {tree, arena_take(scratch, bytes), arena_take(scratch, bytes)};
    if (!weights.own || !weights.all) {
        return 0;
    }
    for (size_t i = 1; i < tree->count; i++) {
        if (!tree->items[i].is_text && tree_has_word(tree, i, "itemprop", "articleBody")) {
            return i;
        }
    }
    weigh(&weights);
    size_t densest = 0;
    for (size_t i = 1; i < tree->count; i++) {
        densest = weights.own[i] > weights.own[densest] ? i : densest;
    }
    return widen(&weights, densest);
}
