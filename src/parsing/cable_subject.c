/* SPDX-License-Identifier: Apache-2.0 */
/* The subject: from its label to the first thing that is none. */
#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/utf8.h"

#include "cable_header.h"
#include "portion_mark.h"
#include "shape.h"

/* A line that begins so is no more of the subject; the first of them are rules across the page. */
#define RULE_SHAPES 3
static const char *const stop_shapes[] = {
    "----",
    "====",
    "____",
    "[-=_ ]*SUMMARY",
    "[-=_ ]*INTRODUCTIONs*$",
    "SENSITIVEs+BUTs+",
    "THISs+ISs+ANs+ACTIONs+REQUEST",
    "[(]SBU[)]s+aaaaas",
    "BEGINs+SUMMARY",
    "ACTIONs+REQUEST[:.]",
    "PAGEs+dd",
};

/* Entities that the makers of web pages left in the text. */
static const struct entity {
    const char *name;
    const char *character;
} entities[] = {
    {"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
    {"&quot;", "\""}, {"&apos;", "'"}, {"&nbsp;", " "},
};

/* The longest numbered entity. */
#define ENTITY_BYTES_MAX 9

/* Whether line is no subject; first says that it would be its first line. */
static bool stops(const struct cable_header *header, struct text line, bool first)
{
    struct text rest = line;
    struct portion_mark mark;
    if (!first && portion_mark_take(&rest, &mark) && !mark.broken) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(stop_shapes); i++) {
        bool rules = i < RULE_SHAPES;
        if ((!first || rules) && shape_length(line, stop_shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return header_is_captions(header, line) || header_paragraph(line) > 0;
}

/* Where in a line the subject ends although the line goes on: dashes, or a summary glued to it. */
static size_t end_inside(struct text line)
{
    static const char *const marks[] = {"\xC2\xB6\x31.",
                                        " 1. (C)",
                                        " 1. (U)",
                                        " 1. (S)",
                                        " 1. (SBU)",
                                        "-----",
                                        "SENSITIVE BUT UNCLASSIFIED"};
    size_t end = line.length;
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t at = text_find(line, text_of(marks[i]));
        end = at != TEXT_NOT_FOUND && at > 0 && at < end ? at : end;
    }
    struct text before = text_trim(text_slice(line, 0, end));
    static const char *const words[] = {"Summary", "SUMMARY"};
    for (size_t i = 0; end < line.length && i < COUNT_OF(words); i++) {
        struct text word = text_of(words[i]);
        if (text_ends(before, word) && before.length > word.length + 1 &&
            text_is_blank(before.at[before.length - word.length - 1])) {
            before.length -= word.length;
        }
    }
    return text_trim(before).length;
}

/* The part of value that is the subject. */
static struct text subject_lines(const struct cable_header *header, struct text value)
{
    struct text rest = value;
    struct text line;
    struct text subject = text_slice(value, 0, 0);
    while (text_take_line(&rest, &line)) {
        struct text trimmed = text_trim(line);
        bool empty = text_trim(subject).length == 0;
        if (trimmed.length == 0 && !empty) {
            break;
        }
        if (trimmed.length > 0 && stops(header, trimmed, empty)) {
            break;
        }
        size_t end = end_inside(trimmed);
        subject = text_slice(value, 0, (size_t)(trimmed.at - value.at) + end);
        if (end < trimmed.length) {
            break;
        }
    }
    return text_trim(subject);
}

/* "(C)", "(S//NF)": a mark and nothing else between brackets. */
static size_t mark_length(struct text text)
{
    static const char *const marks[] = {
        "[(]s*[UCS]s*[)]",
        "[(]s*TSs*[)]",
        "[(]s*SBU[/ABCDEFGHIJKLMNOPQRSTUVWXYZ]*s*[)]",
        "[(]s*LOUs*[)]",
        "[(]s*[UCS]s*/+s*[ABCDEFGHIJKLMNOPQRSTUVWXYZ/ ,]+[)]",
        "[(]s*FOUOs*[)]",
    };
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t length = shape_length(text, marks[i]);
        if (length != TEXT_NOT_FOUND) {
            return length;
        }
    }
    return 0;
}

static struct text inside_brackets(struct cable_header *header, struct text mark)
{
    return header_upper(header, text_trim(text_slice(mark, 1, mark.length - 2)));
}

/* subject without a sign of the label that a mark or a second sign parted from it. */
static struct text without_signs(struct text subject)
{
    (void)shape_take(&subject, "[ \t\r\n]*:s*", NULL);
    return text_trim(subject);
}

/* Take a mark off the front and the end of *subject. */
static void take_mark(struct cable_header *header, struct text *subject)
{
    size_t front = mark_length(*subject);
    if (front > 0 && front < subject->length) {
        header->cable->subject_mark = inside_brackets(header, text_slice(*subject, 0, front));
        *subject = without_signs(text_from(*subject, front));
    }
    size_t open = subject->length;
    while (open > 0 && subject->at[open - 1] != '(') {
        open--;
    }
    struct text last = open > 1 ? text_from(*subject, open - 1) : TEXT_NONE;
    if (last.at && mark_length(last) == last.length && !text_is_digit(subject->at[open - 2])) {
        if (!header->cable->subject_mark.at) {
            header->cable->subject_mark = inside_brackets(header, last);
        }
        *subject = text_trim(text_slice(*subject, 0, open - 1));
    }
}

/* "&#8217;" or "&#x2019;" as UTF-8. Answers how many bytes of rest it takes. */
static size_t add_numbered_entity(struct buffer *out, struct text rest)
{
    char bytes[4];
    unsigned long character = 0;
    bool hexadecimal = shape_length(rest, "&#X") != TEXT_NOT_FOUND;
    size_t length = shape_length(rest, hexadecimal ? "&#Xw+;" : "&#d+;");
    if (length == TEXT_NOT_FOUND || length > ENTITY_BYTES_MAX) {
        return 0;
    }
    for (size_t i = hexadecimal ? 3 : 2; i + 1 < length; i++) {
        char c = text_upper(rest.at[i]);
        if (c > 'F') {
            return 0;
        }
        unsigned long digit = (unsigned long)(text_is_digit(c) ? c - '0' : c - 'A' + 10);
        character = character * (hexadecimal ? 16 : 10) + digit;
    }
    size_t count = utf8_write((uint32_t)character, bytes);
    buffer_add(out, (struct text){bytes, count});
    return count > 0 ? length : 0;
}

static size_t add_entity(struct buffer *out, struct text rest)
{
    for (size_t i = 0; i < COUNT_OF(entities); i++) {
        if (text_starts(rest, text_of(entities[i].name))) {
            buffer_add(out, text_of(entities[i].character));
            return strlen(entities[i].name);
        }
    }
    return add_numbered_entity(out, rest);
}

/* Whether the line break at rest stands behind a hyphen, and is dropped with the blanks there. */
static size_t joined_break(struct text so_far, struct text rest)
{
    size_t blanks = shape_length(rest, "[ \t\r\n]*");
    bool breaks = text_find_char(text_slice(rest, 0, blanks), '\n') != TEXT_NOT_FOUND;
    bool hyphen = so_far.length > 1 && so_far.at[so_far.length - 1] == '-' &&
                  text_is_letter(so_far.at[so_far.length - 2]);
    return breaks && hyphen ? blanks : 0;
}

/* Lines joined: with a blank, or none behind a hyphen; entities decoded. */
static struct text joined(struct cable_header *header, struct text subject)
{
    AUTO_BUFFER out = BUFFER_UP_TO(CABLE_FIELD_BYTES_MAX * 2);
    for (size_t i = 0; i < subject.length;) {
        struct text rest = text_from(subject, i);
        size_t skipped = text_is_blank(rest.at[0]) ? joined_break(buffer_text(&out), rest) : 0;
        skipped = skipped > 0 ? skipped : (rest.at[0] == '&' ? add_entity(&out, rest) : 0);
        if (skipped == 0) {
            buffer_add(&out, text_slice(rest, 0, 1));
            skipped = 1;
        }
        i += skipped;
    }
    struct text folded = reading_fold_blanks(header->reading, buffer_text(&out));
    return arena_text(header->reading->arena, folded);
}

size_t header_read_subject(struct cable_header *header, struct text value)
{
    struct text subject = subject_lines(header, value);
    size_t used = subject.length > 0 ? (size_t)(subject.at - value.at) + subject.length : 0;
    if (subject.length == 0) {
        return 0;
    }
    header->cable->subject_mark = TEXT_NONE;
    subject = without_signs(subject);
    take_mark(header, &subject);
    header->cable->subject = joined(header, subject);
    return used;
}
