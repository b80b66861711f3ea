/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document is indexed and asked for: the first line of any bytes is the query, the second the
 * title, each further one a paragraph. What must hold: words lie in order and inside their text,
 * what is found is counted, and passages are pieces of their paragraphs.
 */

#include <stdint.h>
#include <stdlib.h>

#include "chancery/base/utf8.h"
#include "chancery/index/builder.h"
#include "chancery/search/passages.h"
#include "chancery/search/query_parser.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_words(struct text text)
{
    AUTO_TOKENS tokens = tokens_new();
    must(tokens != NULL);
    struct token token;
    size_t start = 0;
    uint32_t next = 0;
    tokens_start(tokens, text);
    while (tokens_next(tokens, &token)) {
        must(token.start >= start && token.start < token.end && token.end <= text.length);
        must(token.exact.length > 0 && token.exact.length <= TOKENS_WORD_BYTES_MAX);
        must(utf8_find_invalid(token.exact) == TEXT_NOT_FOUND);
        must(token.position == next);
        must(tokens_stem(tokens, token.exact).length > 0);
        start = token.start;
        next += token.parts == 1 ? 1 : 0;
    }
}

static enum status read_document(void *context, int64_t key, struct arena *arena,
                                 struct document **out, struct error *error)
{
    (void)key;
    (void)arena;
    (void)error;
    *out = context;
    return STATUS_OK;
}

static void check_segments(const struct search_segments *segments, struct text whole)
{
    for (size_t i = 0; i < segments->count; i++) {
        struct text text = segments->items[i].text;
        must(text.length > 0);
        must(!segments->items[i].is_match || text_find(whole, text) != TEXT_NOT_FOUND);
    }
}

static void ask(const struct search_source *source, const struct query_node *query,
                enum search_unit unit)
{
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    struct search_request request = {.query = query, .unit = unit, .limit = 2};
    struct search_hits *hits = NULL;
    struct search_page page;
    struct error error = ERROR_NONE;
    if (search_find(source, &request, arena, &hits, &error) != STATUS_OK) {
        return;
    }
    must(search_page(hits, arena, &page, &error) == STATUS_OK);
    for (size_t i = 0; i < page.count; i++) {
        struct search_passages_request wanted = {.limit = 3};
        struct search_passages shown;
        must(search_passages(hits, &page.items[i], &wanted, arena, &shown, &error) == STATUS_OK);
        must(shown.matches == search_matches(hits, &page.items[i]));
        check_segments(&shown.title, shown.document->title);
        for (size_t k = 0; k < shown.count; k++) {
            uint32_t paragraph = shown.items[k].paragraph;
            check_segments(&shown.items[k].segments,
                           shown.document->paragraphs.items[paragraph].text);
        }
    }
}

static void read_lines(struct text rest, struct arena *arena, struct document *document)
{
    struct text line;
    (void)text_take_line(&rest, &document->title);
    while (text_take_line(&rest, &line)) {
        struct paragraph *paragraph = LIST_ADD(arena, &document->paragraphs);
        must(paragraph != NULL);
        paragraph->text = line;
        paragraph->mark = text_slice(line, 0, 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    must(arena != NULL);
    struct text bytes = {(const char *)data, size};
    struct text rest = bytes;
    struct text typed = TEXT("");
    struct document document = {.id = TEXT("08OSLO1"), .kind = TEXT("text")};
    check_words(bytes);
    if (utf8_find_invalid(bytes) != TEXT_NOT_FOUND) {
        return 0; /* Inside the program all text is UTF-8. */
    }
    (void)text_take_line(&rest, &typed);
    read_lines(rest, arena, &document);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    AUTO_INDEX index = NULL;
    struct error error = ERROR_NONE;
    must(index_builder_add(builder, &document, 1, &error) == STATUS_OK);
    must(index_builder_freeze(builder, &index, &error) == STATUS_OK);
    struct search_source source = {
        .index = index, .generation = 1, .read = read_document, .context = &document};
    struct parsed_query parsed;
    if (query_parse(typed, arena, &parsed, &error) == STATUS_OK) {
        ask(&source, parsed.root, SEARCH_DOCUMENTS);
        ask(&source, parsed.root, SEARCH_PARAGRAPHS);
    }
    return 0;
}
