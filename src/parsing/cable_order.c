/* SPDX-License-Identifier: Apache-2.0 */
/* The executive order and what it says of declassification: "12958: DECL: 02/16/2017". */
#include "chancery/base/array.h"

#include "cable_header.h"
#include "month.h"
#include "shape.h"
#include "spelling.h"

/* Two digits from here on are of the last century under the orders that were in force in it. */
#define FIRST_YEAR_OF_OLD_ORDERS 70

/* The orders on national security information. */
static const char *const orders[] = {"11652", "12065", "12356", "12958", "13292", "13526"};

/* What may stand in the place of a date. */
static const char *const exemption_shapes[] = {
    "[25][50]s?Xs?d?-?HUMA?N?",
    "[25][50]s?Xs?d?",
    "1[.]ds?[(]?Xd[)]?[X0123456789, ]*",
    "X[ -]?d[X0123456789, ]*",
    "XGDS[- ]*d?",
    "XDS[- ]*d?",
    "GDS",
    "6DS",
    "ADS",
    "LDS",
    "RDS[- ]*d?",
    "OADR",
    "MR",
    "N/A",
    "NA",
};

/* What an event begins with. */
static const char *const event_words[] = {"AFTER",     "UPON",  "WHEN",        "ON ",
                                          "FOLLOWING", "AT ",   "CLOSURE",     "END OF",
                                          "DEATH OF",  "UNTIL", "DEPARTURE OF"};

static struct text order_number(struct cable_header *header, struct text number)
{
    const char *nearest = NULL;
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        size_t distance = spelling_distance(number, text_of(orders[i]), 1);
        if (distance == 0) {
            return number;
        }
        if (distance == 1) {
            nearest = nearest ? nearest : orders[i];
        }
    }
    if (!nearest) {
        return number;
    }
    header_warn(header, "executive_order_repaired",
                "The number of the executive order was one digit off.", number);
    return text_of(nearest);
}

/* A number, of which digits may have been misread; -1 when there is none. */
static long take_number(struct text *rest, const char *shape)
{
    struct text digits;
    long number = 0;
    bool repaired = false;
    if (!shape_take(rest, shape, &digits) || !spelling_number(digits, &number, &repaired)) {
        return -1;
    }
    return number;
}

static bool is_old_order(const struct cable_header *header)
{
    struct text order = header->cable->executive_order;
    return order.at && text_compare(order, TEXT("12900")) < 0;
}

/* "02/16/2017", "2/7/12", "2019/09/10", "10-23-11", blanks between them not minded. */
static bool take_numeric_date(const struct cable_header *header, struct text *rest,
                              struct calendar_date *date)
{
    struct text inner = *rest;
    long numbers[3];
    size_t digits = 0;
    for (size_t i = 0; i < 3; i++) {
        (void)shape_take(&inner, "s*", NULL);
        size_t before = inner.length;
        numbers[i] = take_number(&inner, i == 1 ? "nn?" : "nn?n?n?");
        digits = before - inner.length;
        if (numbers[i] < 0 || (i < 2 && !shape_take(&inner, "s*[/.-][/.-]?[ \t\r\n]*", NULL))) {
            return false;
        }
    }
    if (numbers[0] > 999) {
        *date = (struct calendar_date){numbers[0], numbers[1], numbers[2]};
    } else {
        bool old = is_old_order(header) && numbers[2] >= FIRST_YEAR_OF_OLD_ORDERS;
        long year = digits <= 2 ? numbers[2] + (old ? 1900 : 2000) : numbers[2];
        *date = (struct calendar_date){year, numbers[0], numbers[1]};
    }
    *rest = inner;
    return true;
}

/* "02 16 2017" */
static bool take_blank_date(struct text *rest, struct calendar_date *date)
{
    struct text inner = *rest;
    if (shape_length(inner, "dd?s+dd?s+dddd") == TEXT_NOT_FOUND) {
        return false;
    }
    date->month = take_number(&inner, "dd?");
    (void)shape_take(&inner, "s+", NULL);
    date->day = take_number(&inner, "dd?");
    (void)shape_take(&inner, "s+", NULL);
    date->year = take_number(&inner, "dddd");
    *rest = inner;
    return true;
}

/* "20170216" */
static bool take_plain_date(struct text *rest, struct calendar_date *date)
{
    struct text inner = *rest;
    date->year = take_number(&inner, "dddd");
    date->month = take_number(&inner, "dd");
    date->day = take_number(&inner, "dd");
    if (!calendar_is_valid(*date) || (inner.length > 0 && text_is_digit(inner.at[0]))) {
        return false;
    }
    *rest = inner;
    return true;
}

