/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar.h"

#include "spelling.h"

#define MONTHS 12

static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static const char *const month_names[] = {"JANUARY",   "FEBRUARY", "MARCH",    "APRIL",
                                          "MAY",       "JUNE",     "JULY",     "AUGUST",
                                          "SEPTEMBER", "OCTOBER",  "NOVEMBER", "DECEMBER"};

bool calendar_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of(int year, int month)
{
    return month_days[month - 1] + (month == 2 && calendar_is_leap(year));
}

bool calendar_is_date(struct calendar_date date)
{
    return date.month >= 1 && date.month <= MONTHS && date.day >= 1 &&
           date.day <= days_of(date.year, date.month);
}

int calendar_day_in_year(struct calendar_date date)
{
    int day = date.day;
    for (int month = 1; month < date.month; month++) {
        day += days_of(date.year, month);
    }
    return day;
}

bool calendar_from_day_of_year(int year, int day, struct calendar_date *out)
{
    struct calendar_date date = {year, 1, day};
    while (date.month < MONTHS && date.day > days_of(year, date.month)) {
        date.day -= days_of(year, date.month);
        date.month++;
    }
    if (!calendar_is_date(date)) {
        return false;
    }
    *out = date;
    return true;
}

struct calendar_date calendar_next(struct calendar_date date)
{
    date.day++;
    if (date.day > days_of(date.year, date.month)) {
        date.day = 1;
        date.month++;
    }
    if (date.month > MONTHS) {
        date.month = 1;
        date.year++;
    }
    return date;
}

struct calendar_date calendar_previous(struct calendar_date date)
{
    if (date.day > 1) {
        date.day--;
        return date;
    }
    date.month = date.month > 1 ? date.month - 1 : MONTHS;
    date.year -= date.month == MONTHS;
    date.day = days_of(date.year, date.month);
    return date;
}

int calendar_month(struct text text)
{
    for (int month = 1; month <= MONTHS; month++) {
        struct text name = text_of(month_names[month - 1]);
        if (text_equal_fold(text, name) || text_equal_fold(text, text_slice(name, 0, 3))) {
            return month;
        }
    }
    return text_equal_fold(text, TEXT("SEPT")) ? 9 : 0;
}

int calendar_month_near(struct text text)
{
    char letters[] = {0, 0, 0};
    int found = calendar_month(text);
    if (found > 0 || text.length != sizeof(letters)) {
        return found;
    }
    for (size_t i = 0; i < sizeof(letters); i++) {
        letters[i] = text.at[i] == '0' ? 'O' : text.at[i];
    }
    text.at = letters;
    for (int month = 1; month <= MONTHS; month++) {
        struct text name = text_slice(text_of(month_names[month - 1]), 0, 3);
        size_t distance = spelling_distance(text, name, 1);
        if (distance == 0) {
            return month;
        }
        if (distance == 1 && found > 0) {
            return 0;
        }
        found = distance == 1 ? month : found;
    }
    return found;
}

struct text calendar_format(struct arena *arena, struct calendar_date date)
{
    return arena_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}
