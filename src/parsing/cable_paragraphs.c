/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_paragraphs.h"

#include "cable_markers.h"
#include "paragraph_join.h"
#include "portion_mark.h"

struct builder {
    struct reading *reading;
    const struct paragraph_start *start; /* of the paragraph being gathered, or NULL */
    const struct piece *first;           /* its first piece, or NULL when none is open */
    const struct piece *last;
    struct text heading;
    bool warned;       /* of there being too many paragraphs */
    size_t unnumbered; /* how many paragraphs had no number */
};

/* Take the mark of a paragraph that has no number to stand before it. */
static struct text take_lone_mark(struct reading *reading, struct text *text)
{
    struct portion_mark mark;
    struct text rest = *text;
    if (!portion_mark_take(&rest, &mark) || mark.broken || rest.length == 0) {
        return TEXT_NONE;
    }
    *text = rest;
    return portion_mark_value(reading, &mark);
}

/* From the first to the last character of the paragraph's text. */
static struct text extent(const struct piece *first, const struct piece *last)
{
    while (first < last && first->kind != PIECE_TEXT) {
        first++;
    }
    while (last > first && last->kind != PIECE_TEXT) {
        last--;
    }
    if (first->kind != PIECE_TEXT) {
        return text_from(first->text, first->text.length);
    }
    struct text end = last->text;
    if (last->heading_offset > 0) {
        end = text_trim(text_slice(end, 0, last->heading_offset));
    }
    return (struct text){first->text.at, (size_t)(end.at - first->text.at) + end.length};
}

/* Take a mark that stands behind the first word: "Summary: (SBU) Trade grew." */
static void take_inner_mark(struct reading *reading, struct paragraph *paragraph)
{
    struct marker label;
    struct portion_mark mark;
    if (!marker_at_start(paragraph->text, &label)) {
        return;
    }
    struct text rest = text_from(paragraph->text, label.stop);
    if (portion_mark_take(&rest, &mark) && !mark.broken) {
        paragraph->mark = portion_mark_value(reading, &mark);
        paragraph->text = arena_format(reading->arena, "%.*s%.*s", (int)label.stop,
                                       paragraph->text.at, TEXT_ARGUMENTS(rest));
    }
}

/* The fields of the paragraph that is being gathered, whose text reaches from first to last. */
static struct paragraph gather(struct builder *builder)
{
    struct reading *reading = builder->reading;
    struct text whole = extent(builder->first, builder->last);
    struct paragraph paragraph = {.number = INTEGER_NONE,
                                  .heading = builder->heading,
                                  .voice = TEXT("report"),
                                  .text =
                                      paragraph_join(reading, builder->first, builder->last + 1)};
    if (builder->start) {
        paragraph.number = builder->start->number;
        paragraph.printed = builder->start->printed;
        paragraph.mark = builder->start->mark;
    } else {
        paragraph.mark = take_lone_mark(reading, &paragraph.text);
        (void)(paragraph.mark.at && take_lone_mark(reading, &whole).at);
        builder->unnumbered++;
    }
    if (!paragraph.mark.at) {
        take_inner_mark(reading, &paragraph);
    }
    paragraph.span = reading_span(reading, whole);
    if (!paragraph.text.at) {
        paragraph.text = TEXT("");
    }
    return paragraph;
}

static void close_paragraph(struct builder *builder)
{
    if (!builder->first) {
        return;
    }
    struct paragraph *paragraph =
        LIST_ADD(builder->reading->arena, &builder->reading->document->paragraphs);
    if (paragraph) {
        *paragraph = gather(builder);
    }
    builder->first = NULL;
    builder->start = NULL;
}

/* Behind the last paragraph that is kept apart all text belongs to it. */
static bool is_full(const struct builder *builder)
{
    return builder->first &&
           builder->reading->document->paragraphs.count + 1 >= CABLE_PARAGRAPHS_MAX;
}

static void open_paragraph(struct builder *builder, const struct piece *piece,
                           const struct paragraph_start *start)
{
    close_paragraph(builder);
    builder->first = piece;
    builder->last = piece;
    builder->start = start;
}

static bool begins_small(struct text text)
{
    return text.length > 0 && (text_is_lower(text.at[0]) || strchr(",;)", text.at[0]));
}

