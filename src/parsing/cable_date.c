/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When a cable was sent: by its date-time group, which the filing time may put right, else by what
 * a database printed. Without either only the year is inferred.
 */
#include <inttypes.h>

#include "cable_header.h"
#include "shape.h"
#include "spelling.h"

#define HOURS_A_DAY     24
#define MINUTES_AN_HOUR 60
/* Cables are declassified ten years after they were sent, where nothing else is known. */
#define DECLASSIFY_YEARS 10

/* Hours that the zone of a date-time group is ahead of UTC. False for J, which is local time. */
static bool zone_hours(char zone, int *hours)
{
    if (zone == 'Z') {
        *hours = 0;
    } else if (zone >= 'A' && zone <= 'M') {
        *hours = zone - 'A' + (zone < 'J');
    } else {
        *hours = zone >= 'N' ? 'M' - zone : 0;
    }
    return zone != 'J';
}

static bool is_time(long hour, long minute)
{
    return hour >= 0 && hour < HOURS_A_DAY && minute >= 0 && minute < MINUTES_AN_HOUR;
}

struct text header_day_text(struct cable_header *header, struct calendar_date date)
{
    return arena_format(header->reading->arena, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, date.year,
                        date.month, date.day);
}

/* "2007-02-16T08:22:00Z" */
static struct text minute_text(struct cable_header *header, struct calendar_date date, long hour,
                               long minute)
{
    return arena_format(header->reading->arena, "%.*sT%02ld:%02ld:00Z",
                        TEXT_ARGUMENTS(header_day_text(header, date)), hour, minute);
}

/* The date of a day of the year. False when the year has no such day. */
static bool date_of_day(int64_t year, long day, struct calendar_date *out)
{
    struct calendar_date first = {year, 1, 1};
    if (!calendar_is_valid(first) || day < 1) {
        return false;
    }
    *out = calendar_date_of(calendar_day_of(first) + day - 1);
    return out->year == year;
}

static struct calendar_date group_date(const struct header_dtg *dtg)
{
    return (struct calendar_date){dtg->year, dtg->month, dtg->day};
}

/* Put right a group whose day or month cannot be, by the filing time of the originator. */
static void repair_group(struct cable_header *header)
{
    struct header_dtg *dtg = &header->dtg;
    struct calendar_date filed;
    if (calendar_is_valid(group_date(dtg)) || header->filing.day == 0 ||
        !date_of_day(dtg->year, header->filing.day, &filed)) {
        return;
    }
    struct calendar_date before = calendar_date_of(calendar_day_of(filed) - 1);
    bool is_before = dtg->month == 0 ? dtg->day == before.day
                                     : before.month == dtg->month && filed.month != dtg->month;
    struct calendar_date sent = is_before ? before : filed;
    dtg->month = sent.month;
    dtg->day = sent.day;
    header_warn(header, "dtg_repaired",
                "The date-time group had no possible day; the day of the filing time was taken.",
                dtg->piece);
}

/* The same for a time. */
static void repair_group_time(struct cable_header *header)
{
    struct header_dtg *dtg = &header->dtg;
    if (is_time(dtg->hour, dtg->minute) || header->filing.day == 0 ||
        !is_time(header->filing.hour, header->filing.minute)) {
        return;
    }
    dtg->hour = header->filing.hour;
    dtg->minute = header->filing.minute;
    header_warn(header, "dtg_repaired",
                "The date-time group had no possible time; the filing time was taken.", dtg->piece);
}

/* The day in UTC, and the hour of it. */
static struct calendar_date date_in_utc(const struct header_dtg *dtg, long *hour)
{
    int ahead = 0;
    struct calendar_date date = group_date(dtg);
    (void)zone_hours(dtg->zone, &ahead);
    *hour = dtg->hour - ahead;
    if (*hour < 0) {
        *hour += HOURS_A_DAY;
        return calendar_date_of(calendar_day_of(date) - 1);
    }
    if (*hour >= HOURS_A_DAY) {
        *hour -= HOURS_A_DAY;
        return calendar_date_of(calendar_day_of(date) + 1);
    }
    return date;
}

static void add_date(struct cable_header *header, const char *role, struct text value,
                     struct text piece)
{
    struct date *date = LIST_ADD(header->reading->arena, &header->reading->document->dates);
    if (date) {
        bool minutes = text_find_char(value, 'T') != TEXT_NOT_FOUND;
        *date = (struct date){.text = header_folded(header, piece),
                              .value = value,
                              .precision = minutes ? TEXT("minute") : TEXT("day"),
                              .role = text_of(role),
                              .paragraph = INTEGER_NONE,
                              .span = reading_span(header->reading, header_printed(header, piece))};
    }
}

static void set_date(struct cable_header *header, struct calendar_date date, long hour, long minute,
                     const char *from)
{
    struct arena *arena = header->reading->arena;
    struct document_date *slot = arena_take(arena, sizeof(*slot));
    if (!slot) {
        return;
    }
    bool minutes = is_time(hour, minute);
    slot->value = minutes ? minute_text(header, date, hour, minute) : header_day_text(header, date);
    slot->precision = minutes ? TEXT("minute") : TEXT("day");
    slot->from = text_of(from);
    header->reading->document->date = slot;
}

