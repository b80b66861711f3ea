/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands in front of a cable where a database or a newspaper printed it: "refid: 06LIMA2017",
 * a row of a table, "Wednesday, 29 November 2000, 13:59". It counts where the cable itself is
 * silent.
 */
#include "chancery/base/number.h"

#include "chancery/base/array.h"

#include "cable_header.h"
#include "month.h"
#include "shape.h"

/* The longest identifier of a cable that is looked for. */
#define RECORD_ID_BYTES_MAX 40

static long take_number(struct text *rest, const char *shape)
{
    struct text digits;
    int64_t number = 0;
    if (!shape_take(rest, shape, &digits) || !number_read(digits, 0, 9999, &number)) {
        return -1;
    }
    return (long)number;
}

/* "13:59" or "22:33:00" */
static void take_clock(struct text *rest, struct header_record *record)
{
    struct text inner = *rest;
    record->hour = -1;
    if (!shape_take(&inner, "[ ,T]+", NULL)) {
        return;
    }
    long hour = take_number(&inner, "dd?");
    if (shape_take(&inner, ":", NULL) && hour >= 0 && hour < 24) {
        long minute = take_number(&inner, "dd");
        record->hour = minute >= 0 && minute < 60 ? hour : -1;
        record->minute = minute;
        *rest = inner;
    }
}

/* "2008-07-11", "7/30/2004" or "29 November 2000" */
static bool take_date(struct text *rest, struct calendar_date *date)
{
    struct text month = TEXT_NONE;
    struct text inner = *rest;
    if (shape_length(inner, "dddd-dd-dd") != TEXT_NOT_FOUND) {
        date->year = take_number(&inner, "dddd");
        (void)shape_take(&inner, "-", NULL);
        date->month = take_number(&inner, "dd");
        (void)shape_take(&inner, "-", NULL);
        date->day = take_number(&inner, "dd");
    } else if (shape_length(inner, "dd?/dd?/dddd") != TEXT_NOT_FOUND) {
        date->month = take_number(&inner, "dd?");
        (void)shape_take(&inner, "/", NULL);
        date->day = take_number(&inner, "dd?");
        (void)shape_take(&inner, "/", NULL);
        date->year = take_number(&inner, "dddd");
    } else if (shape_length(inner, "dd?s+aaa+s+dddd") != TEXT_NOT_FOUND) {
        date->day = take_number(&inner, "dd?");
        (void)(shape_take(&inner, "s+", NULL) && shape_take(&inner, "a+", &month) &&
               shape_take(&inner, "s+", NULL));
        date->month = month_read(month);
        date->year = take_number(&inner, "dddd");
    } else {
        return false;
    }
    *rest = inner;
    return calendar_is_valid(*date);
}

static void read_token(struct cable_header *header, struct text rest)
{
    struct header_record *record = &header->record;
    struct calendar_date date = {0, 0, 0};
    struct text start = rest;
    if (record->date.year == 0 && take_date(&rest, &date)) {
        record->date = date;
        take_clock(&rest, record);
        record->date_piece = text_slice(start, 0, start.length - rest.length);
    }
    size_t length = shape_length(start, "ddaaaa*d+[ \",]?");
    if (!record->id.at && length != TEXT_NOT_FOUND && length <= RECORD_ID_BYTES_MAX) {
        record->id = text_slice(start, 0, shape_length(start, "w+"));
    }
}

static bool begins_token(struct text line, size_t at)
{
    return at == 0 || strchr(" ,\":\t", line.at[at - 1]);
}

void header_record_date(struct text text, struct header_record *record)
{
    struct calendar_date date = {0, 0, 0};
    if (take_date(&text, &date)) {
        record->date = date;
        take_clock(&text, record);
    }
}

void header_record_level(struct cable_header *header, struct text piece)
{
    size_t length = 0;
    bool damaged = false;
    struct text level = cable_class_level(piece, &length, &damaged);
    bool ends = length == piece.length || text_starts(text_from(piece, length), TEXT("//"));
    if (level.at && !damaged && ends && !header->record.level.at) {
        header->record.level = level;
    }
}

/* A field of a record on a line of its own: number, origin, level, list of ids, date. */
static bool is_record_value(struct text line)
{
    static const char *const shapes[] = {
        "d+s*$",
        "d*[, ]*d+/d+/dddds+d+:dd,dd",
        "dddd-dd-dds+dd:dd:dds+ddaaa",
        "d+s+dddd-dd-dds+dd:dd:dds+ddaaa",
        "EMBASSYs+aaa",
        "CONSULATEs+aaa",
        "SECRETARYs+OFs+STATEs*$",
        "MISSIONs+aaa",
        "AMERICANs+INSTITUTEs+TAIWAN",
        "dddd-dd-dds*d*:?d*:?d*s*$",
        "aaaaaa+,s*dd?s+aaa+s+dddd,?s*d*:?d*s*$",
    };
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        if (shape_length(line, shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    size_t length = 0;
    bool damaged = false;
    struct text rest = line;
    while (shape_take(&rest, "ddaaaa*d+[|]?s*", NULL)) {
    }
    return rest.length == 0 ||
           (cable_class_level(line, &length, &damaged).at && !damaged &&
            (length == line.length || text_starts(text_from(line, length), TEXT("//"))));
}

void header_read_record(struct cable_header *header, size_t end)
{
    for (size_t i = 0; i < end; i++) {
        const struct header_line *line = &header->lines.items[i];
        if (line->label != HEADER_NONE && line->label != HEADER_RECORD) {
            continue;
        }
        header_record_level(header, text_from(line->text, line->label_bytes));
        if (line->label == HEADER_RECORD || is_record_value(line->text)) {
            reading_claim(header->reading, header_printed(header, line->text));
        }
        for (size_t at = 0; at < line->text.length; at++) {
            if (text_is_digit(line->text.at[at]) && begins_token(line->text, at)) {
                read_token(header, text_from(line->text, at));
            }
        }
    }
}
