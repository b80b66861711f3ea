/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/extraction/extract.h"

#include "acronyms.h"
#include "aliases.h"
#include "dates.h"
#include "drafters.h"
#include "events.h"
#include "geography.h"
#include "header_people.h"
#include "money.h"
#include "organizations.h"
#include "people.h"
#include "requests.h"
#include "statements.h"
#include "symbols.h"
#include "text_references.h"

/* How much of a title is looked for to know where it stands. */
#define TITLE_START_BYTES ((size_t)16)

/* What is kept from one paragraph to the next. */
struct extraction {
    struct finding finding;
    struct words words;
    struct geography geography;
    struct symbols symbols;
    struct text_references references;
    struct passage passage;
    struct token *tokens; /* room for WORDS_MAX */
    struct statements_reader statements;
    struct names names;
    struct organizations_found organizations;
    struct people_found people;
    struct events_reader events;
    uint16_t *date_at; /* room for WORDS_MAX */
};

/* Where a title stands in the document; nowhere when it was put together from pieces. */
static struct span title_span(const struct document *document)
{
    struct text start = text_slice(document->title, 0, TITLE_START_BYTES);
    size_t at = start.length > 0 ? text_find(document->text, start) : TEXT_NOT_FOUND;
    return at == TEXT_NOT_FOUND ? (struct span){0, 0} : (struct span){at, document->text.length};
}

/* Organizations first: their words are in no name of a person. */
static void find_names(struct extraction *extraction, bool known_only)
{
    names_begin(&extraction->names, &extraction->finding);
    organizations_find(&extraction->organizations, &extraction->names);
    people_find(&extraction->people, &extraction->names, known_only);
}

/* Read the words of the title. False when there are none, or they stand in no one place. */
static bool read_title(struct extraction *extraction)
{
    const struct document *document = extraction->finding.document;
    struct words_reader reader = {.text = document->title,
                                  .document = document->text,
                                  .span = title_span(document),
                                  .vocabulary = extraction->finding.vocabulary};
    extraction->finding.paragraph = INTEGER_NONE;
    return reader.span.end > 0 && words_read(&reader, &extraction->words);
}

/* Where most words of a title are large, only names that are known by then are read in it. */
static bool is_headline(const struct words *words)
{
    size_t small = 0;
    for (size_t i = 0; i < words->count; i++) {
        small += !words->items[i].is_capital && words->items[i].text.length > 3;
    }
    return small * 3 < words->count;
}

static void read_paragraph(struct extraction *extraction, size_t index)
{
    const struct finding *finding = &extraction->finding;
    const struct paragraph *paragraph = &finding->document->paragraphs.items[index];
    struct words_reader reader = {.text = paragraph->text,
                                  .document = finding->document->text,
                                  .span = paragraph->span,
                                  .vocabulary = finding->vocabulary};
    extraction->finding.paragraph = (int64_t)index + 1;
    while (words_read(&reader, &extraction->words)) {
        geography_find(&extraction->geography, finding, false);
        events_before_dates(&extraction->events, finding);
        dates_find(finding);
        money_find(finding);
        acronyms_find(finding);
        find_names(extraction, false);
        passage_read(&extraction->passage, finding, extraction->tokens);
        statements_find(&extraction->statements, &extraction->passage);
        /* Where all letters are large, no name can be told from the words around it. */
        if (!extraction->names.is_shouting) {
            events_find(&extraction->events, &extraction->passage);
        }
        if (finding->document->cable) {
            symbols_find(&extraction->symbols, finding);
            requests_find(finding);
            text_references_find(&extraction->references, finding);
        }
    }
}

void extract(struct document *document, const struct vocabulary *vocabulary, struct arena *arena)
{
    people_in_header(document, arena);
    if (document->cable) {
        drafters_in_cable(document, arena);
    }
    dates_in_header(document, arena);
    struct extraction extraction = {.finding = {document, vocabulary, arena, NULL, INTEGER_NONE}};
    extraction.finding.words = &extraction.words;
    extraction.words.items = vocabulary ? arena_take(arena, WORDS_MAX * sizeof(struct word)) : NULL;
    extraction.tokens = vocabulary ? arena_take(arena, WORDS_MAX * sizeof(struct token)) : NULL;
    extraction.date_at = vocabulary ? arena_take(arena, WORDS_MAX * sizeof(uint16_t)) : NULL;
    extraction.names.marks =
        vocabulary ? arena_take(arena, WORDS_MAX * sizeof(struct name_mark)) : NULL;
    if (!extraction.words.items || !extraction.tokens || !extraction.date_at ||
        !extraction.names.marks) {
        return;
    }
    text_references_begin(&extraction.references, document);
    statements_begin(&extraction.statements, &extraction.people);
    events_begin(&extraction.events, &extraction.statements.speakers, extraction.date_at);
    organizations_begin(&extraction.organizations);
    people_found_begin(&extraction.people, &extraction.finding);
    geography_begin(&extraction.geography);
    if (read_title(&extraction)) {
        geography_find(&extraction.geography, &extraction.finding, true);
    }
    symbols_in_header(&extraction.symbols, &extraction.finding);
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        read_paragraph(&extraction, i);
    }
    geography_end(&extraction.geography, &extraction.finding);
    if (read_title(&extraction)) {
        find_names(&extraction, is_headline(&extraction.words));
    }
    organizations_in_header(&extraction.organizations, &extraction.finding);
    organizations_end(&extraction.organizations, &extraction.finding);
    statements_end(&extraction.statements, document);
    people_found_end(&extraction.people, &extraction.finding);
    requests_announced(document);
    aliases_apply(&extraction.finding);
}
