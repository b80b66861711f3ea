/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads the header of a cable that a test wrote down, with the vocabularies that are shipped. */

#include <inttypes.h>
#include <stdlib.h>

#include "unit.h"

#include "chancery/base/arena.h"
#include "chancery/model/document.h"
#include "chancery/model/vocabulary.h"

#include "cable.h"

#define HEADER_MEMORY_BYTES ((size_t)32 * 1024 * 1024)

/* A good heading, for tests of what stands below it. */
#define HEADING                                                                            \
    "VZCZCXRO1234\nRR RUEHWEB\nDE RUEHNY #0077 0461010\nZNY CCCCC ZZH\nR 151010Z FEB 08\n" \
    "FM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC 6601\n\n"

/* What stands between a heading and the tested part, and behind the part. */
#define CLASS_LINE      "C O N F I D E N T I A L OSLO 000077\n\nSIPDIS\n\n"
#define ORDER_LINE      "E.O. 12958: DECL: 02/15/2018\n"
#define FIRST_PARAGRAPH "\n\n1. (C) The light burns.\n"

static inline int header_vocabulary_load(void **state)
{
    struct error error = ERROR_NONE;
    struct vocabulary *vocabulary = NULL;
    if (vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, &error)) {
        print_message("%s\n", error.message);
        return -1;
    }
    *state = vocabulary;
    return 0;
}

static inline int header_vocabulary_free(void **state)
{
    *state = vocabulary_free(*state);
    return 0;
}

/* text must outlive the document. Answers where the body begins. */
static inline size_t header_read(struct document *document, struct text text,
                                 const struct vocabulary *vocabulary, struct arena *arena)
{
    *document = (struct document){.text = text, .kind = TEXT("cable")};
    document->cable = arena_take(arena, sizeof(*document->cable));
    struct reading reading = {
        .text = text, .arena = arena, .vocabulary = vocabulary, .document = document};
    return document->cable ? cable_header_read(&reading) : 0;
}

static inline bool header_warned(const struct document *document, const char *code)
{
    for (size_t i = 0; i < document->warnings.count; i++) {
        if (text_equal(document->warnings.items[i].code, text_of(code))) {
            return true;
        }
    }
    return false;
}

/* A text, or "-" where there is none. */
static inline const char *header_shown(struct text text, struct arena *arena)
{
    return text.at ? arena_copy(arena, text) : "-";
}

/* "A, B"; "-" when there are none. */
static inline const char *header_list(const struct texts *texts, struct arena *arena)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < texts->count; i++) {
        all = arena_format(arena, "%.*s%s%.*s", TEXT_ARGUMENTS(all), i > 0 ? "; " : "",
                           TEXT_ARGUMENTS(texts->items[i]));
    }
    return texts->count > 0 ? arena_copy(arena, all) : "-";
}

/* One addressee: "RUEHC|SECSTATE WASHDC|office|PRIORITY|2498|US", then "!NAME" for each exempted.
 */
static inline struct text header_addressee(const struct cable_addressee *a, struct arena *arena)
{
    struct text shown =
        arena_format(arena, "%s|%s|%s|%s|%s|%s", header_shown(a->routing_indicator, arena),
                     header_shown(a->name, arena), header_shown(a->office, arena),
                     header_shown(a->precedence, arena), header_shown(a->serial, arena),
                     header_shown(a->country, arena));
    for (size_t i = 0; i < a->excluded.count; i++) {
        shown = arena_format(arena, "%.*s!%.*s", TEXT_ARGUMENTS(shown),
                             TEXT_ARGUMENTS(a->excluded.items[i]));
    }
    return shown;
}

static inline const char *header_addressees(const struct cable_addressees *list,
                                            struct arena *arena)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < list->count; i++) {
        struct text one = header_addressee(&list->items[i], arena);
        all = arena_format(arena, "%.*s%s%.*s", TEXT_ARGUMENTS(all), i > 0 ? "\n" : "",
                           TEXT_ARGUMENTS(one));
    }
    return arena_copy(arena, all);
}
