/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/number.h"

#include "body_piece.h"
#include "page_furniture.h"
#include "paragraph_number.h"

/* The most repairs of furniture that one document warns of. */
#define FURNITURE_WARNINGS_MAX 500

/* How many lines the heading of a later section has before its classification line. */
#define HEADING_LINES_MAX 60

/* How many lines a repeated header has before the first of its labels. */
#define HEADER_LINES_MAX 16

/* The shortest rule that underlines a heading; shorter ones are spacers. */
#define RULE_MARKS_MIN 4

struct splitter {
    struct reading *reading;
    struct pieces *pieces;
    struct text rest; /* what has not been split yet */
    bool blank;       /* an empty line has been passed */
    bool in_header;   /* within a header that the body repeats */
    bool label_seen;  /* in it, past the first of its labels */
    bool ended;       /* what follows is another cable */
    size_t furniture; /* how many warnings were given */
};

static void warn(struct splitter *splitter, const char *code, const char *detail,
                 struct text furniture)
{
    if (splitter->furniture < FURNITURE_WARNINGS_MAX) {
        reading_warn(splitter->reading, code, text_of(detail), furniture);
    }
    splitter->furniture++;
}

static const struct {
    const char *code;
    const char *detail;
} furniture_details[] = {
    {"page_line_removed", "A page line was cut out of the text."},
    {"classification_line_removed", "A classification line was cut out of the text."},
    {"handling_line_removed", "A line about handling was taken for no part of the text."},
    {"caption_removed", "A repeated caption was cut out of the text."},
    {"release_stamp_removed", "A stamp of the release was cut out of the text."},
};

static void warn_furniture(struct splitter *splitter, const char *code, struct text furniture)
{
    for (size_t i = 0; i < COUNT_OF(furniture_details); i++) {
        if (strcmp(code, furniture_details[i].code) == 0) {
            warn(splitter, code, furniture_details[i].detail, furniture);
        }
    }
    if (splitter->pieces->count > 0) {
        splitter->pieces->items[splitter->pieces->count - 1].furniture_after = true;
    }
}

static void add_piece(struct splitter *splitter, struct text text, bool line_start)
{
    text = piece_trim(text);
    if (text.length == 0 || text_equal(text, TEXT("\xc2\xb6"))) {
        return;
    }
    bool rule = piece_is_rule(text, 1);
    if (rule && !piece_is_rule(text, RULE_MARKS_MIN)) {
        splitter->blank = true;
        return;
    }
    struct piece *piece = LIST_ADD(splitter->reading->arena, splitter->pieces);
    if (piece) {
        *piece = (struct piece){.text = text,
                                .kind = rule ? PIECE_RULE : PIECE_TEXT,
                                .blank_before = splitter->blank,
                                .line_start = line_start};
    }
    splitter->blank = false;
}

/* What the header of a cable says before its text, besides captions and passing instructions. */
static const char *const labels[] = {
    "E.O.",  "EO ",           "TAGS",   "SUBJECT",      "SUBJ:",      "REF",
    "DECL:", "CLASSIFIED BY", "REASON", "DERIVED FROM", "DECLASSIFY",
};

static bool is_label(struct text line)
{
    for (size_t i = 0; i < COUNT_OF(labels); i++) {
        if (text_starts_fold(line, text_of(labels[i]))) {
            return true;
        }
    }
    return false;
}

/* Where paragraph 1 begins inside a line of the header, or the line's length. */
static size_t find_first_paragraph(struct text line)
{
    struct paragraph_number number;
    for (size_t i = 1; i + 1 < line.length; i++) {
        if (line.at[i] == '1' && text_is_blank(line.at[i - 1]) &&
            paragraph_number_read(text_from(line, i), &number) && number.number == 1 &&
            number.has_mark) {
            return i;
        }
    }
    return line.length;
}

/*
 * In a repeated header: whether line still belongs to it. It ends at a paragraph number, a rule, or
 * an empty line behind the labels with something else than a label after it.
 */
static bool is_header_line(struct splitter *splitter, struct text line)
{
    struct paragraph_number number;
    if (is_label(line)) {
        splitter->label_seen = true;
        return true;
    }
    if (paragraph_number_read(line, &number) && (number.has_mark || number.number == 1)) {
        return false;
    }
    if (piece_is_rule(line, RULE_MARKS_MIN)) {
        return !splitter->label_seen;
    }
    return !splitter->label_seen || !splitter->blank;
}

static bool begins_heading(struct text line)
{
    return text_starts(line, TEXT("ACTION ")) || text_starts(line, TEXT("VZCZC")) ||
           text_starts(line, TEXT("FM ")) || text_starts(line, TEXT("DE R"));
}

/* Drop the format lines of a message that stand above its classification line. */
static void drop_heading(struct splitter *splitter)
{
    struct pieces *pieces = splitter->pieces;
    size_t least = pieces->count > HEADING_LINES_MAX ? pieces->count - HEADING_LINES_MAX : 0;
    size_t keep = pieces->count;
    for (size_t i = pieces->count; i > least && pieces->items[i - 1].kind != PIECE_START; i--) {
        keep = begins_heading(pieces->items[i - 1].text) ? i - 1 : keep;
    }
    pieces->count = keep;
}

static bool is_own_serial(const struct reading *reading, struct text serial)
{
    const struct cable *cable = reading->document->cable;
    int64_t own = 0;
    int64_t other = 0;
    if (!cable || !number_read(cable->serial, 0, INT64_MAX, &own) ||
        !number_read(serial, 0, INT64_MAX, &other)) {
        return true;
    }
    return own == other;
}

