/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The date of a document as the index keeps it: days, with an honest precision. */

#include "chancery/base/calendar.h"
#include "chancery/model/document.h"

/* Finest first. */
enum index_precision {
    INDEX_PRECISION_MINUTE,
    INDEX_PRECISION_DAY,
    INDEX_PRECISION_WEEK,
    INDEX_PRECISION_MONTH,
    INDEX_PRECISION_YEAR,
    INDEX_PRECISION_NONE, /* undated */
};

#define INDEX_MINUTES_A_DAY 1440

struct index_date {
    struct calendar_interval days; /* all that it may mean; INT64_MAX twice when undated */
    int64_t minute;                /* since 1970-01-01T00:00Z, its first: what it is sorted by */
    enum index_precision precision;
};

#define INDEX_UNDATED ((struct index_date){{INT64_MAX, INT64_MAX}, INT64_MAX, INDEX_PRECISION_NONE})

/* The date of a document, undated when it has none or one that cannot be read. */
struct index_date index_date_of(const struct document *document);

/* The year, ISO week, month or day that a day lies in; a minute gives its day. */
struct calendar_interval index_date_around(int64_t day, enum index_precision precision);

/* "minute", "day", "week", "month", "year" or "none". Static. */
struct text index_precision_name(enum index_precision precision);
