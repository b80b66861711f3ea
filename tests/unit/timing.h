/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* How long a thing took, for tests of what may not take longer than it should. */

#include <stdlib.h>
#include <time.h>

#include "unit.h"

/* Under Valgrind all takes so many times longer: scripts/test says how many. */
#define TIMING_FACTOR_NAME "CHANCERY_TEST_TIME_FACTOR"
#define TIMING_FACTOR_MAX  1000

/* Microseconds of this thread's processor time, which other work on the machine does not add to. */
static inline int64_t timing_thread_us(void)
{
    struct timespec now;
    assert_int_equal(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now), 0);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* What may be taken where the same takes limit_us without a tool between. */
static inline int64_t timing_limit_us(int64_t limit_us)
{
    const char *said = getenv(TIMING_FACTOR_NAME);
    long factor = said ? strtol(said, NULL, 10) : 1;
    assert_true(factor >= 1 && factor <= TIMING_FACTOR_MAX);
    return limit_us * factor;
}
