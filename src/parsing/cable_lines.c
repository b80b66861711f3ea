/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts the copy of a header into lines, wherever the line ends were lost. */
#include "cable_header.h"
#include "shape.h"

/* Lines longer than this have lost their line ends; the longest line of a message has 69. */
#define WHOLE_LINE_BYTES_MAX 80

struct splitter {
    struct cable_header *header;
    enum header_label label; /* of the last line that had one */
    bool after_blank;
    bool in_cable;              /* a classification line was seen, or a label of what follows it */
    size_t paragraph;           /* where the first paragraph begins, or 0 */
    struct text unleveled;      /* the last line that was found to begin with no level */
    struct header_line labeled; /* the last line whose label was looked for */
};

/* The label of line, which is asked for when it is cut, and again when it was not. */
static enum header_label label_of(struct splitter *splitter, struct text line, size_t *bytes)
{
    struct header_line *last = &splitter->labeled;
    if (line.at != last->text.at || line.length != last->text.length) {
        last->text = line;
        last->label_bytes = 0;
        last->label = header_label(line, &last->label_bytes);
    }
    *bytes = last->label_bytes;
    return last->label;
}

static bool is_unleveled(const struct splitter *splitter, struct text line)
{
    return line.at == splitter->unleveled.at && line.length == splitter->unleveled.length;
}

static void add_line(struct splitter *splitter, struct text text)
{
    text = text_trim(text);
    if (text.length == 0) {
        return;
    }
    struct cable_header *header = splitter->header;
    struct header_line line = {.text = text, .after_blank = splitter->after_blank};
    line.label = label_of(splitter, text, &line.label_bytes);
    struct cable_class_line class_line;
    if (line.label == HEADER_NONE && !is_unleveled(splitter, text) &&
        cable_class_line_read(text, &class_line)) {
        line.label = HEADER_CLASS_LINE;
        line.label_bytes = class_line.length;
    }
    if (line.label == HEADER_PARAGRAPH && !splitter->in_cable) {
        line.label = HEADER_NONE;
    }
    if (line.label == HEADER_PARAGRAPH && splitter->paragraph == 0) {
        splitter->paragraph = (size_t)(text.at - header->copy.at);
    }
    bool is_own = line.label != HEADER_NONE && line.label != HEADER_RECORD;
    splitter->in_cable = splitter->in_cable || is_own;
    splitter->label = line.label != HEADER_NONE ? line.label : splitter->label;
    splitter->after_blank = false;
    struct header_line *slot = LIST_ADD(header->reading->arena, &header->lines);
    if (slot) {
        *slot = line;
    }
}

/*
 * Whether rest begins a format line that stands behind another one in a line; the first shapes
 * leave no doubt, the others need a line that has lost its ends.
 */
