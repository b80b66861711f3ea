/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_paragraphs.h"

#include "chancery/base/array.h"

#include "cable_markers.h"

/* The longest line of a heading and the most lines one has. */
#define HEADING_LINE_BYTES_MAX 110
#define HEADING_LINES_MAX      3

/* Lines of a body whose lines were wrapped are no longer than this. */
#define WRAPPED_BYTES_MAX 100

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

static bool ends_full(struct text text)
{
    return text.length > 0 && text.at[text.length - 1] == '.';
}

/* Whether text has come to an end, so that a heading may follow. */
static bool has_ended(struct text text)
{
    static const char *const last_words[] = {"SUMMARY", "COMMENT", "NOTE", "TEXT", "NONPAPER"};
    if (piece_ends_sentence(text) || text_ends(text, TEXT("]"))) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(last_words); i++) {
        struct text word = text_of(last_words[i]);
        if (text.length >= word.length &&
            text_equal_fold(text_from(text, text.length - word.length), word)) {
            return true;
        }
    }
    return false;
}

/* Whether what stands before index has ended: text, a heading, a rule, or nothing. */
static bool follows_end(const struct pieces *pieces, size_t index)
{
    return index == 0 || !is_text(&pieces->items[index - 1]) ||
           has_ended(pieces->items[index - 1].text);
}

static bool begins_like_heading(struct text text)
{
    char first = piece_first(text);
    return text_is_upper(first) || text_is_digit(first) || first == '"' ||
           (unsigned char)first >= 0x80 ||
           (text_starts(text, TEXT("--")) && text_ends(text, TEXT("--"))) ||
           text_starts(text, TEXT("//")) || text_starts(text, TEXT("..."));
}

/* Whether text, standing alone and with no rule to it, may be a heading. */
static bool is_lone_heading(struct text text)
{
    struct marker marker;
    char last = piece_last(text);
    return is_short(text) && begins_like_heading(text) && !strchr(".,;) ", last) &&
           !(marker_at_start(text, &marker) && marker.end);
}

/* Mark the lines from first to before end. */
static void mark(struct pieces *pieces, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        pieces->items[i].kind = PIECE_HEADING;
    }
}

/* How many lines of a heading follow index, a rule, up to the next rule; 0 when it is none. */
static size_t lines_between_rules(const struct pieces *pieces, size_t index)
{
    size_t i = index + 1;
    while (i < pieces->count && i - index <= HEADING_LINES_MAX && is_text(&pieces->items[i]) &&
           is_short(pieces->items[i].text) &&
           (i == index + 1 || !pieces->items[i].blank_before ||
            is_title_case(pieces->items[i].text))) {
        i++;
    }
    bool closed = i < pieces->count && pieces->items[i].kind == PIECE_RULE;
    size_t count = i - index - 1;
    return closed && count > 0 && !(count > 1 && ends_full(pieces->items[i - 1].text)) ? count : 0;
}

/* "U.S.", "J.": no end of a sentence. */
static bool ends_in_initial(struct text text)
{
    return text.length > 2 && text.at[text.length - 1] == '.' &&
           text_is_upper(text.at[text.length - 2]) && !text_is_letter(text.at[text.length - 3]);
}

/* How much of the text before a heading is looked at. */
#define BEFORE_BYTES_MAX 12

/* The heading at the end of text, behind the end of a sentence: where it begins, or 0. */
static size_t find_tail(struct text text)
{
    size_t least = text.length > HEADING_LINE_BYTES_MAX ? text.length - HEADING_LINE_BYTES_MAX : 0;
    for (size_t i = text.length; i > least + 2; i--) {
        if (!text_is_blank(text.at[i - 1]) || i == text.length || text_is_lower(text.at[i])) {
            continue;
        }
        size_t from = i > BEFORE_BYTES_MAX ? i - BEFORE_BYTES_MAX : 0;
        struct text before = text_trim(text_slice(text, from, i - from));
        if (has_ended(before) && !ends_in_initial(before)) {
            return i;
        }
    }
    return 0;
}

/* Whether the line at index goes on in a heading whose next line is the one below it. */
static bool is_upper_line(const struct pieces *pieces, size_t index)
{
    const struct piece *piece = &pieces->items[index];
    bool begun = index > 0 && piece[-1].kind == PIECE_START;
    return is_text(piece) && !begun && is_short(piece->text) && !ends_full(piece->text) &&
           is_title_case(piece->text) &&
           (!piece[1].blank_before || piece->blank_before || follows_end(pieces, index));
}

/* A rule at index: the words before it on its line that follow a sentence are a heading. */
static void underline_tail(struct pieces *pieces, size_t index)
{
    struct piece *above = &pieces->items[index - 1];
    size_t tail = find_tail(above->text);
    above->heading_offset = is_short(text_from(above->text, tail)) ? (uint32_t)tail : 0;
}

