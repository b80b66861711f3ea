/* SPDX-License-Identifier: Apache-2.0 */
/* The line that says who classified the cable, and why. */
#include "cable_classifier.h"
#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/utf8.h"
#include "chancery/model/vocabulary.h"

#include "shape.h"

/* The most lines of it. */
#define CLASSIFIED_BY_LINES_MAX 6

/* A line this long, label and all, was cut by the message system, even in the middle of a word. */
#define CUT_LINE_BYTES_MIN 64

/* What may stand behind the reasons and still be of the line: "of E.O. 12958, as amended". */
#define TAIL_BYTES_MAX 30

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
        if (!strchr("1Il", text.at[i]) ||
            (i > 0 && (text_is_digit(text.at[i - 1]) || text_is_letter(text.at[i - 1])))) {
            continue;
        }
        *length = shape_length(text_from(text, i),
                               text.at[i] == '1' ? "1s*[.,]s*[23456]" : "[IL][.][456]");
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

/* Whether line goes on with all, which is what was read so far. */
static bool goes_on(struct text all, struct text line, bool after_blank)
{
    if (!has_reason(all)) {
        return !after_blank || tells_reason(line);
    }
    bool broken_and = (text_ends(all, TEXT(" a")) && text_starts(line, TEXT("nd "))) ||
                      (text_ends(all, TEXT(" an")) && text_starts(line, TEXT("d ")));
    return !after_blank && all.at[all.length - 1] != '.' &&
           (broken_and || goes_on_with_letters(line));
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
        bool more = all.length == 0 || goes_on(all, trimmed, after_blank);
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

static void warn_of_break(struct cable_header *header, struct text piece)
{
    header_warn(header, "word_broken", "A word was broken in two.", piece);
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
        (tail.length < 3 && shape_length(whole, "1[.][23456]") == 3)) {
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

/* The lines of all as one; words that a line's end broke are made whole. */
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
            warn_of_break(header, last_word(before));
        }
        buffer_add(&out, before.at && !breaks ? TEXT(" ") : TEXT(""));
        buffer_add(&out, line);
        before = line;
    }
    struct text folded = reading_fold_blanks(header->reading, buffer_text(&out));
    return arena_text(header->reading->arena, folded);
}

/* Whether second is the rest of first, though a blank stands between, where lines were joined. */
static bool is_rest_of(const struct cable_header *header, struct text first, struct text second)
{
    char both[32];
    if (first.length + second.length > sizeof(both)) {
        return false;
    }
    memcpy(both, first.at, first.length);
    memcpy(both + first.length, second.at, second.length);
    if (is_among((struct text){both, first.length + second.length}, broken_words,
                 COUNT_OF(broken_words))) {
        return true;
    }
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    return text_is_upper(first.at[0]) && shape_is(first, "a+") && shape_is(second, "aa+[.,;]?") &&
           text_is_lower(second.at[0]) && !is_among(second, whole_words, COUNT_OF(whole_words)) &&
           !(vocabulary && vocabulary_title_word(vocabulary, second));
}

/* line with such words made whole, up to the reasons. */
static struct text whole_words_of(struct cable_header *header, struct text line)
{
    AUTO_BUFFER out = BUFFER_UP_TO(CABLE_FIELD_BYTES_MAX);
    struct text rest = line;
    struct text word;
    struct text before = TEXT_NONE;
    bool any = false;
    while (text_take_word(&rest, &word)) {
        bool breaks = before.at && is_rest_of(header, before, word);
        any = any || breaks;
        buffer_add(&out, before.at && !breaks ? TEXT(" ") : TEXT(""));
        buffer_add(&out, word);
        before = word;
    }
    if (!any) {
        return line;
    }
    warn_of_break(header, TEXT_NONE);
    return arena_text(header->reading->arena, buffer_text(&out));
}

/* Take AND, which the system may have broken: "A ND", "AN D". */
static bool take_and(struct text *list)
{
    static const char *const shapes[] = {"ANDs", "ANDs*[(]", "As+NDs", "ANs+Ds", "ORs"};
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        if (shape_take(list, shapes[i], NULL)) {
            return true;
        }
    }
    return false;
}

/* Take the letters of one section; each is added as "1.4(b)". */
static void take_letters(struct cable_header *header, struct text *list, char section,
                         struct texts *reasons)
{
    struct text letter;
    for (;;) {
        (void)shape_take(list, "[ \t.,;:&/()+'-]*", NULL);
        if (take_and(list)) {
            continue;
        }
        struct text inner = *list;
        bool joined = shape_length(inner, "[BCD][BCD]") != TEXT_NOT_FOUND;
        if (!shape_take(&inner, "[ABCDEFGH]", &letter) ||
            (!joined && inner.length > 0 && text_is_letter(inner.at[0]))) {
            return;
        }
        *list = inner;
        struct text reason =
            arena_format(header->reading->arena, "1.%c(%c)", section, text_lower(letter.at[0]));
        if (reason.at && !texts_have(reasons, reason)) {
            texts_add(header->reading->arena, reasons, reason);
        }
    }
}

/* Add all reasons in text. Answers where the last of them ends. */
static size_t add_reasons(struct cable_header *header, struct text text, struct texts *reasons)
{
    struct text rest = text;
    size_t end = text.length;
    size_t length = 0;
    size_t at = find_section(rest, &length);
    while (at != TEXT_NOT_FOUND) {
        char section = rest.at[at + length - 1];
        rest = text_from(rest, at + length);
        take_letters(header, &rest, section, reasons);
        end = text.length - rest.length;
        at = find_section(rest, &length);
    }
    return end;
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
        "REASON",  "Es*[.]?s*O[.]", "E[.]s*Os*1", "SECTIONs+1",
        "DECLs*:", "DERIVEDs+FROM", "FORs+1[.]",  "EOs+1",
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
        while (text.length > 0 && strchr(" ;:,(|/-", text.at[text.length - 1])) {
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
    struct text inner = without_labels(whole_words_of(header, raw));
    size_t end = add_reasons(header, inner, &classified->reasons);
    if (end + TAIL_BYTES_MAX < inner.length) {
        raw = text_slice(raw, 0, raw.length - (inner.length - end));
        inner = text_slice(inner, 0, end);
    }
    classified->raw = utf8_whole(text_trim(raw));
    classifiers_read(header, without_lead(before_reasons(inner)), classified);
    header->cable->classified_by = classified;
    return (size_t)(all.at - value.at) + all.length;
}
