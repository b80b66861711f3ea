/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/parsing/coverage.h"

#include <stdlib.h>

static int compare_spans(const void *a, const void *b)
{
    const struct span *one = a;
    const struct span *other = b;
    return (one->start > other->start) - (one->start < other->start);
}

/* How many bytes of text are no blanks. */
static size_t count_printed(struct text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += !text_is_blank(text.at[i]) && text.at[i] != '\n' && text.at[i] != '\r';
    }
    return count;
}

struct finder {
    const struct document *document;
    struct arena *arena;
    struct coverage_gaps *out;
    size_t line; /* the number of the line that contains at */
    size_t at;
};

/* Add what piece, which lies in one line, has between blanks. */
static void add_gap(struct finder *finder, struct text piece)
{
    piece = text_trim(piece);
    if (piece.length == 0) {
        return;
    }
    size_t start = (size_t)(piece.at - finder->document->text.at);
    size_t header = finder->document->coverage->header_bytes;
    size_t in_header = start < header ? header - start : 0;
    finder->out->unclaimed_bytes += count_printed(piece);
    finder->out->header_unclaimed_bytes += count_printed(text_slice(piece, 0, in_header));
    struct coverage_gap *gap = LIST_ADD(finder->arena, finder->out);
    if (gap) {
        *gap = (struct coverage_gap){{start, start + piece.length}, finder->line, piece};
    }
}

/* Add the lines between finder->at and end, none of which is claimed, and go on at behind. */
static void skip_to(struct finder *finder, size_t end, size_t behind)
{
    struct text text = finder->document->text;
    while (finder->at < end) {
        struct text rest = text_slice(text, finder->at, end - finder->at);
        size_t length = text_find_char(rest, '\n');
        length = length == TEXT_NOT_FOUND ? rest.length : length;
        add_gap(finder, text_slice(rest, 0, length));
        finder->at += length;
        if (finder->at < end) {
            finder->line++;
            finder->at++;
        }
    }
    for (; finder->at < behind; finder->at++) {
        finder->line += text.at[finder->at] == '\n';
    }
}

void coverage_find(const struct document *document, struct arena *arena, struct coverage_gaps *out)
{
    struct coverage *claims = document->coverage;
    *out = (struct coverage_gaps){.count = 0};
    if (!claims) {
        return;
    }
    out->bytes = count_printed(document->text);
    out->header_bytes = count_printed(text_slice(document->text, 0, claims->header_bytes));
    if (claims->count > 1) {
        qsort(claims->items, claims->count, sizeof(claims->items[0]), compare_spans);
    }
    struct finder finder = {.document = document, .arena = arena, .out = out, .line = 1};
    for (size_t i = 0; i < claims->count; i++) {
        struct span span = claims->items[i];
        if (span.end > finder.at) {
            skip_to(&finder, span.start > finder.at ? span.start : finder.at, span.end);
        }
    }
    skip_to(&finder, document->text.length, document->text.length);
}
