/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The Gregorian calendar, in days since 1970-01-01, and intervals of days.
 *
 * Source: ISO 8601-1:2019, 4.3 (dates) and 4.3.9 (weeks).
 */

#include <stdint.h>

#include "chancery/base/text.h"

#define CALENDAR_YEAR_MIN 1000
#define CALENDAR_YEAR_MAX 9999

struct calendar_date {
    int64_t year;
    int64_t month; /* 1 to 12 */
    int64_t day;   /* 1 to 31 */
};

/* From the first to the last day, both in it. */
struct calendar_interval {
    int64_t first_day;
    int64_t last_day;
};

/* Whether there was such a day, in a year between CALENDAR_YEAR_MIN and CALENDAR_YEAR_MAX. */
bool calendar_is_valid(struct calendar_date date);

/* Days since 1970-01-01; date must be valid. */
int64_t calendar_day_of(struct calendar_date date);

struct calendar_date calendar_date_of(int64_t day);

/* 1 to 366. */
int64_t calendar_day_of_year(struct calendar_date date);

/* 28 to 31. */
int64_t calendar_month_days(int64_t year, int64_t month);

/* 1 for Monday to 7 for Sunday. */
int64_t calendar_weekday(int64_t day);

/* The Monday of week 1 of an ISO year. */
int64_t calendar_first_week_day(int64_t year);

/*
 * Read "2007", "2007-02", "2007-02-16" or "2007-W07" into the days that it covers. A time behind
 * a whole date ("T08:22:00Z") is passed over. False when text is none of these, or no such day.
 */
bool calendar_interval_read(struct text text, struct calendar_interval *out);