static bool begins_heading_part(struct text rest, bool is_long)
{
    static const char *const shapes[] = {
        "DEs+R[UH]aa+s+[#]dddd", "ZN[YR]s+aaaaas+ZZ",  "INFOs+R[UH]aa+/aa",
        "TOs+R[UH]aa+/aa",       "FMs+AM[EC][MO][BN]", "[ZOPR][ZOPR]s+RUEHa+",
    };
    static const char *const doubtful_shapes[] = {
        "DEs+Raaa+s+[#]",
        "ZN[YR]s+aaaaas",
        "FMs+aaa",
        "TOs+Raaa+/",
        "INFOs+Raaa+/",
        "[ZOPR]s+ddddddZs+aaas+dd",
        "[ZOPR]s+[ZOPR]s+ddddddZs+aaas+dd",
        "[ZOPR][ZOPR]s+Raaaa*s",
        "Raaaa?a?a?a?/aa",
    };
    if (!text_is_letter(rest.at[0])) {
        return false;
    }
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        if (shape_length(rest, shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    for (size_t i = 0; is_long && i < sizeof(doubtful_shapes) / sizeof(doubtful_shapes[0]); i++) {
        if (shape_length(rest, doubtful_shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* Whether a level in spaced letters stands at the front of rest, or UNCLAS and a post. */
static bool begins_class_line(struct text rest)
{
    struct cable_class_line line;
    char first = rest.length > 0 ? rest.at[0] : '\0';
    return (first == 'C' || first == 'S' || first == 'T' || first == 'U') &&
           (shape_length(rest, "a a a a a") != TEXT_NOT_FOUND ||
            text_starts(rest, TEXT("UNCLAS "))) &&
           cable_class_line_read(rest, &line);
}

/* Whether a label that is no label begins here: it belongs to the part that it stands in. */
static bool is_inside_part(const struct splitter *splitter, enum header_label label, char before)
{
    if (splitter->label == HEADER_CLASSIFIED_BY) {
        return label == HEADER_ORDER; /* "DCM Ann Bell, E.O. 12958, reasons 1.4 (b)" */
    }
    /* "A. REF: KATHMANDU 2282", "HOTR WASHINGTON DC (SUBJ: …)" */
    return splitter->label == HEADER_REFERENCES &&
           (label == HEADER_REFERENCES || (label == HEADER_SUBJECT && before == '('));
}

/* Whether the first paragraph begins here: its number, and a mark or a word in small letters. */
static bool begins_paragraph(const struct splitter *splitter, struct text rest)
{
    if (rest.at[0] != '1' || header_paragraph(rest) == 0) {
        return false;
    }
    if (shape_length(rest, "11?[.]s*[(]") != TEXT_NOT_FOUND) {
        return true;
    }
    bool is_behind_list =
        splitter->label == HEADER_REFERENCES || splitter->label == HEADER_CLASSIFIED_BY;
    size_t length = shape_length(rest, "1[.]s+aaa");
    return is_behind_list && length != TEXT_NOT_FOUND && text_is_lower(rest.at[length - 1]);
}

/* "Classified by DCM Ann Bell", which lost its line behind the subject, and its colon. */
static bool is_unsigned_label(const struct splitter *splitter, struct text rest)
{
    struct text inner = rest;
    return splitter->label == HEADER_SUBJECT && text_is_blank(rest.at[-1]) &&
           text_take_start(&inner, TEXT("Classified by ")) && inner.length > 1 &&
           text_is_upper(inner.at[0]) && text_find_fold(inner, TEXT("1.")) != TEXT_NOT_FOUND;
}

/* Whether a new line should begin at rest, in the middle of line. */
static bool begins_line(struct splitter *splitter, struct text line, struct text rest)
{
    char before = rest.at[-1];
    bool after_blank = text_is_blank(before);
    size_t bytes = 0;
    enum header_label label = header_label_inside(rest, after_blank, &bytes);
    if (label != HEADER_NONE) {
        bool begins = !is_inside_part(splitter, label, before);
        splitter->label = begins ? label : splitter->label;
        return begins;
    }
    if (is_unsigned_label(splitter, rest)) {
        splitter->label = HEADER_CLASSIFIED_BY;
        return true;
    }
    if (!splitter->in_cable && text_is_digit(before) &&
        shape_length(rest, "INFOs+Raaa+/") != TEXT_NOT_FOUND) {
        return true; /* glued to the serial of the addressee before it */
    }
    if (splitter->label == HEADER_SUBJECT && text_is_upper(before)) {
        return shape_length(rest, "1[.]s?[(][UCS][)]") != TEXT_NOT_FOUND;
    }
    if (!after_blank && splitter->label != HEADER_RECORD && before != '"') {
        return false;
    }
    if (splitter->in_cable) {
        return begins_paragraph(splitter, rest);
    }
    return begins_heading_part(rest, line.length > WHOLE_LINE_BYTES_MAX) || begins_class_line(rest);
}

/*
 * The next place at at or behind it where begins_line could find anything: within a cable only a
 * label or the first paragraph begins a line, and most bytes show neither.
 */
static size_t next_place(const struct splitter *splitter, struct text line, size_t at)
{
    if (splitter->in_cable) {
        return header_find_place(line, at);
    }
    return at;
}

/* Add the lines that one line of the text holds. */
static void cut(struct splitter *splitter, struct text line)
{
    line = text_trim(line);
    struct text part = line;
    size_t bytes = 0;
    enum header_label label = label_of(splitter, line, &bytes);
    splitter->label = label != HEADER_NONE ? label : splitter->label;
    size_t i = next_place(splitter, line, bytes > 0 ? bytes : 1);
    while (i < line.length) {
        struct text rest = text_from(line, i);
        if (begins_line(splitter, line, rest)) {
            add_line(splitter, text_slice(part, 0, (size_t)(rest.at - part.at)));
            part = rest;
        }
        i = next_place(splitter, line, i + 1);
    }
    add_line(splitter, part);
}

/* Add what stands behind a classification line in the same line as lines of its own. */
static void cut_class_line(struct splitter *splitter, struct text line)
{
    struct cable_class_line class_line;
    if (!is_unleveled(splitter, line) && cable_class_line_read(line, &class_line)) {
        add_line(splitter, text_slice(line, 0, class_line.length));
        line = text_trim(text_from(line, class_line.length));
    }
    if (line.length > 0) {
        cut(splitter, line);
    }
}

/* Whether the line was emptied because it repeats a level beside a page line. */
static bool was_level(const struct cable_header *header, struct text line)
{
    struct text printed = text_trim(header_printed(header, line));
    size_t length = 0;
    bool damaged = false;
    return printed.length > 0 && cable_class_level(printed, &length, &damaged).at;
}

/* line and the next, where only the two of them make a classification line; else line. */
static struct text with_next_line(struct splitter *splitter, struct text line, struct text rest)
{
    size_t length = 0;
    bool damaged = false;
    struct cable_class_line read;
    struct text next;
    struct text level = cable_class_level(line, &length, &damaged);
    splitter->unleveled = level.at ? TEXT_NONE : line;
    if (!level.at || damaged || cable_class_line_read(line, &read) ||
        !text_take_line(&rest, &next)) {
        return line;
    }
    size_t bytes = 0;
    if (header_label(text_trim(next), &bytes) != HEADER_NONE) {
        return line;
    }
    struct text both = {line.at, (size_t)(next.at - line.at) + next.length};
    return cable_class_line_read(both, &read) ? text_trim(both) : line;
}

void header_split(struct cable_header *header)
{
    struct splitter splitter = {.header = header};
    struct text rest = header->copy;
    struct text line;
    while (text_take_line(&rest, &line)) {
        size_t at = (size_t)(line.at - header->copy.at);
        if (splitter.paragraph > 0 && at > splitter.paragraph + CABLE_SECOND_COPY_BYTES_MAX) {
            break;
        }
        if (text_trim(line).length > 0) {
            struct text whole = with_next_line(&splitter, text_trim(line), rest);
            rest =
                whole.length > text_trim(line).length
                    ? text_from(header->copy, (size_t)(whole.at - header->copy.at) + whole.length)
                    : rest;
            cut_class_line(&splitter, whole);
        } else if (!was_level(header, line)) {
            splitter.after_blank = true;
        }
    }
}
