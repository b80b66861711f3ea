/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "chancery/base/array.h"
#include "chancery/base/calendar.h"
#include "chancery/base/number.h"

#include "date_text.h"

/* Years in which a document can have been written. */
#define YEAR_MIN 1700
#define YEAR_MAX 2199

/* A year that has every day of the calendar, for days without a year. */
#define LEAP_YEAR 2000

/* What a three-letter name is an abbreviation of; longer ones must agree as far as they go. */
static const char *const month_names[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
};
static const char *const weekday_names[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};
static const char *const zone_names[] = {
    "gmt",  "utc",  "kst",  "jst", "est", "edt",  "cst",  "cdt", "mst",  "mdt",
    "pst",  "pdt",  "et",   "ct",  "mt",  "pt",   "bst",  "cet", "cest", "eet",
    "eest", "msk",  "ist",  "pkt", "sgt", "hkt",  "pht",  "wib", "ict",  "aest",
    "aedt", "nzst", "nzdt", "am",  "pm",  "a.m.", "p.m.", "z",
};
static const char *const ordinals[] = {"st", "nd", "rd", "th"};

static void skip(struct text *rest, const char *characters)
{
    while (rest->length > 0 && strchr(characters, rest->at[0]) && rest->at[0] != '\0') {
        *rest = text_from(*rest, 1);
    }
}

static struct text take_digits(struct text *rest)
{
    size_t count = 0;
    while (count < rest->length && text_is_digit(rest->at[count])) {
        count++;
    }
    struct text digits = text_slice(*rest, 0, count);
    *rest = text_from(*rest, count);
    return digits;
}

static struct text take_letters(struct text *rest)
{
    size_t count = 0;
    while (count < rest->length && text_is_letter(rest->at[count])) {
        count++;
    }
    struct text letters = text_slice(*rest, 0, count);
    *rest = text_from(*rest, count);
    return letters;
}

/* The place of a name in names, from 1, the name being cut off behind three letters or more. */
static int64_t find_name(struct text name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count && name.length >= 3; i++) {
        if (text_starts_fold(text_of(names[i]), name)) {
            return (int64_t)i + 1;
        }
    }
    return 0;
}

static int64_t take_month(struct text *rest)
{
    struct text moved = *rest;
    struct text name = take_letters(&moved);
    name = text_equal_fold(name, TEXT("sept")) ? TEXT("sep") : name;
    int64_t month = find_name(name, month_names, COUNT_OF(month_names));
    if (month) {
        text_take_start(&moved, TEXT("."));
        *rest = moved;
    }
    return month;
}

/* A number of one or two digits, with "st" or the like behind it. 0 when there is none. */
static int64_t take_day(struct text *rest)
{
    int64_t day = 0;
    struct text moved = *rest;
    struct text digits = take_digits(&moved);
    if (digits.length > 2 || !number_read(digits, 1, 31, &day)) {
        return 0;
    }
    struct text behind = moved;
    struct text letters = take_letters(&behind);
    for (size_t i = 0; i < COUNT_OF(ordinals); i++) {
        if (text_equal_fold(letters, text_of(ordinals[i]))) {
            moved = behind;
        }
    }
    *rest = moved;
    return day;
}

/* A year of four digits, behind blanks or a comma. */
static int64_t take_year(struct text *rest)
{
    int64_t year = 0;
    struct text moved = *rest;
    skip(&moved, " ,-\t");
    struct text digits = take_digits(&moved);
    if (digits.length != 4 || !number_read(digits, YEAR_MIN, YEAR_MAX, &year)) {
        return 0;
    }
    *rest = moved;
    return year;
}

/* A number of one or two digits up to most; 0 when there is none. */
static int64_t take_number(struct text *rest, int64_t most)
{
    int64_t number = 0;
    struct text moved = *rest;
    struct text digits = take_digits(&moved);
    if (digits.length > 2 || !number_read(digits, 1, most, &number)) {
        return 0;
    }
    *rest = moved;
    return number;
}

/* One of the marks between numbers, with blanks behind a full stop. '\0' when there is none. */
static char take_separator(struct text *rest)
{
    char separator = rest->length > 0 && strchr("-/.", rest->at[0]) ? rest->at[0] : '\0';
    *rest = text_from(*rest, separator != '\0');
    if (separator == '.') {
        skip(rest, " ");
    }
    return separator;
}

/* "2022-06-13", "2022-06", "2022/06/13", "2022. 6. 13." */
static bool take_year_first(struct text *rest, struct date_text *date)
{
    date->year = take_year(rest);
    char separator = date->year ? take_separator(rest) : '\0';
    date->month = separator ? take_number(rest, 12) : 0;
    struct text behind = *rest;
    if (date->month && take_separator(&behind) == separator) {
        date->day = take_number(&behind, 31);
        *rest = date->day ? behind : *rest;
    }
    if (separator == '.') {
        text_take_start(rest, TEXT("."));
    }
    return date->month && (rest->length == 0 || !text_is_digit(rest->at[0]));
}

/*
 * "29.06.2022", "29/06/2022", "06/29/2022". With full stops the day comes first; else one of the
 * two must be too large for a month.
 */
