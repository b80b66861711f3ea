/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Dates and times as programs write them: ISO 8601 in both layouts, with a T or a blank, and the
 * mail form "Wed, 03 Apr 24 09:15:00 EST". What people write is read by date_text.h.
 *
 * Source:  RFC 3339, RFC 822 (5.1) and 2822 (3.3, 4.3), NITF 3.x date.issue, where 000000 as a
 *          time says that there is none.
 */

#include "chancery/base/arena.h"

#include <stdint.h>

struct stamp {
    int64_t year;
    int64_t month; /* 0: not told */
    int64_t day;   /* 0: not told */
    bool has_time;
    int64_t hour;
    int64_t minute;
    bool has_zone;
    int64_t offset_minutes; /* east of Greenwich */
};

/* Read text, which must be a date and nothing else, but for a zone in words behind it. */
bool stamp_read(struct text text, struct stamp *out);

/*
 * ISO 8601, as far as it is known. With its time only where the zone is known too, and then in that
 * zone, so that the day stays the one that is printed: 2024-04-03T09:15:00+09:00.
 */
struct text stamp_value(const struct stamp *stamp, struct arena *arena);

/* "minute", "day", "month" or "year"; static. */
struct text stamp_precision(const struct stamp *stamp);
