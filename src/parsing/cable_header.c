/* SPDX-License-Identifier: Apache-2.0 */
/* Puts the readers of a header in a row. */
#include "cable_header.h"
#include "chancery/base/utf8.h"
#include "chancery/model/vocabulary.h"

#include "cable.h"
#include "shape.h"
#include "spelling.h"

/* More lines of running text than that are the body, whatever labels follow. */
#define RUNNING_LINES_MAX 3

/* What reads the part behind a label; in the order of enum header_label. */
static size_t (*const readers[])(struct cable_header *, struct text) = {
    [HEADER_NONE] = NULL,
    [HEADER_CLASS_LINE] = NULL,
    [HEADER_ORDER] = header_read_order,
    [HEADER_TAGS] = header_read_tags,
    [HEADER_SUBJECT] = header_read_subject,
    [HEADER_REFERENCES] = header_read_references,
    [HEADER_CLASSIFIED_BY] = header_read_classified_by,
    [HEADER_DERIVED_FROM] = NULL,
    [HEADER_DECLASSIFY_ON] = header_read_declassify_on,
    [HEADER_RECORD] = NULL,
    [HEADER_PARAGRAPH] = NULL,
};

struct cable_raw *header_raw(struct cable_header *header)
{
    return header->cable->raw;
}

static bool same_serial(struct text a, struct text b)
{
    while (a.length > 1 && a.at[0] == '0') {
        a = text_from(a, 1);
    }
    while (b.length > 1 && b.at[0] == '0') {
        b = text_from(b, 1);
    }
    return text_equal(a, b);
}

static bool has_label_behind(const struct cable_header *header, size_t index)
{
    for (size_t i = index + 1; i < header->lines.count && i < index + 40; i++) {
        enum header_label label = header->lines.items[i].label;
        if (label == HEADER_TAGS || label == HEADER_SUBJECT || label == HEADER_ORDER) {
            return true;
        }
        if (label == HEADER_PARAGRAPH) {
            return false;
        }
    }
    return false;
}

/*
 * The first classification line, or the same one again where a better copy begins with it.
 * Answers the index of the first.
 */
static size_t choose_class_line(struct cable_header *header, struct cable_class_line *chosen)
{
    size_t place = 0;
    size_t first_line = header->lines.count;
    header->class_line = header->lines.count;
    for (size_t i = 0; i < header->lines.count; i++) {
        const struct header_line *line = &header->lines.items[i];
        struct cable_class_line read;
        if (line->label != HEADER_CLASS_LINE || !cable_class_line_read(line->text, &read)) {
            continue;
        }
        size_t at = (size_t)(line->text.at - header->copy.at);
        bool first = header->class_line == header->lines.count;
        bool again = !first && same_serial(read.serial, chosen->serial) &&
                     at - place < CABLE_SECOND_COPY_BYTES_MAX && has_label_behind(header, i);
        if (first || again) {
            first_line = first ? i : first_line;
            header->class_line = i;
            *chosen = read;
            place = at;
        }
    }
    return first_line;
}

/* serial with letters that were misread for digits put right; the line itself is warned of. */
static struct text serial_in_digits(struct cable_header *header, struct text serial)
{
    long number = 0;
    bool repaired = false;
    return spelling_number(serial, &number, &repaired) && repaired
               ? arena_format(header->reading->arena, "%0*ld", (int)serial.length, number)
               : serial;
}

static void read_class_line(struct cable_header *header, const struct cable_class_line *line)
{
    struct cable *cable = header->cable;
    struct arena *arena = header->reading->arena;
    struct text piece = text_slice(header->lines.items[header->class_line].text, 0, line->length);
    cable->classification = line->level;
    cable->serial = serial_in_digits(header, line->serial);
    header->class_station = line->station;
    for (size_t i = 0; i < line->handling_count; i++) {
        texts_add(arena, &cable->handling, line->handling[i]);
    }
    if (line->sections > 0) {
        cable->section = arena_take(arena, sizeof(*cable->section));
    }
    if (cable->section) {
        *cable->section = (struct cable_section){line->section, line->sections};
    }
    if (line->damaged) {
        header_warn(header, "class_line_repaired", "The classification line was damaged.", piece);
    }
    header_raw(header)->classification = header_folded(header, piece);
    header_claim(header, piece);
}

static const struct level_code {
    char letter;
    const char *level;
} level_codes[] = {
    {'C', "CONFIDENTIAL"}, {'S', "SECRET"},       {'T', "TOP SECRET"},
    {'U', "UNCLASSIFIED"}, {'E', "UNCLASSIFIED"}, {'R', "RESTRICTED"},
};