static bool take_year_last(struct text *rest, struct date_text *date)
{
    int64_t first = take_number(rest, 31);
    char separator = first ? take_separator(rest) : '\0';
    int64_t second = separator ? take_number(rest, 31) : 0;
    if (!second || take_separator(rest) != separator) {
        return false;
    }
    date->year = take_year(rest);
    bool is_month_first = separator != '.' && second > 12;
    date->month = is_month_first ? first : second;
    date->day = is_month_first ? second : first;
    bool is_certain = separator == '.' || first > 12 || second > 12 || first == second;
    return date->year && is_certain && date->month <= 12;
}

/* "13 June 2022", "5th April", "22-Nov-2006" */
static bool take_day_first(struct text *rest, struct date_text *date)
{
    date->day = take_day(rest);
    skip(rest, " .-");
    if (date->day && text_starts_fold(*rest, TEXT("of "))) {
        *rest = text_from(*rest, 3);
    }
    date->month = date->day ? take_month(rest) : 0;
    date->year = date->month ? take_year(rest) : 0;
    return date->month != 0;
}

/* "June 13, 2022", "Nov.22,2006", "June 2022", "April 2" */
static bool take_month_first(struct text *rest, struct date_text *date)
{
    date->month = take_month(rest);
    skip(rest, " ");
    date->day = date->month ? take_day(rest) : 0;
    date->year = date->month ? take_year(rest) : 0;
    return date->month && (date->day || date->year);
}

/* "KST", "(GMT)", "p.m.", "+09:00" */
static bool take_zone(struct text *rest)
{
    struct text moved = *rest;
    skip(&moved, " (");
    if (moved.length > 0 && (moved.at[0] == '+' || moved.at[0] == '-')) {
        moved = text_from(moved, 1);
        bool is_offset = take_digits(&moved).length >= 2;
        if (is_offset && text_take_start(&moved, TEXT(":"))) {
            is_offset = take_digits(&moved).length == 2;
        }
        *rest = is_offset ? moved : *rest;
        return is_offset;
    }
    for (size_t i = 0; i < COUNT_OF(zone_names); i++) {
        struct text behind = moved;
        if (text_take_start_fold(&behind, text_of(zone_names[i])) &&
            (behind.length == 0 || !text_is_letter(behind.at[0]))) {
            text_take_start(&behind, TEXT(")"));
            *rest = behind;
            return true;
        }
    }
    return false;
}

/* "15:19", "06:59:00Z", "8:43 p.m. KST" */
static bool take_time(struct text *rest)
{
    struct text moved = *rest;
    skip(&moved, " ,|-");
    if (!text_take_start_fold(&moved, TEXT("at "))) {
        text_take_start(&moved, TEXT("T"));
    }
    size_t hours = take_digits(&moved).length;
    if (hours == 0 || hours > 2 || !text_take_start(&moved, TEXT(":")) ||
        take_digits(&moved).length != 2) {
        return false;
    }
    while (moved.length > 1 && strchr(":.", moved.at[0]) && text_is_digit(moved.at[1])) {
        moved = text_from(moved, 1);
        (void)take_digits(&moved);
    }
    bool has_half = take_zone(&moved);
    (void)(has_half && take_zone(&moved));
    *rest = moved;
    return true;
}

/* "Tuesday,", "(Mon)" */
static void take_weekday(struct text *rest)
{
    struct text moved = *rest;
    skip(&moved, "(");
    if (find_name(take_letters(&moved), weekday_names, COUNT_OF(weekday_names))) {
        skip(&moved, ".), ");
        *rest = moved;
    }
}

static bool is_valid(const struct date_text *date)
{
    struct calendar_date day = {date->year ? date->year : LEAP_YEAR, date->month,
                                date->day ? date->day : 1};
    return calendar_is_valid(day);
}

bool date_text_take(struct text *rest, struct date_text *out)
{
    static bool (*const forms[])(struct text *, struct date_text *) = {
        take_year_first,
        take_year_last,
        take_day_first,
        take_month_first,
    };
    struct text start = *rest;
    skip(&start, " \t");
    struct text front = start;
    take_weekday(&front);
    (void)take_time(&front);
    skip(&front, " ,|-");
    take_weekday(&front);
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct text moved = front;
        struct date_text date = {0};
        if (forms[i](&moved, &date) && is_valid(&date)) {
            (void)take_time(&moved);
            date.raw = text_slice(start, 0, (size_t)(moved.at - start.at));
            *out = date;
            *rest = moved;
            return true;
        }
    }
    return false;
}

bool date_text_read(struct text text, struct date_text *out)
{
    struct date_text date;
    if (!date_text_take(&text, &date)) {
        return false;
    }
    skip(&text, " .,|\t\r");
    if (text.length > 0) {
        return false;
    }
    *out = date;
    return true;
}

struct text date_text_value(const struct date_text *date, struct arena *arena)
{
    if (!date->year) {
        return arena_format(arena, "--%02" PRId64 "-%02" PRId64, date->month, date->day);
    }
    if (!date->day) {
        return arena_format(arena, "%04" PRId64 "-%02" PRId64, date->year, date->month);
    }
    return arena_format(arena, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, date->year, date->month,
                        date->day);
}

struct text date_text_precision(const struct date_text *date)
{
    return date->day ? TEXT("day") : TEXT("month");
}
