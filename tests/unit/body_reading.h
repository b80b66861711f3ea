/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads the body of a cable that a test wrote down, without the header above it. */

#include <stdlib.h>

#include "unit.h"

#include "chancery/base/arena.h"
#include "chancery/model/document.h"

#include "cable.h"

#define BODY_MEMORY_BYTES ((size_t)16 * 1024 * 1024)

/* The cable whose body a test reads is 09ALMA107. */
static inline struct document body_read_with(const char *body, struct arena *arena)
{
    struct document document = {.kind = TEXT("cable")};
    document.cable = arena_take(arena, sizeof(*document.cable));
    if (!document.cable) {
        return document;
    }
    document.cable->station = TEXT("PORTOFSPAIN");
    document.cable->serial = TEXT("000107");
    document.text = text_of(body);
    struct reading reading = {.text = document.text, .arena = arena, .document = &document};
    size_t header = text_find(document.text, TEXT("\n\n"));
    cable_body_read(&reading, header == TEXT_NOT_FOUND ? 0 : header + 2);
    return document;
}

/* Body begins behind the first empty line of text. */
#define BODY(text) "header\n\n" text

/* The paragraph at index, or one that is empty where there is none. */
static inline struct paragraph body_paragraph(const struct document *document, size_t index)
{
    return index < document->paragraphs.count ? document->paragraphs.items[index]
                                              : (struct paragraph){.number = INTEGER_NONE};
}

/* Who signed, "A, B"; "" when nobody did. */
static inline const char *body_signers(const struct document *document, struct arena *arena)
{
    struct text names = TEXT("");
    for (size_t i = 0; document->cable && i < document->cable->signed_by.count; i++) {
        names = arena_format(arena, "%.*s%s%.*s", TEXT_ARGUMENTS(names), i > 0 ? ", " : "",
                             TEXT_ARGUMENTS(document->cable->signed_by.items[i]));
    }
    return names.at ? names.at : "";
}

static inline bool body_warned(const struct document *document, const char *code)
{
    for (size_t i = 0; i < document->warnings.count; i++) {
        if (text_equal(document->warnings.items[i].code, text_of(code))) {
            return true;
        }
    }
    return false;
}

/* "1C 2U -S": number and mark of each paragraph, - for none. */
static inline const char *body_shape(const struct document *document, struct arena *arena)
{
    struct text shape = TEXT("");
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        const struct paragraph *paragraph = &document->paragraphs.items[i];
        const char *blank = i > 0 ? " " : "";
        if (paragraph->number == INTEGER_NONE) {
            shape = arena_format(arena, "%.*s%s-%.*s", TEXT_ARGUMENTS(shape), blank,
                                 TEXT_ARGUMENTS(paragraph->mark));
        } else {
            shape = arena_format(arena, "%.*s%s%d%.*s", TEXT_ARGUMENTS(shape), blank,
                                 (int)paragraph->number, TEXT_ARGUMENTS(paragraph->mark));
        }
    }
    return shape.at ? shape.at : "";
}
