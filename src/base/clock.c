/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <time.h>

#include "chancery/base/clock.h"

int64_t clock_monotonic_us(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_now_utc(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec;
}

struct clock_stamp clock_stamp_of(int64_t seconds_utc)
{
    struct clock_stamp stamp = {{0}};
    time_t seconds = (time_t)seconds_utc;
    struct tm parts = {0};
    if (gmtime_r(&seconds, &parts)) {
        (void)strftime(stamp.text, sizeof(stamp.text), "%Y-%m-%dT%H:%M:%SZ", &parts);
    }
    return stamp;
}
