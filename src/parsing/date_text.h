/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Dates as news pages print them: "June 13, 2022", "01 Apr. 2025, 15:19", "Nov.22,2006 20:43 KST",
 * "06:30 GMT 29.06.2022", "2023-07-10", "Tuesday, 5th April", "2025-04".
 *
 * What may be read in two ways, such as 03/04/05, is not read. A time of day and its zone are
 * passed over: a report is dated by the day that stands on it, which is another one in other zones.
 */

#include <stdint.h>

#include "chancery/base/arena.h"

/* What is not printed is 0. */
struct date_text {
    int64_t year;
    int64_t month;
    int64_t day;
    struct text raw; /* with the time, where one is printed */
};

/*
 * Take a date that text begins with, with the weekday and time around it, off the front of *rest,
 * blanks before it skipped. It has at least a month and a year, or a month and a day. False, with
 * *rest unmoved, when there is none or no such day.
 */
bool date_text_take(struct text *rest, struct date_text *out);

/* Whether text is a date and nothing else. */
bool date_text_read(struct text text, struct date_text *out);

/* ISO 8601, as far as it is known: 2022-06-13, 2022-06; without a year --06-13. */
struct text date_text_value(const struct date_text *date, struct arena *arena);

/* "day" or "month"; static. */
struct text date_text_precision(const struct date_text *date);
