/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/base/scan.h"

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

size_t reading_fold_into(struct text piece, char *out)
{
    size_t length = 0;
    while (piece.length > 0) {
        size_t run = scan_unfolded(piece, 0);
        memcpy(out + length, piece.at, run);
        length += run;
        piece = text_from(piece, run);
        if (piece.length > 0) {
            out[length++] = ' ';
        }
        while (piece.length > 0 && text_is_blank(piece.at[0])) {
            piece = text_from(piece, 1);
        }
    }
    return length;
}

struct text reading_fold_blanks(struct reading *reading, struct text piece)
{
    piece = text_trim(piece);
    if (scan_unfolded(piece, 0) == piece.length) {
        return piece;
    }
    char *folded = arena_take(reading->arena, piece.length + 1);
    return folded ? (struct text){folded, reading_fold_into(piece, folded)} : TEXT_NONE;
}