/* Whether the line above the rule at index is one that it underlines. */
static bool is_underlined(const struct pieces *pieces, size_t index)
{
    const struct piece *above = &pieces->items[index - 1];
    bool ended = ends_full(above->text) && !ends_in_initial(above->text);
    if (!is_short(above->text) || ended) {
        return false;
    }
    bool apart = above->blank_before || follows_end(pieces, index - 1) ||
                 (is_text(above - 1) && is_upper_line(pieces, index - 2));
    return apart && (!pieces->items[index].blank_before || is_title_case(above->text));
}

static void underline(struct pieces *pieces, size_t index)
{
    size_t first = index - 1;
    while (first > 0 && index - first < HEADING_LINES_MAX && is_upper_line(pieces, first - 1)) {
        first--;
    }
    mark(pieces, first, index);
}

/* Find the heading that the rule at index belongs to. Answers the last piece that is seen to. */
static size_t read_rule(struct pieces *pieces, size_t index)
{
    bool above = index > 0 && is_text(&pieces->items[index - 1]);
    bool begun = index > 1 && pieces->items[index - 2].kind == PIECE_START;
    bool same_line = !pieces->items[index].line_start;
    size_t lines = lines_between_rules(pieces, index);
    bool opens = lines > 0 && (same_line || pieces->items[index].blank_before);
    if (above && !begun && !opens && is_underlined(pieces, index)) {
        underline(pieces, index);
        return index;
    }
    if (lines > 0) {
        mark(pieces, index + 1, index + 1 + lines);
        return index + lines + 1;
    }
    if (above && (begun || same_line)) {
        underline_tail(pieces, index);
    }
    return index;
}

/* Whether text, which is not in title case, reads like a heading rather than a sentence or a point.
 */
static bool is_phrase(struct text text)
{
    return !piece_is_point(text) && !piece_ends_sentence(text) &&
           !text_starts_fold(text, TEXT("This "));
}

/* Whether the line above index, the start of a paragraph, is a heading though nothing shows it. */
static bool is_heading_above(const struct pieces *pieces, size_t index)
{
    const struct piece *line = &pieces->items[index - 1];
    bool own_line = line->line_start || (index > 1 && line[-1].furniture_after);
    if (!is_text(line) || !own_line || !is_lone_heading(line->text) ||
        (index > 1 && line[-1].kind == PIECE_START)) {
        return false;
    }
    bool titled = is_title_case(line->text);
    if (line->blank_before || index == 1) {
        return titled || (pieces->items[index].blank_before && is_phrase(line->text));
    }
    /* Without an empty line above, its words or the length of other lines must speak for it. */
    return titled && (piece_is_capitals(line->text) || line[-1].text.length > WRAPPED_BYTES_MAX ||
                      marker_of_heading(line->text) != VOICE_REPORT);
}

/* Lines that stand alone above a numbered paragraph, index. */
static void find_above_start(struct pieces *pieces, size_t index)
{
    if (!is_heading_above(pieces, index)) {
        return;
    }
    size_t first = index - 1;
    while (first > 0 && index - first < HEADING_LINES_MAX &&
           (!pieces->items[first].blank_before || pieces->items[first - 1].furniture_after) &&
           !follows_end(pieces, first) && is_upper_line(pieces, first - 1)) {
        first--;
    }
    if (follows_end(pieces, first)) {
        mark(pieces, first, index);
    }
}

/* "… [the Post, 3/5] BANKING": a heading behind the end of a sentence, its line breaks lost. */
static void find_lost_tail(struct piece *piece)
{
    struct text text = piece->text;
    size_t tail = find_tail(text);
    struct text words = text_from(text, tail);
    if (tail == 0 || piece_is_capitals(text) || !is_lone_heading(words)) {
        return;
    }
    bool capitals = piece_is_capitals(words) && words.length > 1;
    bool title = is_title_case(words) && text_find_char(words, ' ') != TEXT_NOT_FOUND;
    if (capitals || title) {
        piece->heading_offset = (uint32_t)tail;
    }
}

void cable_headings_find(struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->items[i].kind == PIECE_RULE) {
            i = read_rule(pieces, i);
        }
    }
    for (size_t i = 1; i < pieces->count; i++) {
        if (pieces->items[i].kind != PIECE_START) {
            continue;
        }
        find_above_start(pieces, i);
        if (is_text(&pieces->items[i - 1]) && pieces->items[i - 1].heading_offset == 0) {
            find_lost_tail(&pieces->items[i - 1]);
        }
    }
}
