/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_paragraphs.h"

#include "chancery/base/array.h"

/* The longest line of a heading and the most lines one has. */
#define HEADING_LINE_BYTES_MAX 110
#define HEADING_LINES_MAX      3

/* Columns of a table stand this far apart. */
#define TABLE_BLANKS_MIN 3

static bool is_text(const struct piece *piece)
{
    return piece->kind == PIECE_TEXT;
}

static bool is_table_row(struct text text)
{
    size_t blanks = 0;
    for (size_t i = 0; i < text.length; i++) {
        blanks = text.at[i] == ' ' ? blanks + 1 : 0;
        if (blanks >= TABLE_BLANKS_MIN || text.at[i] == '\t') {
            return true;
        }
    }
    return false;
}

static bool is_short(struct text text)
{
    return text.length <= HEADING_LINE_BYTES_MAX && !is_table_row(text);
}

/* Words that are written small in the title case of headings. */
static const char *const small_words[] = {"a",  "an", "and", "as",   "at", "but",  "by", "for",
                                          "in", "is", "of",  "on",   "or", "the",  "to", "vs",
                                          "de", "la", "not", "with", "al", "from", "el", "its"};

static bool is_small_word(struct text word)
{
    for (size_t i = 0; i < COUNT_OF(small_words); i++) {
        if (text_equal(word, text_of(small_words[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_title_case(struct text text)
{
    struct text word;
    bool first = true;
    while (text_take_word(&text, &word)) {
        if (text_is_lower(word.at[0]) && (first || !is_small_word(word))) {
            return false;
        }
        first = false;
    }
    return !first;
}

static bool ends_open(struct text text)
{
    char last = text.length ? text.at[text.length - 1] : '\0';
    return last == ',' || last == ';' || piece_ends_sentence(text);
}

/* Whether text, standing alone and with no rule to it, is a heading. */
static bool is_lone_heading(struct text text)
{
    if (text.length == 0 || !is_short(text) || ends_open(text)) {
        return false;
    }
    char first = text.at[0];
    bool word = text_is_upper(first) || text_is_digit(first) || first == '"' ||
                (unsigned char)first >= 0x80 || text_starts(text, TEXT("--"));
    return word && is_title_case(text);
}

/* Mark the lines from first to before end. */
static void mark(struct pieces *pieces, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        pieces->items[i].kind = PIECE_HEADING;
    }
}

/* How many short lines of text follow index, a rule, up to the next rule; 0 when none or too many.
 */
static size_t lines_between_rules(const struct pieces *pieces, size_t index)
{
    size_t i = index + 1;
    while (i < pieces->count && i - index <= HEADING_LINES_MAX && is_text(&pieces->items[i]) &&
           is_short(pieces->items[i].text) && (i == index + 1 || !pieces->items[i].blank_before)) {
        i++;
    }
    bool closed = i < pieces->count && pieces->items[i].kind == PIECE_RULE;
    size_t count = i - index - 1;
    return closed && count > 0 && !(count > 1 && ends_open(pieces->items[i - 1].text)) ? count : 0;
}

/* The heading at the end of text, behind the end of a sentence: where it begins, or 0. */
static size_t find_tail(struct text text)
{
    size_t least = text.length > HEADING_LINE_BYTES_MAX ? text.length - HEADING_LINE_BYTES_MAX : 0;
    for (size_t i = text.length; i > least + 2; i--) {
        if (!text_is_blank(text.at[i - 1]) || i == text.length || text_is_lower(text.at[i])) {
            continue;
        }
        struct text before = text_trim(text_slice(text, i > 12 ? i - 12 : 0, i > 12 ? 12 : i));
        char last = before.length ? before.at[before.length - 1] : '\0';
        bool initials = before.length > 2 && last == '.' &&
                        text_is_upper(before.at[before.length - 2]) &&
                        !text_is_letter(before.at[before.length - 3]);
        if ((piece_ends_sentence(before) && !initials) || last == ']') {
            return i;
        }
    }
    return 0;
}

/* Whether the line at index goes on in a heading of several lines that ends below it. */
static bool is_upper_line(const struct pieces *pieces, size_t index)
{
    const struct piece *piece = &pieces->items[index];
    bool begun = index > 0 && piece[-1].kind == PIECE_START;
    return is_text(piece) && !begun && is_short(piece->text) && !ends_open(piece->text) &&
           is_title_case(piece->text);
}

/* A rule at index: the line above it, or its end, is a heading. */
static void underline(struct pieces *pieces, size_t index)
{
    if (index == 0 || !is_text(&pieces->items[index - 1])) {
        return;
    }
    struct piece *above = &pieces->items[index - 1];
    bool begun = index > 1 && pieces->items[index - 2].kind == PIECE_START;
    bool same_line = !pieces->items[index].line_start;
    if (begun || (same_line && !is_short(above->text))) {
        size_t tail = find_tail(above->text);
        above->heading_offset = is_short(text_from(above->text, tail)) ? (uint32_t)tail : 0;
        return;
    }
    if (!is_short(above->text) || (ends_open(above->text) && !is_title_case(above->text))) {
        return;
    }
    size_t first = index - 1;
    while (first > 0 && index - first < HEADING_LINES_MAX && !pieces->items[first].blank_before &&
           is_upper_line(pieces, first - 1)) {
        first--;
    }
    mark(pieces, first, index);
}

/* Lines that stand alone above a numbered paragraph, index. */
static void find_above_start(struct pieces *pieces, size_t index)
{
    size_t first = index;
    while (first > 0 && index - first < HEADING_LINES_MAX && is_text(&pieces->items[first - 1]) &&
           pieces->items[first - 1].line_start && is_lone_heading(pieces->items[first - 1].text)) {
        first--;
        if (pieces->items[first].blank_before) {
            break;
        }
    }
    bool alone = first < index && (first == 0 || pieces->items[first].blank_before ||
                                   pieces->items[first - 1].kind == PIECE_RULE);
    bool behind_sentence = first == 0 || !is_text(&pieces->items[first - 1]) ||
                           piece_ends_sentence(pieces->items[first - 1].text);
    if (alone && behind_sentence) {
        mark(pieces, first, index);
    }
}

/* "… [the Post, 3/5] BANKING": capitals behind the end of a sentence, their line breaks lost. */
static void find_capital_tail(struct piece *piece)
{
    struct text text = piece->text;
    size_t tail = find_tail(text);
    struct text words = text_from(text, tail);
    if (tail > 0 && words.length > 4 && piece_is_capitals(words) && !ends_open(words) &&
        !piece_is_capitals(text_slice(text, 0, tail))) {
        piece->heading_offset = (uint32_t)tail;
    }
}

void cable_headings_find(struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->items[i].kind != PIECE_RULE) {
            continue;
        }
        size_t lines = lines_between_rules(pieces, i);
        if (lines > 0) {
            mark(pieces, i + 1, i + 1 + lines);
        }
        underline(pieces, i);
    }
    for (size_t i = 1; i < pieces->count; i++) {
        if (pieces->items[i].kind != PIECE_START || !is_text(&pieces->items[i - 1])) {
            continue;
        }
        find_above_start(pieces, i);
        if (is_text(&pieces->items[i - 1])) {
            find_capital_tail(&pieces->items[i - 1]);
        }
    }
}
