/* SPDX-License-Identifier: Apache-2.0 */
/* The line that says who classified the cable, and why. */
#include "cable_classifier.h"
#include "chancery/base/array.h"
#include "chancery/base/buffer.h"

#include "shape.h"

/* The most lines of it. */
#define CLASSIFIED_BY_LINES_MAX 6

/* A line this long, label and all, was cut by the message system, even in the middle of a word. */
#define CUT_LINE_BYTES_MIN 64

/* Small words that begin a line by right, so that they are no second half of a word. */
static const char *const whole_words[] = {
    "and",    "for",     "of",     "the",     "in",   "to",     "per",  "under",
    "reason", "reasons", "acting", "section", "by",   "at",     "de",   "la",
    "van",    "von",     "with",   "on",      "e.o.", "office", "both",
};

/* Words whose halves are joined wherever the line breaks. */
static const char *const broken_words[] = {"REASON", "REASONS", "REASONS:", "REASON:", "AFFAIRS"};

/* Lines that are not part of it. */
static const char *const stop_shapes[] = {
    "----",
    "====",
    "[-=_ ]*SUMMARY",
    "SENSITIVEs+BUT",
    "INTRODUCTIONs*$",
    "THISs+ISs+",
    "ACTIONs+REQUEST",
};

/* Where the section of a reason, "1.4" or "1.5", stands in text, and how long it is. */
static size_t find_section(struct text text, size_t *length)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] != '1' || (i > 0 && text_is_digit(text.at[i - 1]))) {
            continue;
        }
        *length = shape_length(text_from(text, i), "1s*[.,]s*[3456]");
        if (*length != TEXT_NOT_FOUND) {
            return i;
        }
    }
    return TEXT_NOT_FOUND;
}

/* Whether text has a section with at least one letter behind it. */
static bool has_reason(struct text text)
{
    size_t length = 0;
    size_t at = find_section(text, &length);
    return at != TEXT_NOT_FOUND &&
           shape_length(text_from(text, at + length), "[ \t\r\n.(]*[ABCDEFGH]") != TEXT_NOT_FOUND;
}

static bool goes_on_with_letters(struct text line)
{
    return shape_length(line, "[ (]*[ABCDEFGH]s*[)]") != TEXT_NOT_FOUND ||
           shape_length(line, "[),&/]") != TEXT_NOT_FOUND ||
           shape_length(line, "ANDs+[(]?[ABCDEFGH][). ]?") != TEXT_NOT_FOUND;
}

static bool tells_reason(struct text line)
{
    size_t length = 0;
    return text_find_fold(line, TEXT("REASON")) != TEXT_NOT_FOUND ||
           find_section(line, &length) != TEXT_NOT_FOUND ||
           (line.length > 0 && text_is_lower(line.at[0]));
}

