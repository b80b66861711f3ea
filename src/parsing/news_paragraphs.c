/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "news_dateline.h"
#include "news_parts.h"
#include "news_words.h"

/*
 * Where so many in a hundred of the lines with another right below end like sentences, each line is
 * a paragraph; where text is wrapped, about one in ten does.
 */
#define SENTENCE_LINES_PERCENT ((size_t)60)

/* No text is wrapped at more bytes than that: a longer line is a paragraph or its beginning. */
#define WRAPPED_BYTES_MAX ((size_t)140)

/* The longest line that may be a time stamp of a live page. */
#define STAMP_BYTES_MAX ((size_t)60)

/* How the lines of a page make paragraphs. */
struct layout {
    bool is_line_each; /* every line is a paragraph */
};

static struct layout layout_of(const struct news_page *page)
{
    size_t inner = 0;
    size_t sentences = 0;
    for (size_t i = page->first; i + 1 < page->end; i++) {
        if (!page->lines[i + 1].follows_blank) {
            inner++;
            sentences += line_ends_sentence(page->lines[i].text);
        }
    }
    return (struct layout){sentences * 100 >= inner * SENTENCE_LINES_PERCENT};
}

/* "- text", "• text", "1. text", "## Heading" */
static bool begins_item(struct text line)
{
    static const char *const bullets[] = {"- ", "* ",           "+ ",           "-   ",
                                          "#",  "\xE2\x80\xA2", "\xE2\x97\x8F", "\xE2\x96\xAA"};
    for (size_t i = 0; i < COUNT_OF(bullets); i++) {
        if (text_starts(line, text_of(bullets[i]))) {
            return true;
        }
    }
    size_t digits = 0;
    while (digits < line.length && digits < 4 && text_is_digit(line.at[digits])) {
        digits++;
    }
    struct text behind = text_from(line, digits);
    return digits > 0 && digits < 4 &&
           (text_starts(behind, TEXT(". ")) || text_starts(behind, TEXT(") ")));
}

/* Whether a sentence that line leaves open goes on in next: a blank line has come between. */
static bool goes_on(struct text line, struct text next)
{
    char last = line.at[line.length - 1];
    bool is_open = text_is_letter(last) || last == ',' || text_is_digit(last);
    return is_open && text_is_lower(next.at[0]) && line.length >= WRAPPED_BYTES_MAX / 3;
}

/* Whether the line at index begins a paragraph. */
static bool begins_paragraph(const struct news_page *page, const struct layout *layout,
                             size_t index)
{
    struct text line = page->lines[index - 1].text;
    struct text next = page->lines[index].text;
    if (begins_item(next)) {
        return true;
    }
    if (page->lines[index].follows_blank || layout->is_line_each) {
        return !goes_on(line, next);
    }
    return line.length > WRAPPED_BYTES_MAX && line_ends_sentence(line);
}

/* Lines joined: with a blank, but with none behind a hyphen inside a word. */
static struct text join(struct reading *reading, struct text piece)
{
    struct text folded = reading_fold_blanks(reading, piece);
    if (text_find(folded, TEXT("- ")) == TEXT_NOT_FOUND ||
        text_find_char(piece, '\n') == TEXT_NOT_FOUND) {
        return folded;
    }
    char *out = arena_take(reading->arena, piece.length + 1);
    size_t length = 0;
    struct text word;
    const char *end = NULL;
    while (out && text_take_word(&piece, &word)) {
        bool is_broken = end && length > 1 && out[length - 1] == '-' &&
                         text_is_letter(out[length - 2]) && text_is_letter(word.at[0]) &&
                         memchr(end, '\n', (size_t)(word.at - end));
        if (length > 0 && !is_broken) {
            out[length++] = ' ';
        }
        memcpy(out + length, word.at, word.length);
        length += word.length;
        end = word.at + word.length;
    }
    return out ? (struct text){out, length} : TEXT_NONE;
}

static void add_paragraph(struct news_page *page, struct text piece)
{
    struct paragraph *paragraph =
        LIST_ADD(page->reading->arena, &page->reading->document->paragraphs);
    if (paragraph) {
        *paragraph = (struct paragraph){.number = INTEGER_NONE,
                                        .voice = TEXT("report"),
                                        .text = join(page->reading, piece),
                                        .span = reading_span(page->reading, piece)};
    }
}

/* From the beginning of one line to the end of another. */
static struct text piece_of(const struct news_page *page, size_t first, size_t last)
{
    struct text start = page->lines[first].text;
    struct text end = page->lines[last].text;
    return (struct text){start.at, (size_t)(end.at + end.length - start.at)};
}

/* A button of the site, or a time stamp of a live page, between paragraphs. */
static bool is_furniture(struct news_page *page, size_t index)
{
    struct text line = page->lines[index].text;
    struct date_text date;
    if (line.length <= STAMP_BYTES_MAX && date_text_read(line, &date)) {
        reading_warn(page->reading, "time_stamp_removed",
                     TEXT("A date alone on a line is left out, as on pages that are updated."),
                     line);
        return true;
    }
    if (phrase_is(page->reading->vocabulary, line, PHRASE_CHROME) || line_is_end_mark(line)) {
        reading_warn(page->reading, "furniture_removed",
                     TEXT("What the site prints between paragraphs is left out."), line);
        return true;
    }
    return false;
}

/* Whether a line below the lead begins like that of a speaker. */
static bool has_speakers(const struct news_page *page)
{
    for (size_t i = page->first + 1; i < page->end; i++) {
        if (dateline_is_speaker(page->lines[i].text)) {
            return true;
        }
    }
    return false;
}

static void take_dateline(struct news_page *page)
{
    struct reading *reading = page->reading;
    struct dateline dateline;
    struct text *lead = &page->lines[page->first].text;
    bool is_taken =
        dateline_take(lead, reading->vocabulary, &dateline) ||
        (!has_speakers(page) && dateline_take_colon(lead, reading->vocabulary, &dateline));
    if (!is_taken) {
        return;
    }
    news_page_date(page, NEWS_EVIDENCE_DATELINE, &dateline.date);
    struct news_dateline *made = arena_take(reading->arena, sizeof(*made));
    if (!made) {
        return;
    }
    *made = (struct news_dateline){.place = dateline_usual_case(dateline.place, reading->arena),
                                   .agency = dateline.agency,
                                   .raw = dateline.raw};
    if (dateline.date.month) {
        made->date = date_text_value(&dateline.date, reading->arena);
    }
    page->news->dateline = made;
    page->dates[NEWS_EVIDENCE_DATELINE] = dateline.date;
}

void news_paragraphs_read(struct news_page *page)
{
    struct layout layout = layout_of(page);
    if (page->first < page->end) {
        take_dateline(page);
    }
    size_t start = page->first;
    bool is_open = false; /* whether a paragraph from start on is being gathered */
    for (size_t i = page->first; i < page->end; i++) {
        bool is_full = page->reading->document->paragraphs.count >= NEWS_PARAGRAPHS_MAX;
        if (is_open && (is_full || !begins_paragraph(page, &layout, i))) {
            continue;
        }
        if (is_open) {
            add_paragraph(page, piece_of(page, start, i - 1));
        }
        is_open = !is_furniture(page, i);
        start = i;
    }
    if (is_open) {
        add_paragraph(page, piece_of(page, start, page->end - 1));
    }
    if (page->reading->document->paragraphs.count > NEWS_PARAGRAPHS_MAX) {
        reading_warn(
            page->reading, "paragraphs_limited",
            TEXT("There are more paragraphs than are told apart; the last holds the rest."),
            TEXT_NONE);
    }
}