/* Whether the filing time is of the day of the group or the next. */
static bool agrees(const struct header_filing *filing, struct calendar_date date, long minute)
{
    int64_t day = calendar_day_of_year(date);
    int64_t next = calendar_day_of_year(calendar_date_of(calendar_day_of(date) + 1));
    return filing->day == next ||
           (filing->day == day && filing->hour * MINUTES_AN_HOUR + filing->minute >= minute);
}

static void compare_filing(struct cable_header *header, struct calendar_date date, long minute)
{
    struct cable_originator *originator = header->cable->originator;
    struct header_filing *filing = &header->filing;
    struct calendar_date filed;
    if (!originator || !filing->piece.at) {
        return;
    }
    if (!date_of_day(date.year, filing->day, &filed)) {
        originator->julian_day = calendar_day_of_year(date);
        header_warn(header, "filing_day_repaired",
                    "The day of the filing time cannot be; that of the date-time group was taken.",
                    filing->piece);
        return;
    }
    bool is_consistent = agrees(filing, date, minute);
    originator->consistent_with_dtg = is_consistent ? ANSWER_YES : ANSWER_NO;
    if (!is_consistent) {
        header_warn(header, "filing_time_contradicts",
                    "The filing time does not agree with the date-time group.", filing->piece);
    }
}

static void add_filed(struct cable_header *header, int64_t year)
{
    struct header_filing *filing = &header->filing;
    struct calendar_date date;
    if (!filing->piece.at || !is_time(filing->hour, filing->minute) ||
        !date_of_day(year, filing->day, &date)) {
        return;
    }
    add_date(header, "filed", minute_text(header, date, filing->hour, filing->minute),
             filing->piece);
}

static void conclude_group(struct cable_header *header)
{
    struct header_dtg *dtg = &header->dtg;
    if (dtg->damaged) {
        header_warn(header, "dtg_repaired",
                    "Letters and digits of the date-time group were misread for each other.",
                    dtg->piece);
    }
    repair_group(header);
    repair_group_time(header);
    if (!calendar_is_valid(group_date(dtg))) {
        header_warn(header, "dtg_impossible", "The date-time group has no possible day.",
                    dtg->piece);
        return;
    }
    bool timed = is_time(dtg->hour, dtg->minute);
    int ahead = 0;
    long hour = timed ? dtg->hour : 0;
    struct calendar_date date = group_date(dtg);
    if (timed && zone_hours(dtg->zone, &ahead)) {
        date = date_in_utc(dtg, &hour);
    } else {
        timed = false;
        header_warn(header, "dtg_time_unknown", "The date-time group has no time in UTC.",
                    dtg->piece);
    }
    set_date(header, date, timed ? hour : -1, dtg->minute, "dtg");
    if (header->reading->document->date) {
        add_date(header, "sent", header->reading->document->date->value, dtg->piece);
    }
    compare_filing(header, date, timed ? hour * MINUTES_AN_HOUR + dtg->minute : 0);
    add_filed(header, date.year);
}

/* The year in a name such as 05SANJOSE2019, which must end in the cable's own serial; or 0. */
static int64_t year_of_name(const struct cable_header *header, struct text name)
{
    long year = 0;
    bool repaired = false;
    struct text serial = header->cable->serial;
    while (serial.length > 1 && serial.at[0] == '0') {
        serial = text_from(serial, 1);
    }
    size_t letters = shape_length(name, "dda+");
    struct text rest = text_from(name, letters == TEXT_NOT_FOUND ? name.length : letters);
    (void)shape_take(&rest, "0*", NULL);
    if (serial.length == 0 || !text_take_start(&rest, serial) ||
        (rest.length > 0 && text_is_digit(rest.at[0])) ||
        !spelling_number(text_slice(name, 0, 2), &year, &repaired)) {
        return 0;
    }
    return year + (year >= HEADER_FIRST_YEAR_OF_CENTURY ? 1900 : 2000);
}

static struct text file_name(struct text path)
{
    size_t start = path.length;
    while (start > 0 && path.at[start - 1] != '/') {
        start--;
    }
    return text_from(path, start);
}

/*
 * The year of a cable that bears no date: of the id under which a database or a file holds it,
 * else ten before it opens.
 */
static void infer_year(struct cable_header *header)
{
    const struct cable_declassify *declassify = header->cable->declassify;
    long number = 0;
    bool repaired = false;
    header->year = year_of_name(header, header->record.id);
    header->year_from = "No date is printed; the year is that of the id a database printed.";
    if (header->year == 0) {
        header->year = year_of_name(header, file_name(header->reading->path));
        header->year_from = "No date is printed; the year is that of the name of the file.";
    }
    if (header->year == 0 && declassify && declassify->date.at &&
        spelling_number(text_slice(declassify->date, 0, 4), &number, &repaired)) {
        header->year = number - DECLASSIFY_YEARS;
        header->year_from = "No date is printed; the year is ten before that of declassification.";
    }
    header->year_inferred = header->year > 0;
}

void header_conclude_date(struct cable_header *header)
{
    const struct header_record *record = &header->record;
    if (header->dtg.piece.at) {
        conclude_group(header);
        header->year = header->dtg.year;
    } else if (record->date.year > 0) {
        set_date(header, record->date, record->hour, record->minute, "metadata");
        header->year = record->date.year;
        if (record->date_piece.at && header->reading->document->date) {
            add_date(header, "sent", header->reading->document->date->value, record->date_piece);
        }
    } else {
        infer_year(header);
    }
}