static bool stops(const struct cable_header *header, struct text line)
{
    for (size_t i = 0; i < COUNT_OF(stop_shapes); i++) {
        if (shape_length(line, stop_shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return header_is_captions(header, line) || header_paragraph(line) > 0;
}

/* The lines of value that belong to it. */
static struct text classified_lines(const struct cable_header *header, struct text value)
{
    struct text rest = value;
    struct text line;
    struct text all = text_slice(value, 0, 0);
    bool after_blank = false;
    for (size_t lines = 0; lines < CLASSIFIED_BY_LINES_MAX && text_take_line(&rest, &line);) {
        struct text trimmed = text_trim(line);
        if (trimmed.length == 0) {
            after_blank = all.length > 0;
            continue;
        }
        bool more = all.length == 0 || (has_reason(all) ? goes_on_with_letters(trimmed)
                                                        : !after_blank || tells_reason(trimmed));
        if (!more || stops(header, trimmed)) {
            break;
        }
        all = text_slice(value, 0, (size_t)(trimmed.at - value.at) + trimmed.length);
        after_blank = false;
        lines++;
    }
    return text_trim(all);
}

/* How long the line of the copy that ends at end is, from its own start. */
static size_t line_length(const struct cable_header *header, struct text piece)
{
    const char *start = piece.at;
    while (start > header->copy.at && start[-1] != '\n') {
        start--;
    }
    return (size_t)(piece.at + piece.length - start);
}

static bool is_among(struct text word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal_fold(word, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static struct text last_word(struct text line)
{
    size_t start = line.length;
    while (start > 0 && !text_is_blank(line.at[start - 1])) {
        start--;
    }
    return text_from(line, start);
}

/* Whether the break between two lines stands in the middle of a word. */
static bool breaks_word(const struct cable_header *header, struct text line, struct text next)
{
    struct text tail = last_word(line);
    struct text rest = next;
    struct text head;
    char both[32];
    if (!text_take_word(&rest, &head) || tail.length + head.length > sizeof(both) ||
        tail.length == 0) {
        return false;
    }
    memcpy(both, tail.at, tail.length);
    memcpy(both + tail.length, head.at, head.length);
    struct text whole = {both, tail.length + head.length};
    if (is_among(whole, broken_words, COUNT_OF(broken_words)) ||
        shape_length(whole, "1[.][3456]") == 3) {
        return true;
    }
    char last = tail.at[tail.length - 1];
    if (line_length(header, line) < CUT_LINE_BYTES_MIN || !text_is_letter(last) ||
        is_among(head, whole_words, COUNT_OF(whole_words))) {
        return false;
    }
    bool capital_rest =
        text_is_upper(last) && head.length == 1 && text_is_upper(head.at[0]) && next.length > 1;
    return text_is_lower(head.at[0]) || capital_rest;
}

/* The lines of all as one, words that were broken made whole. */
static struct text joined_lines(struct cable_header *header, struct text all)
{
    AUTO_BUFFER out = BUFFER_UP_TO(CABLE_FIELD_BYTES_MAX);
    struct text rest = all;
    struct text line;
    struct text before = TEXT_NONE;
    while (text_take_line(&rest, &line)) {
        line = text_trim(line);
        if (line.length == 0) {
            continue;
        }
        bool breaks = before.at && breaks_word(header, before, line);
        if (breaks) {
            header_warn(header, "word_broken", "A word was broken over two lines.",
                        last_word(before));
        }
        buffer_add(&out, before.at && !breaks ? TEXT(" ") : TEXT(""));
        buffer_add(&out, line);
        before = line;
    }
    struct text folded = reading_fold_blanks(header->reading, buffer_text(&out));
    return arena_text(header->reading->arena, folded);
}

/* Add "1.4(b)" for each letter behind a section. */
static void add_reasons(struct cable_header *header, struct text text, struct texts *reasons)
{
    size_t length = 0;
    size_t at = find_section(text, &length);
    while (at != TEXT_NOT_FOUND) {
        char section = text.at[at + length - 1];
        text = text_from(text, at + length);
        size_t next = find_section(text, &length);
        struct text list = text_slice(text, 0, next);
        struct text word;
        while (list.length > 0) {
            (void)shape_take(&list, "[ \t.,;:&/()+'-]*", NULL);
            if (!shape_take(&list, "a+", &word)) {
                break;
            }
            bool letters = word.length == 1 && text_lower(word.at[0]) <= 'h';
            if (!letters && !text_equal_fold(word, TEXT("AND")) &&
                !text_equal_fold(word, TEXT("OR"))) {
                break;
            }
            struct text reason = letters ? arena_format(header->reading->arena, "1.%c(%c)", section,
                                                        text_lower(word.at[0]))
                                         : TEXT_NONE;
            if (reason.at && !texts_have(reasons, reason)) {
                texts_add(header->reading->arena, reasons, reason);
            }
        }
        at = next;
    }
}

/* Take a second label and a mark off the front. */
static struct text without_labels(struct text text)
{
    size_t before = 0;
    do {
        before = text.length;
        (void)shape_take(&text, "[ :]*", NULL);
        (void)shape_take(&text, "CLASSIFIEDs+BYs*:?s*", NULL);
        (void)shape_take(&text, "[(][UCS][)]s*", NULL);
        (void)shape_take(&text, "CLASSs+BYs*:?s*", NULL);
    } while (text.length < before);
    return text;
}

/* The part of text in front of its reasons. */
static struct text before_reasons(struct text text)
{
    size_t length = 0;
    size_t end = find_section(text, &length);
    end = end == TEXT_NOT_FOUND ? text.length : end;
    static const char *const clauses[] = {
        "REASON", "Es*[.]?s*O[.]", "SECTIONs+1", "DECLs*:", "DERIVEDs+FROM", "FORs+1[.]", "EOs+1",
    };
    for (size_t i = 0; i < end; i++) {
        if (i > 0 && text_is_letter(text.at[i - 1])) {
            continue;
        }
        for (size_t j = 0; j < COUNT_OF(clauses); j++) {
            if (shape_length(text_from(text, i), clauses[j]) != TEXT_NOT_FOUND) {
                end = i;
            }
        }
    }
    return text_slice(text, 0, end);
}

/* Cut signs and words that lead to the reasons off the end. */
static struct text without_lead(struct text text)
{
    static const char *const leads[] = {"FOR", "PER", "UNDER", "BY", "THE", "OF",  "SECTION",
                                        "DUE", "TO",  "AND",   "EO", "AS",  "SEC", "PURSUANT"};
    for (;;) {
        text = text_trim(text);
        while (text.length > 0 && strchr(" ;:,(-", text.at[text.length - 1])) {
            text.length--;
        }
        struct text word = last_word(text);
        if (word.length == 0 || !is_among(word, leads, COUNT_OF(leads))) {
            return text;
        }
        text = text_slice(text, 0, text.length - word.length);
    }
}

size_t header_read_classified_by(struct cable_header *header, struct text value)
{
    struct text all = classified_lines(header, value);
    if (all.length == 0) {
        return 0;
    }
    struct cable_classified_by *classified =
        arena_take(header->reading->arena, sizeof(*classified));
    if (!classified) {
        return 0;
    }
    struct text raw = joined_lines(header, all);
    struct text inner = without_labels(raw);
    classified->raw = raw;
    add_reasons(header, inner, &classified->reasons);
    classifiers_read(header, without_lead(before_reasons(inner)), classified);
    header->cable->classified_by = classified;
    return (size_t)(all.at - value.at) + all.length;
}
