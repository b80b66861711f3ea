/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/index/date.h"
#include "chancery/base/number.h"

static const struct text precision_names[] = {
    [INDEX_PRECISION_MINUTE] = {"minute", 6}, [INDEX_PRECISION_DAY] = {"day", 3},
    [INDEX_PRECISION_WEEK] = {"week", 4},     [INDEX_PRECISION_MONTH] = {"month", 5},
    [INDEX_PRECISION_YEAR] = {"year", 4},     [INDEX_PRECISION_NONE] = {"none", 4},
};

struct text index_precision_name(enum index_precision precision)
{
    return precision_names[precision];
}

struct calendar_interval index_date_around(int64_t day, enum index_precision precision)
{
    struct calendar_date date = calendar_date_of(day);
    switch (precision) {
    case INDEX_PRECISION_WEEK: {
        int64_t monday = day - (calendar_weekday(day) - 1);
        return (struct calendar_interval){monday, monday + 6};
    }
    case INDEX_PRECISION_MONTH: {
        int64_t first = day - (date.day - 1);
        return (struct calendar_interval){first,
                                          first + calendar_month_days(date.year, date.month) - 1};
    }
    case INDEX_PRECISION_YEAR: {
        int64_t first = calendar_day_of((struct calendar_date){date.year, 1, 1});
        int64_t last = calendar_day_of((struct calendar_date){date.year, 12, 31});
        return (struct calendar_interval){first, last};
    }
    case INDEX_PRECISION_MINUTE:
    case INDEX_PRECISION_DAY:
    case INDEX_PRECISION_NONE:
        break;
    }
    return (struct calendar_interval){day, day};
}

/* The minute of the day that "2007-02-16T08:22:00Z" names, or -1. */
static int64_t minute_of_day(struct text value)
{
    int64_t hour = 0;
    int64_t minute = 0;
    size_t at = text_find_char(value, 'T');
    if (at == TEXT_NOT_FOUND || !number_read(text_slice(value, at + 1, 2), 0, 23, &hour) ||
        !text_starts(text_from(value, at + 3), TEXT(":")) ||
        !number_read(text_slice(value, at + 4, 2), 0, 59, &minute)) {
        return -1;
    }
    return hour * 60 + minute;
}

/* How precise days are that stand without a word about it. */
static enum index_precision precision_of(struct calendar_interval days)
{
    int64_t length = days.last_day - days.first_day + 1;
    if (length == 1) {
        return INDEX_PRECISION_DAY;
    }
    if (length == 7) {
        return INDEX_PRECISION_WEEK;
    }
    return length < 32 ? INDEX_PRECISION_MONTH : INDEX_PRECISION_YEAR;
}

struct index_date index_date_of(const struct document *document)
{
    struct calendar_interval days;
    if (!document->date || !calendar_interval_read(document->date->value, &days)) {
        return INDEX_UNDATED;
    }
    int64_t minute = minute_of_day(document->date->value);
    enum index_precision precision = precision_of(days);
    if (precision == INDEX_PRECISION_DAY && minute >= 0) {
        precision = INDEX_PRECISION_MINUTE;
    }
    /* A document may know that its date is less precise than it is written. */
    for (int i = INDEX_PRECISION_WEEK; i < INDEX_PRECISION_NONE; i++) {
        if (text_equal(document->date->precision, precision_names[i]) && i > (int)precision) {
            precision = (enum index_precision)i;
            days = index_date_around(days.first_day, precision);
        }
    }
    if (precision != INDEX_PRECISION_MINUTE) {
        minute = 0;
    }
    return (struct index_date){days, days.first_day * INDEX_MINUTES_A_DAY + minute, precision};
}