static struct text coded_level(const struct cable *cable)
{
    for (size_t i = 0; cable->security && i < sizeof(level_codes) / sizeof(level_codes[0]); i++) {
        if (text_upper(cable->security->code.at[0]) == level_codes[i].letter) {
            return text_of(level_codes[i].level);
        }
    }
    return TEXT_NONE;
}

/* Where the classification line has no level, the security line or a database has one. */
static void conclude_level(struct cable_header *header)
{
    struct cable *cable = header->cable;
    struct text coded = coded_level(cable);
    if (!cable->classification.at) {
        cable->classification = coded.at ? coded : header->record.level;
    } else if (coded.at && !text_equal(coded, cable->classification)) {
        header_warn(header, "classification_contradicts",
                    "The security line and the classification line differ.", cable->security->code);
    }
}

/* The copy from the end of the label of line index to the next line that has a label. */
static struct text value_of(const struct cable_header *header, size_t index)
{
    const struct header_line *line = &header->lines.items[index];
    const char *start = line->text.at + line->label_bytes;
    const char *end = header->copy.at + header->copy.length;
    for (size_t i = index + 1; i < header->lines.count; i++) {
        if (header->lines.items[i].label != HEADER_NONE) {
            end = header->lines.items[i].text.at;
            break;
        }
    }
    return utf8_whole(
        text_slice((struct text){start, (size_t)(end - start)}, 0, CABLE_FIELD_BYTES_MAX));
}

/* Keep the part behind a label as it is printed. */
static void keep_printed(struct cable_header *header, enum header_label label, struct text part)
{
    struct cable_raw *raw = header_raw(header);
    struct text *kept = label == HEADER_ORDER     ? &raw->executive_order
                        : label == HEADER_TAGS    ? &raw->tags
                        : label == HEADER_SUBJECT ? &raw->subject
                                                  : NULL;
    if (kept) {
        *kept = header_folded(header, part);
    }
}

static size_t count_small_words(struct text line)
{
    struct text word;
    size_t small = 0;
    while (text_take_word(&line, &word)) {
        small += word.length > 1 && text_is_lower(word.at[0]) && text_is_lower(word.at[1]);
    }
    return small;
}

static bool are_known_tags(const struct cable_header *header, struct text line)
{
    struct text word;
    while (shape_take(&line, "[, ]*", NULL) && shape_take(&line, "a+", &word)) {
        if (!header->reading->vocabulary || !vocabulary_tag(header->reading->vocabulary, word)) {
            return false;
        }
    }
    return line.length == 0;
}

static bool is_bare_tags(const struct cable_header *header, struct text line)
{
    return header->cable->tags.count == 0 &&
           (header->cable->executive_order.at || are_known_tags(header, line)) &&
           shape_length(line, "aaa?a?a?[, ]+aaa?a?a?[, ]+aa") != TEXT_NOT_FOUND &&
           shape_is(line, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ, ]+") && text_is_upper(line.at[1]);
}

/* Read lines that have no label, from place up to the next label; answers whether they are prose.
 */
static bool read_loose(struct cable_header *header, const struct header_line *line)
{
    struct text lines = value_of(header, (size_t)(line - header->lines.items));
    size_t used = header_read_captions(header, line->text);
    if (used > 0) {
        header_claim(header, text_slice(line->text, 0, used));
        lines = text_from(lines, used);
    }
    if (used == line->text.length) {
        return false;
    }
    bool before_subject = !header->cable->subject.at;
    size_t passing = before_subject ? header_read_passing(header, lines) : 0;
    if (passing > 0) {
        header_claim(header, text_slice(lines, 0, passing));
        return false;
    }
    if (is_bare_tags(header, line->text)) {
        header_claim(header, text_slice(line->text, 0, header_read_tags(header, line->text)));
        keep_printed(header, HEADER_TAGS, line->text);
        header_warn(header, "label_missing", "The label of the TAGS is missing.", line->text);
        return false;
    }
    if (!header->cable->classified_by &&
        shape_length(line->text, "REASONS?s*:") != TEXT_NOT_FOUND) {
        header_claim(header, text_slice(lines, 0, header_read_classified_by(header, lines)));
        return false;
    }
    return count_small_words(line->text) > 3;
}

/* The first line that begins at end or behind it, from index on. */
static size_t line_behind(const struct cable_header *header, size_t index, const char *end)
{
    while (index < header->lines.count && header->lines.items[index].text.at < end) {
        index++;
    }
    return index;
}

