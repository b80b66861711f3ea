/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The prints of the Department's later system, which have a label for each part instead of format
 * lines: "MRN: 23 ROME 12", "Date/DTG: Sep 16, 2023 / 160150Z SEP 23", "From: AMEMBASSY ROME". The
 * value stands behind the label or in the next line.
 */
#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "chancery/base/utf8.h"

#include "cable_header.h"
#include "month.h"
#include "shape.h"

/* The longest lines that are looked through for more labels, in bytes. */
#define PRINT_LINE_BYTES_MAX ((size_t)1024)

/* How many blanks part a label from the value of the one before it in a line. */
#define PARTING_BLANKS 2

static void read_number(struct cable_header *header, struct text value);
static void read_date(struct cable_header *header, struct text value);
static void read_sender(struct cable_header *header, struct text value);
static void read_action(struct cable_header *header, struct text value);
static void read_info(struct cable_header *header, struct text value);
static void read_captions(struct cable_header *header, struct text value);
static void read_passing(struct cable_header *header, struct text value);
static void read_level(struct cable_header *header, struct text value);

/* Labels of its own have a reader; those that all cables have are only looked for in a line. */
static const struct print_label {
    const char *label;
    void (*read)(struct cable_header *header, struct text value);
} print_labels[] = {
    {"MRN:", read_number},
    {"Date/DTG:", read_date},
    {"From:", read_sender},
    {"Action:", read_action},
    {"Info:", read_info},
    {"Captions:", read_captions},
    {"Pass Line:", read_passing},
    {"Classification:", read_level},
    {"E.O.:", NULL},
    {"TAGS:", NULL},
    {"Reference:", NULL},
    {"Subject:", NULL},
};

static const struct print_label *label_of(struct text line)
{
    for (size_t i = 0; i < COUNT_OF(print_labels); i++) {
        if (text_starts_fold(line, text_of(print_labels[i].label))) {
            return &print_labels[i];
        }
    }
    return NULL;
}

static bool is_print(struct text copy)
{
    struct text rest = copy;
    struct text line;
    while (text_take_line(&rest, &line)) {
        line = text_trim(line);
        if (text_starts_fold(line, TEXT("MRN:")) || text_starts_fold(line, TEXT("Date/DTG:"))) {
            return true;
        }
        if (header_paragraph(line) > 0) {
            return false;
        }
    }
    return false;
}

void header_part_labels(char *bytes, size_t length)
{
    struct text rest = {bytes, length};
    struct text line;
    if (!is_print(rest)) {
        return;
    }
    while (text_take_line(&rest, &line) && header_paragraph(text_trim(line)) == 0) {
        size_t blanks = 0;
        size_t start = (size_t)(line.at - bytes);
        for (size_t i = 0; i < line.length && i < PRINT_LINE_BYTES_MAX; i++) {
            if (blanks >= PARTING_BLANKS && i > blanks && label_of(text_from(line, i))) {
                bytes[start + i - 1] = '\n';
            }
            blanks = text_is_blank(line.at[i]) ? blanks + 1 : 0;
        }
    }
}

