/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "chancery/base/array.h"

#include "measure.h"

#define NS_A_SECOND INT64_C(1000000000)
#define US_A_SECOND INT64_C(1000000)
#define BYTES_A_KB  INT64_C(1024)

static int64_t clock_ns(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return now.tv_sec * NS_A_SECOND + now.tv_nsec;
}

int64_t measure_now_ns(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

int64_t measure_thread_ns(void)
{
    return clock_ns(CLOCK_THREAD_CPUTIME_ID);
}

static int64_t microseconds(struct timeval time)
{
    return time.tv_sec * US_A_SECOND + time.tv_usec;
}

int64_t measure_processor_us(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

int64_t measure_peak_bytes(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * BYTES_A_KB;
}

int64_t measure_file_bytes(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    int64_t sum = 0;
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        char name[4096];
        struct stat status;
        (void)snprintf(name, sizeof(name), "%s%s", path, endings[i]);
        sum += stat(name, &status) == 0 ? status.st_size : 0;
    }
    return sum;
}

static int compare(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

int64_t measure_percentile(int64_t *values, size_t count, unsigned part)
{
    if (count == 0) {
        return 0;
    }
    qsort(values, count, sizeof(*values), compare);
    size_t rank = (count * part + 99) / 100;
    return values[rank > 0 ? rank - 1 : 0];
}