/* Read the labelled parts from the line at index on. Answers the line that ended it. */
static size_t read_parts(struct cable_header *header, size_t index)
{
    size_t running = 0;
    while (index < header->lines.count && running <= RUNNING_LINES_MAX) {
        const struct header_line *line = &header->lines.items[index];
        if (line->label == HEADER_PARAGRAPH) {
            break;
        }
        const char *before = line->text.at;
        if (line->label == HEADER_NONE) {
            size_t end = header->end;
            running = read_loose(header, line) ? running + 1 : 0;
            const char *behind = header->copy.at + header->end;
            index = header->end > end && behind > before ? line_behind(header, index, behind)
                                                         : index + 1;
            index = index > (size_t)(line - header->lines.items) ? index : index + 1;
            continue;
        }
        struct text value = value_of(header, index);
        size_t used = readers[line->label] ? readers[line->label](header, value) : 0;
        struct text part = {line->text.at, line->label_bytes + used};
        header_claim(header, used > 0 ? part : TEXT_NONE);
        if (used > 0) {
            keep_printed(header, line->label, part);
        }
        running = 0;
        index = line_behind(header, index + 1, value.at + used);
    }
    return index;
}

static bool is_missing(const struct cable_header *header, enum header_label label)
{
    const struct cable *cable = header->cable;
    return (label == HEADER_ORDER && !cable->executive_order.at) ||
           (label == HEADER_TAGS && cable->tags.count == 0) ||
           (label == HEADER_SUBJECT && !cable->subject.at) ||
           (label == HEADER_REFERENCES && header->reference_lists.count == 0) ||
           (label == HEADER_CLASSIFIED_BY && !cable->classified_by);
}

/* Parts that the better copy lacks are taken from the one before it, from line first on. */
static void read_missing(struct cable_header *header, size_t first)
{
    size_t end = header->end;
    for (size_t i = first; i < header->class_line && i < header->lines.count; i++) {
        reading_claim(header->reading, header_printed(header, header->lines.items[i].text));
    }
    for (size_t i = first; i < header->class_line && i < header->lines.count; i++) {
        enum header_label label = header->lines.items[i].label;
        if (readers[label] && is_missing(header, label)) {
            const struct header_line *line = &header->lines.items[i];
            size_t used = readers[label](header, value_of(header, i));
            keep_printed(header, label, (struct text){line->text.at, line->label_bytes + used});
        }
    }
    header->end = end;
}

/* "1. (U) Classified by …" is the first paragraph and says who classified. */
static void read_classifying_paragraph(struct cable_header *header, size_t index)
{
    for (size_t i = index; i < header->lines.count && !header->cable->classified_by; i++) {
        const struct header_line *line = &header->lines.items[i];
        struct text value = value_of(header, i);
        if (line->label == HEADER_PARAGRAPH && shape_take(&value, "CLASSIFIEDs+BYs*:?s*", NULL)) {
            (void)header_read_classified_by(header, value);
        }
    }
}

static size_t first_label(const struct cable_header *header)
{
    for (size_t i = 0; i < header->lines.count; i++) {
        enum header_label label = header->lines.items[i].label;
        if (label != HEADER_NONE && label != HEADER_RECORD) {
            return i;
        }
    }
    return header->lines.count;
}

/* Where there is no classification line: captions, or tags without a label, before line end. */
static size_t first_caption(const struct cable_header *header, size_t end)
{
    for (size_t i = 0; i < end; i++) {
        const struct header_line *line = &header->lines.items[i];
        if (line->label == HEADER_NONE &&
            (header_is_captions(header, line->text) || is_bare_tags(header, line->text) ||
             (i == 0 && header_is_passing(header, line->text)))) {
            return i;
        }
    }
    return end;
}

static void warn_of_removed(struct cable_header *header)
{
    for (size_t i = 0; i < header->removed.count; i++) {
        struct text piece = header->removed.items[i];
        if ((size_t)(piece.at - header->copy.at) < header->end) {
            header_warn(header, "page_line_removed", "A page line stood among the header lines.",
                        piece);
        }
    }
}

size_t cable_header_read(struct reading *reading)
{
    struct cable_header header = {.reading = reading, .cable = reading->document->cable};
    struct cable_class_line class_line = {.level = TEXT_NONE};
    header.cable->raw = arena_take(reading->arena, sizeof(*header.cable->raw));
    if (!header.cable->raw || !header_copy(&header)) {
        return 0;
    }
    header.record.hour = -1;
    header_split(&header);
    header_read_label_form(&header);
    size_t first = choose_class_line(&header, &class_line);
    bool has_class_line = header.class_line < header.lines.count;
    size_t heading_end = has_class_line ? header.class_line : first_label(&header);
    header_read_record(&header, heading_end);
    header_read_heading(&header, heading_end);
    header_read_distribution(&header, heading_end);
    if (has_class_line) {
        read_class_line(&header, &class_line);
    }
    size_t parts = has_class_line ? header.class_line + 1 : first_caption(&header, heading_end);
    size_t body = read_parts(&header, parts);
    read_missing(&header, first);
    read_classifying_paragraph(&header, body);
    header_take_hints(&header);
    conclude_level(&header);
    header_conclude(&header);
    warn_of_removed(&header);
    return header.end;
}