/* Whether a label of the header stands in the next lines, before the first paragraph. */
static bool has_labels(struct text rest)
{
    struct text line;
    struct paragraph_number number;
    for (size_t i = 0; i < HEADER_LINES_MAX && text_take_line(&rest, &line); i++) {
        line = piece_trim(line);
        if (is_label(line)) {
            return true;
        }
        if (paragraph_number_read(line, &number) && number.has_mark) {
            return false;
        }
    }
    return false;
}

/*
 * A classification line in the body begins a later section, the same cable a second time, or
 * another one. The first copy of a cable that comes twice is cut short, so the second is read.
 */
static void meet_class_line(struct splitter *splitter, const struct class_line *line,
                            struct text text)
{
    if (line->section > 1) {
        warn(splitter, "section_heading_removed", "A section's heading was cut out of the text.",
             text);
        drop_heading(splitter);
    } else if (is_own_serial(splitter->reading, line->serial)) {
        if (splitter->pieces->count > 0) {
            warn(splitter, "header_repeated", "The cable begins again; the second copy was read.",
                 text);
        }
        splitter->pieces->count = 0;
    } else {
        warn(splitter, "second_cable", "Another cable follows; it was not read.", text);
        drop_heading(splitter);
        splitter->ended = true;
        return;
    }
    splitter->label_seen = text_find(text, TEXT("E.O.")) != TEXT_NOT_FOUND;
    splitter->in_header = splitter->label_seen || has_labels(splitter->rest);
    if (splitter->pieces->count > 0) {
        splitter->pieces->items[splitter->pieces->count - 1].furniture_after = true;
    }
}

/* Add what stands before, on and behind the rules in a line. */
static void add_around_rules(struct splitter *splitter, struct text line, bool line_start)
{
    size_t length = 0;
    size_t at = piece_find_rule(line, RULE_MARKS_MIN, &length);
    while (at != TEXT_NOT_FOUND) {
        add_piece(splitter, text_slice(line, 0, at), line_start);
        add_piece(splitter, text_slice(line, at, length), line_start && at == 0);
        line_start = false;
        line = text_from(line, at + length);
        at = piece_find_rule(line, RULE_MARKS_MIN, &length);
    }
    add_piece(splitter, line, line_start);
}

/* Cut furniture out of the inside of a line. */
static void split_line(struct splitter *splitter, struct text line)
{
    bool line_start = true;
    struct text found;
    const char *code = page_furniture_find(splitter->reading, line, &found);
    while (code) {
        size_t at = (size_t)(found.at - line.at);
        add_around_rules(splitter, text_slice(line, 0, at), line_start);
        warn_furniture(splitter, code, found);
        line_start = false;
        line = text_from(line, at + found.length);
        code = page_furniture_find(splitter->reading, line, &found);
    }
    add_around_rules(splitter, line, line_start);
}

/* "SENSITIVE BUT UNCLASSIFIED - PROTECT ACCORDINGLY": how to handle the cable, above its text. */
static bool is_handling_line(const struct splitter *splitter, struct text line)
{
    struct paragraph_number number;
    if (splitter->pieces->count > 0 || line.length > 90 || paragraph_number_read(line, &number)) {
        return false;
    }
    return text_starts_fold(line, TEXT("SENSITIVE BUT UNCLASSIFIED")) ||
           text_find_fold(line, TEXT("PROTECT ACCORDINGLY")) != TEXT_NOT_FOUND ||
           text_find_fold(line, TEXT("HANDLE ACCORDINGLY")) != TEXT_NOT_FOUND;
}

static bool is_copy_marker(struct text line)
{
    return text_find(text_slice(line, 0, 80), TEXT("- header ends -")) != TEXT_NOT_FOUND;
}

static void take_line(struct splitter *splitter, struct text line)
{
    struct class_line class_line;
    if (is_copy_marker(line)) {
        splitter->pieces->count = 0;
        return;
    }
    if (class_line_read(line, &class_line)) {
        meet_class_line(splitter, &class_line, line);
        return;
    }
    const char *code =
        is_handling_line(splitter, line) ? "handling_line_removed" : page_furniture_line(line);
    if (code) {
        warn_furniture(splitter, code, line);
        return;
    }
    if (splitter->in_header) {
        struct text found;
        if (is_header_line(splitter, line)) {
            /* Behind the labels a page line ends the header of a section. */
            splitter->in_header =
                !splitter->label_seen || !page_furniture_find(splitter->reading, line, &found);
            line = text_from(line, find_first_paragraph(line));
            splitter->blank = false;
            splitter->in_header = splitter->in_header && line.length == 0;
        } else {
            splitter->in_header = false;
        }
    }
    split_line(splitter, line);
}

static size_t count_lines(struct text text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.length; i++) {
        count += text.at[i] == '\n';
    }
    return count < BODY_LINES_MAX ? count : BODY_LINES_MAX;
}

void body_split(struct reading *reading, size_t body_start, struct pieces *pieces)
{
    struct splitter splitter = {.reading = reading, .pieces = pieces, .blank = true};
    struct text line;
    splitter.rest = text_from(reading->text, body_start);
    pieces_reserve(reading->arena, pieces, count_lines(splitter.rest));
    while (!splitter.ended && pieces->count < BODY_LINES_MAX &&
           text_take_line(&splitter.rest, &line)) {
        line = piece_trim(line);
        if (line.length == 0) {
            splitter.blank = true;
        } else {
            take_line(&splitter, line);
        }
    }
    if (splitter.rest.length > 0 && !splitter.ended) {
        reading_warn(reading, "body_too_long", TEXT("The body has more lines than are read."),
                     splitter.rest);
    }
}
