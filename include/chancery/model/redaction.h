/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A document without the portions that lie above a ceiling.
 *
 * What comes out is a text of its own, which is then read like any other, so that nothing made of
 * it can know what was left out. Only what is known to be allowed is kept:
 *
 * - A paragraph is kept by its mark; one without a mark takes the classification of the document,
 *   and one whose mark cannot be read has the highest.
 *   A paragraph that has a higher mark somewhere inside is not kept, since a portion may begin
 *   there that was not told apart.
 * - Headings, signature and all other text of the body count as portions without a mark.
 * - The header is written anew from what was read in it: who sent what when to whom, TAGS, and the
 *   numbers of references. The subject goes by its own mark, or else by the classification.
 * - A caption that restricts distribution (NODIS, EXDIS …) and that the ceiling does not have
 *   leaves out the whole document.
 * - News, releases, speeches and volumes of Foreign Relations were published: all of them is kept.
 *   Anything else without a classification that can be read has the highest.
 *
 * In place of a portion stands "[Portion withheld.]", and the last line says how many there are.
 */

#include "chancery/model/ceiling.h"
#include "chancery/model/document.h"

/* Changes whenever the same document may be redacted otherwise than before. */
#define REDACTION_VERSION 1

/* What stands in place of a portion. */
#define REDACTION_PORTION "[Portion withheld.]"

enum redaction_kind {
    REDACTION_WHOLE,   /* nothing is above the ceiling: text is the document's */
    REDACTION_PARTIAL, /* text lacks some portions */
    REDACTION_NOTHING, /* the document is not for this reader at all */
};

struct redaction {
    enum redaction_kind kind;
    struct text text;       /* in arena, or the document's own */
    int64_t portion_count;  /* all there are: paragraphs, subject, each heading … */
    int64_t withheld_count; /* of them */
};

/* Redact document, all of it, below ceiling. What is allocated is in arena; see arena_failed. */
void redact(const struct document *document, const struct ceiling *ceiling, struct arena *arena,
            struct redaction *out);
