/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/calendar.h"
#include "chancery/base/number.h"

/* Days from 0000-03-01 to 1970-01-01, in years that begin in March. */
#define DAYS_TO_1970   719468
#define DAYS_400_YEARS 146097

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int64_t calendar_month_days(int64_t year, int64_t month)
{
    static const int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool calendar_is_valid(struct calendar_date date)
{
    return date.year >= CALENDAR_YEAR_MIN && date.year <= CALENDAR_YEAR_MAX && date.month >= 1 &&
           date.month <= 12 && date.day >= 1 &&
           date.day <= calendar_month_days(date.year, date.month);
}

/*
 * Years are taken to begin in March, so that the leap day is their last; (153 * m + 2) / 5 is the
 * number of days before month m of such a year.
 */
int64_t calendar_day_of(struct calendar_date date)
{
    int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    int64_t month = date.month <= 2 ? date.month + 9 : date.month - 3;
    int64_t in_year = (153 * month + 2) / 5 + date.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + in_year - DAYS_TO_1970;
}

struct calendar_date calendar_date_of(int64_t day)
{
    int64_t since = day + DAYS_TO_1970;
    int64_t era = since / DAYS_400_YEARS;
    int64_t in_era = since % DAYS_400_YEARS;
    int64_t year_of_era =
        (in_era - in_era / 1460 + in_era / 36524 - in_era / (DAYS_400_YEARS - 1)) / 365;
    int64_t in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * in_year + 2) / 153;
    struct calendar_date date = {.day = in_year - (153 * month + 2) / 5 + 1,
                                 .month = month < 10 ? month + 3 : month - 9};
    date.year = era * 400 + year_of_era + (date.month <= 2 ? 1 : 0);
    return date;
}

int64_t calendar_day_of_year(struct calendar_date date)
{
    return calendar_day_of(date) - calendar_day_of((struct calendar_date){date.year, 1, 1}) + 1;
}

int64_t calendar_weekday(int64_t day)
{
    /* 1970-01-01 was a Thursday. */
    int64_t since_monday = (day + 3) % 7;
    return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int64_t calendar_first_week_day(int64_t year)
{
    /* Week 1 is the week that 4 January lies in. */
    int64_t fourth = calendar_day_of((struct calendar_date){year, 1, 4});
    return fourth - (calendar_weekday(fourth) - 1);
}

static bool read_week(struct text year_text, struct text week_text, struct calendar_interval *out)
{
    int64_t year = 0;
    int64_t week = 0;
    if (week_text.length != 2 ||
        !number_read(year_text, CALENDAR_YEAR_MIN, CALENDAR_YEAR_MAX - 1, &year) ||
        !number_read(week_text, 1, 53, &week)) {
        return false;
    }
    int64_t monday = calendar_first_week_day(year) + (week - 1) * 7;
    if (monday >= calendar_first_week_day(year + 1)) {
        return false;
    }
    *out = (struct calendar_interval){monday, monday + 6};
    return true;
}

/* "02" or "02-16" behind a year. */
static bool read_month(struct text rest, struct calendar_date date, struct calendar_interval *out)
{
    if (!number_read(text_slice(rest, 0, 2), 1, 12, &date.month)) {
        return false;
    }
    date.day = 1;
    if (rest.length == 2) {
        int64_t first = calendar_day_of(date);
        *out = (struct calendar_interval){first,
                                          first + calendar_month_days(date.year, date.month) - 1};
        return true;
    }
    if (rest.length != 5 || rest.at[2] != '-' ||
        !number_read(text_slice(rest, 3, 2), 1, 31, &date.day) || !calendar_is_valid(date)) {
        return false;
    }
    int64_t day = calendar_day_of(date);
    *out = (struct calendar_interval){day, day};
    return true;
}

bool calendar_interval_read(struct text text, struct calendar_interval *out)
{
    if (text.length > 10 && text.at[10] == 'T') {
        text.length = 10;
    }
    struct calendar_date date = {.month = 1, .day = 1};
    struct text year = text_slice(text, 0, 4);
    if (year.length != 4 || !number_read(year, CALENDAR_YEAR_MIN, CALENDAR_YEAR_MAX, &date.year)) {
        return false;
    }
    if (text.length == 4) {
        int64_t first = calendar_day_of(date);
        *out = (struct calendar_interval){first, first + (is_leap(date.year) ? 365 : 364)};
        return true;
    }
    if (text.at[4] != '-') {
        return false;
    }
    struct text rest = text_from(text, 5);
    if (text_starts(rest, TEXT("W"))) {
        return read_week(year, text_from(rest, 1), out);
    }
    return rest.length >= 2 && text_is_digit(rest.at[0]) && read_month(rest, date, out);
}
