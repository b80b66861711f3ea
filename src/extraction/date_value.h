/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What a date means that a text names in part: resolved against the day the document bears.
 *
 * Without that day, a date without a year stays partial, and "last year" has no value.
 */

#include "chancery/base/calendar.h"
#include "finding.h"

/* Whether a sentence tells of what was or of what will be. */
enum tense {
    TENSE_UNKNOWN,
    TENSE_PAST,
    TENSE_FUTURE,
};

/* The units of vocabulary words, coarser ones later. */
enum date_unit {
    DATE_DAY = 1,
    DATE_WEEK,
    DATE_MONTH,
    DATE_YEAR,
};

struct date_finding {
    struct finding base;
    bool is_anchored; /* whether the document bears a day */
    int64_t anchor;   /* that day */
    enum tense tense;
    size_t first; /* the words that name the date being read */
    size_t last;
};

struct date_value {
    struct text value;
    struct text partial;
    struct text precision;
};

/* A day, or the days from it to until_day where that is not 0 (in until_month). Year 0: unknown. */
struct named_days {
    struct calendar_date date;
    int64_t until_month;
    int64_t until_day;
};

/* Add the date that words first to last name. */
void date_add(const struct date_finding *finding, struct date_value value);

/* Each adds a date, when it can be one. */
void date_add_days(const struct date_finding *finding, struct named_days days);
void date_add_month(const struct date_finding *finding, int64_t year, int64_t month);
void date_add_year(const struct date_finding *finding, int64_t year);
void date_add_weekday(const struct date_finding *finding, int64_t weekday, enum tense tense);

/* A unit some units from the one that the document's day is in: -1 and DATE_MONTH, last month. */
void date_add_shifted(const struct date_finding *finding, int64_t shift, enum date_unit unit);
