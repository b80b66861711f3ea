/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/index/walk.h"

/* The texts of a header, in the order in which they are indexed. */
enum header_part {
    HEADER_NUMBER,
    HEADER_FROM,
    HEADER_TO,
    HEADER_TO_OFFICE,
    HEADER_INFO,
    HEADER_INFO_OFFICE,
    HEADER_REFERENCE,
    HEADER_SIGNER,
    HEADER_CLASSIFIER,
    HEADER_PASSING,
    HEADER_BYLINE,
    HEADER_DATELINE,
    HEADER_SOURCE,
    HEADER_PUBLICATION,
    HEADER_PART_COUNT,
};

/* One text as a list of one, or of none. */
static bool single(struct text text, size_t place, struct text *out)
{
    *out = text;
    return place == 0;
}

static bool addressee(const struct cable_addressees *list, bool is_office, size_t place,
                      struct text *out)
{
    if (place >= list->count) {
        return false;
    }
    *out = is_office ? list->items[place].office : list->items[place].name;
    return true;
}

static bool address_text(const struct cable *cable, enum header_part part, size_t place,
                         struct text *out)
{
    if (part == HEADER_FROM) {
        return single(cable->from ? cable->from->name : TEXT_NONE, place, out);
    }
    bool is_office = part == HEADER_TO_OFFICE || part == HEADER_INFO_OFFICE;
    bool is_info = part == HEADER_INFO || part == HEADER_INFO_OFFICE;
    return addressee(is_info ? &cable->info : &cable->to, is_office, place, out);
}

static bool cable_text(const struct cable *cable, enum header_part part, size_t place,
                       struct text *out)
{
    if (part == HEADER_NUMBER) {
        return single(cable->mrn, place, out);
    }
    if (part <= HEADER_INFO_OFFICE) {
        return address_text(cable, part, place, out);
    }
    if (part == HEADER_CLASSIFIER) {
        return single(cable->classified_by ? cable->classified_by->name : TEXT_NONE, place, out);
    }
    if (part == HEADER_SIGNER && place < cable->signed_by.count) {
        *out = cable->signed_by.items[place];
        return true;
    }
    if (part == HEADER_PASSING && place < cable->passing_instructions.count) {
        *out = cable->passing_instructions.items[place].raw;
        return true;
    }
    return false;
}

static bool news_text(const struct news *news, enum header_part part, size_t place,
                      struct text *out)
{
    if (part == HEADER_BYLINE) {
        return single(news->byline, place, out);
    }
    if (part == HEADER_DATELINE) {
        return single(news->dateline ? news->dateline->raw : TEXT_NONE, place, out);
    }
    if (part == HEADER_SOURCE) {
        return single(news->source, place, out);
    }
    return part == HEADER_PUBLICATION && single(news->publication, place, out);
}

/* The text at place in a part of the header. False when the part has no more. */
static bool header_text(const struct document *document, enum header_part part, size_t place,
                        struct text *out)
{
    if (part == HEADER_REFERENCE) {
        bool stands = place < document->references.count;
        *out = stands ? document->references.items[place].raw : TEXT_NONE;
        return stands;
    }
    return (document->cable && cable_text(document->cable, part, place, out)) ||
           (document->news && news_text(document->news, part, place, out));
}

struct index_walk index_walk_over(struct tokens *tokens, const struct document *document)
{
    return (struct index_walk){.tokens = tokens, .document = document};
}

/* A heading is printed once, and then stands over all paragraphs up to the next. */
static struct text heading_of(const struct paragraphs *paragraphs, size_t place)
{
    struct text heading = paragraphs->items[place].heading;
    bool is_repeated = place > 0 && text_equal(heading, paragraphs->items[place - 1].heading);
    return is_repeated ? TEXT_NONE : heading;
}

static void begin_body(struct index_walk *walk, size_t step)
{
    const struct paragraphs *paragraphs = &walk->document->paragraphs;
    size_t place = step / 2;
    walk->word.field = INDEX_TEXT_BODY;
    walk->word.paragraph = (uint32_t)place;
    walk->word.is_heading = step % 2 == 0;
    walk->word.unit =
        walk->word.is_heading ? heading_of(paragraphs, place) : paragraphs->items[place].text;
    walk->step++;
}

/* Begin the next unit, which may be empty. False when there is none. */
static bool begin_unit(struct index_walk *walk)
{
    size_t body_steps = 2 * walk->document->paragraphs.count;
    if (walk->step == 0) {
        walk->word = (struct index_word){.unit = walk->document->title,
                                         .field = INDEX_TEXT_TITLE,
                                         .paragraph = INDEX_NO_PARAGRAPH};
        walk->step++;
        return true;
    }
    if (walk->step - 1 < body_steps) {
        begin_body(walk, walk->step - 1);
        return true;
    }
    walk->word = (struct index_word){.field = INDEX_TEXT_HEADER, .paragraph = INDEX_NO_PARAGRAPH};
    while (walk->step - 1 - body_steps < HEADER_PART_COUNT) {
        enum header_part part = (enum header_part)(walk->step - 1 - body_steps);
        if (header_text(walk->document, part, walk->inner, &walk->word.unit)) {
            walk->inner++;
            return true;
        }
        walk->step++;
        walk->inner = 0;
    }
    return false;
}

bool index_walk_next(struct index_walk *walk, struct index_word *out)
{
    while (!walk->in_unit || !tokens_next(walk->tokens, &walk->word.token)) {
        if (!begin_unit(walk)) {
            walk->in_unit = false;
            return false;
        }
        /* A position stays empty between units that have words. */
        walk->base = walk->next > 0 ? walk->next + 1 : 0;
        walk->in_unit = true;
        walk->fresh = true;
        tokens_start(walk->tokens, walk->word.unit);
    }
    walk->word.token.position += walk->base;
    walk->word.starts_unit = walk->fresh;
    walk->fresh = false;
    walk->next = walk->word.token.position + 1;
    *out = walk->word;
    return true;
}
