/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Days of the civil calendar. */

#include "chancery/base/arena.h"

struct calendar_date {
    int year; /* four digits */
    int month;
    int day;
};

bool calendar_is_leap(int year);

/* Whether there is such a day. */
bool calendar_is_date(struct calendar_date date);

/* The day of the year from 1; date must be one. */
int calendar_day_in_year(struct calendar_date date);

/* The date of a day of the year. False when year has no such day. */
bool calendar_from_day_of_year(int year, int day, struct calendar_date *out);

/* The day before or after, which steps over the ends of months and years. */
struct calendar_date calendar_next(struct calendar_date date);
struct calendar_date calendar_previous(struct calendar_date date);

/* The month, from 1, that text names in full or by its first three letters; 0 when it names none.
 */
int calendar_month(struct text text);

/*
 * The same for a damaged three-letter name: the one month that is one letter away, digits read as
 * the letters they stand for. 0 when there is none, or several.
 */
int calendar_month_near(struct text text);

/* "2007-02-16" in arena. */
struct text calendar_format(struct arena *arena, struct calendar_date date);