/* "16 FEB 2017", "FEBRUARY 16, 2017" */
static bool take_named_date(struct text *rest, struct calendar_date *date)
{
    struct text inner = *rest;
    struct text month;
    date->day = shape_length(inner, "dd?s+aaa") != TEXT_NOT_FOUND ? take_number(&inner, "dd?") : 0;
    (void)shape_take(&inner, "s*", NULL);
    if (!shape_take(&inner, "aaa+", &month)) {
        return false;
    }
    date->month = month_read(month);
    (void)shape_take(&inner, "[., ]*", NULL);
    if (date->day == 0) {
        date->day = take_number(&inner, "dd?");
        (void)shape_take(&inner, "[., ]+", NULL);
    }
    date->year = take_number(&inner, "dddd");
    if (date->month == 0) {
        return false;
    }
    *rest = inner;
    return true;
}

static void add_date(struct cable_header *header, struct cable_declassify *declassify,
                     struct calendar_date date, struct text printed)
{
    if (!calendar_is_valid(date)) {
        header_warn(header, "declassify_date_impossible",
                    "There is no such day, so only the text of the date is kept.", printed);
        return;
    }
    if (declassify->date.at) {
        header_warn(header, "declassify_date_second",
                    "A second date of declassification is printed; the first is kept.", printed);
        return;
    }
    declassify->date = header_day_text(header, date);
    struct date *entry = LIST_ADD(header->reading->arena, &header->reading->document->dates);
    if (entry) {
        *entry =
            (struct date){.text = header_folded(header, printed),
                          .value = declassify->date,
                          .precision = TEXT("day"),
                          .role = TEXT("declassify"),
                          .paragraph = INTEGER_NONE,
                          .span = reading_span(header->reading, header_printed(header, printed))};
    }
}

/* Take what goes on with a list of codes: "X1 AND X5", "1.6X1 AND 1.6X5". */
static void take_more_codes(struct text *rest, struct text *code)
{
    static const char *const shapes[] = {"s*ANDs+[(]?X[ -]?d[)]?", "s*ANDs+1[.]ds?[(]?Xd[)]?",
                                         "s*[,&/]s*1[.]ds?[(]?Xd[)]?", "s*[&/]s*X[ -]?d"};
    struct text more;
    for (size_t i = 0; i < COUNT_OF(shapes);) {
        if (text_find_char(*code, 'X') == TEXT_NOT_FOUND || !shape_take(rest, shapes[i], &more)) {
            i++;
            continue;
        }
        code->length += more.length;
        i = 0;
    }
}

static bool take_exemption(struct text *rest, struct cable_header *header,
                           struct cable_declassify *declassify)
{
    for (size_t i = 0; i < COUNT_OF(exemption_shapes); i++) {
        struct text inner = *rest;
        struct text code;
        if (!shape_take(&inner, exemption_shapes[i], &code) ||
            (inner.length > 0 && text_is_letter(inner.at[0]) && !text_is_blank(inner.at[-1]))) {
            continue;
        }
        take_more_codes(&inner, &code);
        *rest = inner;
        bool none = text_equal_fold(code, TEXT("N/A")) || text_equal_fold(code, TEXT("NA"));
        bool misread = text_equal_fold(code, TEXT("6DS"));
        if (misread) {
            header_warn(header, "exemption_misread", "6DS was read as GDS.", code);
        }
        if (!none && !declassify->exemption.at) {
            declassify->exemption = misread ? TEXT("GDS") : header_folded(header, text_trim(code));
        }
        return true;
    }
    return false;
}

/* Whether what stands at rest, behind a date, is something else that lost its line. */
static bool begins_other_part(const struct cable_header *header, struct text rest)
{
    struct text word;
    struct text behind = rest;
    return shape_length(rest, "REASON") != TEXT_NOT_FOUND || header_is_captions(header, rest) ||
           (text_take_word(&behind, &word) &&
            (shape_length(text_trim(behind), "FORs") != TEXT_NOT_FOUND ||
             shape_length(text_trim(behind), "PASSs") != TEXT_NOT_FOUND ||
             shape_length(text_trim(behind), "PLEASEs+PASSs") != TEXT_NOT_FOUND));
}

/* Words alone in the place of a date: "KOREAN UNIFICATION". */
static bool is_event(const struct cable_header *header, struct text rest)
{
    for (size_t i = 0; i < rest.length; i++) {
        if (!text_is_upper(rest.at[i]) && !strchr(" .'-\n", rest.at[i])) {
            return false;
        }
    }
    return text_find_char(text_trim(rest), ' ') != TEXT_NOT_FOUND &&
           text_find_fold(rest, TEXT("YEARS")) == TEXT_NOT_FOUND &&
           !begins_other_part(header, rest);
}

static bool take_event(struct text *rest, struct cable_header *header,
                       struct cable_declassify *declassify)
{
    if (!declassify->event.at && !declassify->date.at && is_event(header, *rest)) {
        declassify->event = header_folded(header, *rest);
        *rest = text_from(*rest, rest->length);
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(event_words); i++) {
        if (text_starts_fold(*rest, text_of(event_words[i])) && !declassify->event.at) {
            declassify->event = header_folded(header, *rest);
            *rest = text_from(*rest, rest->length);
            return true;
        }
    }
    return false;
}