/* A line as long as this that was not ended was wrapped, and one longer than that was not. */
#define WRAPPED_BYTES_MIN 55
#define WRAPPED_BYTES_MAX 100

/* Whether the empty line between the last piece and text stands in a sentence. */
static bool goes_on(const struct piece *last, struct text text)
{
    if (begins_small(text) || piece_is_point(text)) {
        return true;
    }
    bool wrapped = last->text.length >= WRAPPED_BYTES_MIN && last->text.length <= WRAPPED_BYTES_MAX;
    bool comma = text_ends(last->text, TEXT(","));
    return !piece_ends_sentence(last->text) && (wrapped || comma || last->furniture_after);
}

/* Whether piece begins a paragraph of its own, behind the one that is open. */
static bool begins_paragraph(const struct builder *builder, const struct piece *piece)
{
    if (!builder->first) {
        return true;
    }
    if (!piece->blank_before) {
        return false;
    }
    struct portion_mark mark;
    struct text text = piece->text;
    bool marked = portion_mark_take(&text, &mark) && !mark.broken && text.length > 0;
    if (builder->start) {
        /* All up to the next number belongs to a numbered paragraph, unless it has a mark. */
        return marked && builder->start->mark.at && piece_ends_sentence(builder->last->text);
    }
    return marked || !goes_on(builder->last, text);
}

static void add_heading(struct builder *builder, struct text words, bool goes_on)
{
    struct text heading = reading_fold_blanks(builder->reading, words);
    if (goes_on && builder->heading.at) {
        heading = arena_format(builder->reading->arena, "%.*s %.*s",
                               TEXT_ARGUMENTS(builder->heading), TEXT_ARGUMENTS(heading));
    }
    builder->heading = heading;
}

/* The words of a heading without dashes around them and the colon behind. */
static struct text heading_words(struct text text)
{
    while (text.length > 0 && strchr("-=/ \t", text.at[0])) {
        text = text_from(text, 1);
    }
    while (text.length > 0 && strchr("-=/: \t", text.at[text.length - 1])) {
        text.length--;
    }
    return text;
}

static void add_text(struct builder *builder, const struct piece *piece)
{
    if (begins_paragraph(builder, piece)) {
        open_paragraph(builder, piece, NULL);
    }
    builder->last = piece;
    if (piece->heading_offset > 0) {
        close_paragraph(builder);
        add_heading(builder, heading_words(text_from(piece->text, piece->heading_offset)), false);
    }
}

static void warn_of_count(struct builder *builder, const struct piece *piece)
{
    if (!builder->warned) {
        reading_warn(builder->reading, "paragraphs_too_many",
                     TEXT("What follows was left in the last paragraph."), piece->text);
        builder->warned = true;
    }
}

/* The mark behind a number belongs to neither piece: it is claimed with the number. */
static void claim_piece(struct reading *reading, const struct piece *piece,
                        const struct piece *next)
{
    struct text text = piece->text;
    if (piece->kind == PIECE_START && next && next->text.at >= text.at) {
        text.length = (size_t)(next->text.at - text.at);
    }
    reading_claim(reading, text);
}

void cable_paragraphs_build(struct reading *reading, const struct pieces *pieces,
                            const struct paragraph_starts *starts)
{
    struct builder builder = {.reading = reading};
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];
        claim_piece(reading, piece, i + 1 < pieces->count ? piece + 1 : NULL);
        if (is_full(&builder)) {
            warn_of_count(&builder, piece);
            builder.last = piece->kind == PIECE_TEXT ? piece : builder.last;
            continue;
        }
        switch ((enum piece_kind)piece->kind) {
        case PIECE_START:
            open_paragraph(&builder, piece, &starts->items[piece->start]);
            break;
        case PIECE_TEXT:
            add_text(&builder, piece);
            break;
        case PIECE_HEADING:
            close_paragraph(&builder);
            add_heading(&builder, heading_words(piece->text),
                        i > 0 && piece[-1].kind == PIECE_HEADING);
            break;
        case PIECE_RULE:
        case PIECE_DROPPED:
            break;
        }
    }
    close_paragraph(&builder);
    if (builder.unnumbered > 0 && starts->count > 0) {
        reading_warn(
            reading, "paragraphs_unnumbered",
            arena_format(reading->arena, "Paragraphs without a number: %zu.", builder.unnumbered),
            TEXT_NONE);
    }
}