/* "23 MEXICO 2544": what a classification line says elsewhere. */
static void read_number(struct cable_header *header, struct text value)
{
    struct text rest = value;
    struct text year;
    struct text station;
    struct text serial;
    if (!shape_take(&rest, "dd", &year) || !shape_take(&rest, "s*", NULL)) {
        return;
    }
    size_t digits = shape_length(rest, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ'. -]+");
    station = text_trim(text_slice(rest, 0, digits == TEXT_NOT_FOUND ? 0 : digits));
    rest = text_from(rest, digits == TEXT_NOT_FOUND ? rest.length : digits);
    if (station.length == 0 || !shape_take(&rest, "d+", &serial)) {
        return;
    }
    header->cable->serial = serial;
    header->class_station = station;
    header->record.id = arena_format(header->reading->arena, "%.*s%.*s%.*s", TEXT_ARGUMENTS(year),
                                     TEXT_ARGUMENTS(station), TEXT_ARGUMENTS(serial));
}

/* "Sep 16, 2023" */
static bool take_day(struct text text, struct calendar_date *date)
{
    struct text month;
    struct text day;
    struct text year;
    int64_t number = 0;
    int64_t of_year = 0;
    if (!shape_take(&text, "aaaa*", &month) || !shape_take(&text, "[. ]+", NULL) ||
        !shape_take(&text, "dd?", &day) || !shape_take(&text, "[, ]+", NULL) ||
        !shape_take(&text, "dddd", &year) || !number_read(day, 1, 31, &number) ||
        !number_read(year, 1900, 2099, &of_year)) {
        return false;
    }
    date->month = month_read(text_slice(month, 0, 3));
    date->day = (long)number;
    date->year = of_year;
    return calendar_is_valid(*date);
}

static void read_group(struct cable_header *header, struct text text)
{
    struct cable_dtg printed = {.raw = TEXT_NONE};
    struct header_dtg group;
    if (!header_read_dtg(text, &group, &printed, header->reading->arena)) {
        return;
    }
    struct cable_dtg *dtg = arena_take(header->reading->arena, sizeof(*dtg));
    if (dtg) {
        printed.raw = header_folded(header, group.piece);
        *dtg = printed;
        header->cable->dtg = dtg;
        header->dtg = group;
    }
}

/* The day, then the date-time group behind a slash; either may be missing. */
static void read_date(struct cable_header *header, struct text value)
{
    struct calendar_date date = {0, 0, 0};
    size_t slash = text_find_char(value, '/');
    struct text group = slash == TEXT_NOT_FOUND ? value : text_from(value, slash + 1);
    if (take_day(value, &date)) {
        header->record.date = date;
        header->record.hour = -1;
        header->record.date_piece =
            text_trim(text_slice(value, 0, slash == TEXT_NOT_FOUND ? value.length : slash));
    }
    read_group(header, text_trim(group));
}

static void read_sender(struct cable_header *header, struct text value)
{
    struct cable_from *from = arena_take(header->reading->arena, sizeof(*from));
    if (from && value.length > 0) {
        *from = (struct cable_from){.name = header_folded(header, value)};
        header->cable->from = from;
    }
}

/* Whether text ends in the precedence of an addressee, behind which a comma ends it. */
static bool ends_addressee(struct text text)
{
    static const char *const words[] = {"ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"};
    text = text_trim(text);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (text_ends(text, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* "WASHDC, SECSTATE" is looked up as "SECSTATE WASHDC"; the name stays as it is printed. */
static void add_addressee(struct cable_header *header, struct text item,
                          struct cable_addressees *list)
{
    struct text piece = text_trim(item);
    if (piece.length == 0) {
        return;
    }
    header_read_address(header, piece, list);
    size_t comma = text_find_char(piece, ',');
    struct cable_addressee *last = list->count > 0 ? &list->items[list->count - 1] : NULL;
    if (!last || last->country.at || comma == TEXT_NOT_FOUND) {
        return;
    }
    struct cable_addressees turned = {.count = 0};
    struct text behind = text_trim(text_from(last->name, text_find_char(last->name, ',') + 1));
    header_read_address(header,
                        arena_format(header->reading->arena, "%.*s %.*s", TEXT_ARGUMENTS(behind),
                                     TEXT_ARGUMENTS(text_slice(piece, 0, comma))),
                        &turned);
    last->country = turned.count > 0 ? turned.items[0].country : TEXT_NONE;
}

/* Addressees stand in lines of their own, or semicolons or commas behind a precedence part them. */
static void read_addressees(struct cable_header *header, struct text value,
                            struct cable_addressees *list)
{
    size_t start = 0;
    for (size_t i = 0; i < value.length; i++) {
        char c = value.at[i];
        bool parts = c == ';' || c == '\n' ||
                     (c == ',' && ends_addressee(text_slice(value, start, i - start)));
        if (parts) {
            add_addressee(header, text_slice(value, start, i - start), list);
            start = i + 1;
        }
    }
    add_addressee(header, text_from(value, start), list);
}

static void read_action(struct cable_header *header, struct text value)
{
    read_addressees(header, value, &header->cable->to);
}

static void read_info(struct cable_header *header, struct text value)
{
    read_addressees(header, value, &header->cable->info);
}

static void read_captions(struct cable_header *header, struct text value)
{
    struct text piece;
    while (text_take_until(&value, ',', &piece)) {
        (void)header_read_captions(header, text_trim(piece));
    }
    (void)header_read_captions(header, text_trim(value));
}

static void read_passing(struct cable_header *header, struct text value)
{
    if (value.length > 0) {
        (void)header_read_passing(header, value);
    }
}

static void read_level(struct cable_header *header, struct text value)
{
    header_record_level(header, value);
}

/* From behind the label of the line at index to the next label; the line's end for most parts. */
static struct text value_of(const struct cable_header *header, size_t index, size_t *next)
{
    const struct header_lines *lines = &header->lines;
    const char *start = lines->items[index].text.at + lines->items[index].label_bytes;
    const char *end = lines->items[index].text.at + lines->items[index].text.length;
    size_t i = index + 1;
    while (i < lines->count && lines->items[i].label == HEADER_NONE &&
           !lines->items[i].after_blank && !label_of(lines->items[i].text)) {
        end = lines->items[i].text.at + lines->items[i].text.length;
        i++;
    }
    *next = i;
    struct text value = {start, (size_t)(end - start)};
    return text_trim(utf8_whole(text_slice(value, 0, CABLE_FIELD_BYTES_MAX)));
}

/* Whether the line begins with a label that no other cable has; it is marked as one. */
static const struct print_label *mark_line(struct header_line *line)
{
    const struct print_label *label = label_of(line->text);
    if (!label || !label->read || (line->label != HEADER_NONE && line->label != HEADER_RECORD)) {
        return NULL;
    }
    line->label = HEADER_RECORD;
    line->label_bytes = strlen(label->label);
    return label;
}

void header_read_label_form(struct cable_header *header)
{
    struct header_lines *lines = &header->lines;
    if (!is_print(header->copy)) {
        return;
    }
    for (size_t i = 0; i < lines->count; i++) {
        (void)mark_line(&lines->items[i]);
    }
    size_t next = 0;
    for (size_t i = 0; i < lines->count && lines->items[i].label != HEADER_PARAGRAPH; i = next) {
        const struct print_label *label = mark_line(&lines->items[i]);
        next = i + 1;
        if (label) {
            struct text value = value_of(header, i, &next);
            label->read(header, value);
            header_claim(header, value);
            next = i + 1;
        }
    }
}
