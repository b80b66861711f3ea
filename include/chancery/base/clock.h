/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Time, for measuring and for saying when. */

#include <stdint.h>

/* Microseconds since some moment before the program began; never goes back. */
int64_t clock_monotonic_us(void);

/* Seconds since 1970, UTC. */
int64_t clock_now_utc(void);

/* "2007-02-16T08:22:00Z" and a NUL. */
struct clock_stamp {
    char text[32];
};

struct clock_stamp clock_stamp_of(int64_t seconds_utc);