/* Take one statement of when and why, or a word that says nothing. */
static void take_statement(struct cable_header *header, struct text *rest,
                           struct cable_declassify *declassify)
{
    struct text start = *rest;
    struct calendar_date date = {0, 0, 0};
    if (take_numeric_date(header, rest, &date) || take_blank_date(rest, &date) ||
        take_plain_date(rest, &date) || take_named_date(rest, &date)) {
        add_date(header, declassify, date, text_slice(start, 0, start.length - rest->length));
    } else if (!take_exemption(rest, header, declassify) && !take_event(rest, header, declassify)) {
        (void)(shape_take(rest, "w+", NULL) || shape_take(rest, ".", NULL) ||
               shape_take(rest, "s", NULL));
    }
}

/* Read all that raw, one line or several, says. Answers how many bytes of it do. */
static size_t read_declassify(struct cable_header *header, struct text raw)
{
    struct cable_declassify *declassify = arena_take(header->reading->arena, sizeof(*declassify));
    if (!declassify) {
        return 0;
    }
    struct text rest = raw;
    struct text said = raw;
    while (rest.length > 0) {
        take_statement(header, &rest, declassify);
        said = text_slice(raw, 0, raw.length - rest.length);
        (void)shape_take(&rest, "[ ,;.:()\n\r]*", NULL);
        if (rest.length > 0 && begins_other_part(header, rest)) {
            break;
        }
        said = raw;
    }
    declassify->raw = header_folded(header, said);
    header->cable->declassify = declassify;
    return said.length;
}

/* Captions and passing instructions that lost their own line. */
static size_t read_tail(struct cable_header *header, struct text tail)
{
    tail = text_trim(tail);
    if (tail.length == 0) {
        return 0;
    }
    size_t used = header_read_captions(header, tail);
    return used > 0 ? used : header_read_passing(header, tail);
}

/* Whether what was read so far says all that there is to say, so that the next line is no part. */
static bool is_complete(struct text raw)
{
    if (raw.length > 0 && raw.at[raw.length - 1] == '/') {
        return false; /* a date that a line end broke */
    }
    for (size_t i = 0; i < raw.length; i++) {
        if (text_is_digit(raw.at[i])) {
            return true;
        }
    }
    struct text rest = raw;
    (void)shape_take(&rest, "DECLs*[:.]?s*", NULL);
    return rest.length > 0 && shape_length(rest, "a+s*$") == TEXT_NOT_FOUND &&
           !text_starts_fold(rest, TEXT("AFTER")) && !text_starts_fold(rest, TEXT("UPON"));
}

/* The lines of value that belong to what stands behind DECL. */
static struct text declassify_lines(const struct cable_header *header, struct text value)
{
    struct text rest = value;
    struct text line = TEXT_NONE;
    struct text raw = text_slice(value, 0, 0);
    while (text_take_line(&rest, &line)) {
        struct text trimmed = text_trim(line);
        bool empty = text_trim(raw).length == 0;
        bool stops = trimmed.length == 0 || header_is_captions(header, trimmed) ||
                     text_starts_fold(trimmed, TEXT("REASON")) ||
                     (!empty && is_complete(text_trim(raw)));
        if (stops && !(empty && trimmed.length == 0)) {
            break;
        }
        raw = text_slice(value, 0, (size_t)(line.at - value.at) + line.length);
    }
    return text_trim(raw);
}

/* "12,958", "12 958" */
static struct text without_comma(struct cable_header *header, struct text number)
{
    header_warn(header, "executive_order_repaired",
                "The number of the executive order was broken in two.", number);
    return arena_format(header->reading->arena, "%.2s%.3s", number.at, number.at + 3);
}

size_t header_read_order(struct cable_header *header, struct text value)
{
    struct text rest = value;
    struct text number;
    struct text start = rest;
    if (shape_take(&rest, "nn[, ]nnn", NULL)) {
        number = text_slice(start, 0, start.length - rest.length);
        header->cable->executive_order = order_number(header, without_comma(header, number));
    } else if (shape_take(&rest, "nnnnn?n?", &number)) {
        header->cable->executive_order = order_number(header, number);
    } else {
        return 0;
    }
    (void)shape_take(&rest, "[ :;,.]*", NULL);
    struct text raw = declassify_lines(header, rest);
    while (shape_take(&raw, "DECLASSIFYs+ONs*[:.;,]?s*", NULL) ||
           shape_take(&raw, "DE?CLs*[:.;,]?s*", NULL)) {
    }
    if (raw.length == 0) {
        return (size_t)(number.at - value.at) + number.length;
    }
    size_t said = read_declassify(header, raw);
    (void)read_tail(header, text_from(raw, said));
    return (size_t)(raw.at - value.at) + raw.length;
}

size_t header_read_declassify_on(struct cable_header *header, struct text value)
{
    struct text raw = declassify_lines(header, value);
    if (raw.length > 0 && (!header->cable->declassify || !header->cable->declassify->date.at)) {
        (void)read_declassify(header, raw);
    }
    return raw.length > 0 ? (size_t)(raw.at - value.at) + raw.length : 0;
}
