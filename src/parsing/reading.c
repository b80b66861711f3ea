/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "reading.h"

struct span reading_span(const struct reading *reading, struct text piece)
{
    if (!piece.at) {
        return (struct span){0};
    }
    assert(piece.at >= reading->text.at);
    size_t start = (size_t)(piece.at - reading->text.at);
    return (struct span){start, start + piece.length};
}

void reading_warn(struct reading *reading, const char *code, struct text detail, struct text piece)
{
    document_warn(reading->document, reading->arena, code, detail, reading_span(reading, piece));
    if (piece.at && text_ends(text_of(code), TEXT("_removed"))) {
        reading_claim(reading, piece);
    }
}

void reading_claim(struct reading *reading, struct text piece)
{
    struct coverage *coverage = reading->document->coverage;
    if (!coverage || piece.length == 0) {
        return;
    }
    struct span *span = LIST_ADD(reading->arena, coverage);
    if (span) {
        *span = reading_span(reading, piece);
    }
}

static bool is_folded(struct text piece)
{
    for (size_t i = 0; i < piece.length; i++) {
        char c = piece.at[i];
        if (c == '\t' || c == '\r' || c == '\n' || (c == ' ' && piece.at[i - 1] == ' ')) {
            return false;
        }
    }
    return true;
}

struct text reading_fold_blanks(struct reading *reading, struct text piece)
{
    piece = text_trim(piece);
    if (is_folded(piece)) {
        return piece;
    }
    char *folded = arena_take(reading->arena, piece.length + 1);
    if (!folded) {
        return TEXT_NONE;
    }
    size_t length = 0;
    struct text word;
    while (text_take_word(&piece, &word)) {
        if (length > 0) {
            folded[length++] = ' ';
        }
        memcpy(folded + length, word.at, word.length);
        length += word.length;
    }
    return (struct text){folded, length};
}
