/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "chancery/base/clock.h"
#include "chancery/base/log.h"
#include "counts.h"
#include "sieve.h"
#include "watchdog.h"

/* How often the connections are gone through. */
#define ROUND_MS      250
#define US_PER_SECOND ((int64_t)1000 * 1000)
#define NS_PER_MS     1000000L

struct watchdog {
    struct watchdog_limits limits;
    struct http_counts *counts;
    pthread_t thread;

    pthread_mutex_t mutex; /* guards what follows, and the lines */
    pthread_cond_t stop;
    bool is_stopping;
    struct watched_line *first;
};

/* What a stage may last; 0 for as long as it likes. */
static int64_t most_us(const struct watchdog *watchdog, enum watchdog_stage stage)
{
    const struct watchdog_limits *limits = &watchdog->limits;
    switch (stage) {
    case WATCHDOG_FIRST:
        return limits->header_seconds * US_PER_SECOND;
    case WATCHDOG_NEXT:
        return ((int64_t)limits->idle_seconds + limits->header_seconds) * US_PER_SECOND;
    case WATCHDOG_BODY:
        return limits->body_seconds * US_PER_SECOND;
    case WATCHDOG_ANSWER:
        break;
    }
    return 0;
}

/*
 * A request whose headers are late is told so: the sieve, woken by the end of what can be read,
 * hands on a request that is answered with 408. What is late after that is cut off.
 */
static void end_line(struct watchdog *watchdog, struct watched_line *line, int64_t waited_us)
{
    bool is_head = line->stage == WATCHDOG_FIRST || line->stage == WATCHDOG_NEXT;
    if (is_head && !line->is_warned) {
        line->is_warned = true;
        sieve_time_out(line->sieve);
        (void)shutdown(line->descriptor, SHUT_RD);
        COUNT_ADD(watchdog->counts, late, 1);
        log_event(LOG_WARNING, "connection_too_slow",
                  (struct log_field[]){LOG_NUMBER("waited_ms", waited_us / 1000), LOG_END});
        return;
    }
    if (!is_head || waited_us > most_us(watchdog, line->stage) + US_PER_SECOND) {
        line->is_ended = true;
        (void)shutdown(line->descriptor, SHUT_RDWR);
        COUNT_ADD(watchdog->counts, late, is_head ? 0 : 1);
    }
}

static void end_late(struct watchdog *watchdog)
{
    int64_t now_us = clock_monotonic_us();
    for (struct watched_line *line = watchdog->first; line; line = line->next) {
        int64_t most = most_us(watchdog, line->stage);
        if (!line->is_ended && most > 0 && now_us - line->since_us > most) {
            end_line(watchdog, line, now_us - line->since_us);
        }
    }
}

static void *run(void *context)
{
    struct watchdog *watchdog = context;
    (void)pthread_mutex_lock(&watchdog->mutex);
    while (!watchdog->is_stopping) {
        struct timespec until;
        (void)clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += ROUND_MS * NS_PER_MS;
        until.tv_sec += until.tv_nsec / (1000 * NS_PER_MS);
        until.tv_nsec %= 1000 * NS_PER_MS;
        (void)pthread_cond_timedwait(&watchdog->stop, &watchdog->mutex, &until);
        end_late(watchdog);
    }
    (void)pthread_mutex_unlock(&watchdog->mutex);
    return NULL;
}

static void watchdog_free(struct watchdog *watchdog)
{
    (void)pthread_cond_destroy(&watchdog->stop);
    (void)pthread_mutex_destroy(&watchdog->mutex);
    free(watchdog);
}

enum status watchdog_start(const struct watchdog_limits *limits, struct http_counts *counts,
                           struct watchdog **out, struct error *error)
{
    struct watchdog *watchdog = calloc(1, sizeof(*watchdog));
    if (!watchdog) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the server");
    }
    watchdog->limits = *limits;
    watchdog->counts = counts;
    (void)pthread_mutex_init(&watchdog->mutex, NULL);
    (void)pthread_cond_init(&watchdog->stop, NULL);
    if (pthread_create(&watchdog->thread, NULL, run, watchdog) != 0) {
        watchdog_free(watchdog);
        return error_set(error, STATUS_UNAVAILABLE, "cannot start a thread");
    }
    *out = watchdog;
    return STATUS_OK;
}

struct watchdog *watchdog_stop(struct watchdog *watchdog)
{
    if (watchdog) {
        (void)pthread_mutex_lock(&watchdog->mutex);
        watchdog->is_stopping = true;
        (void)pthread_cond_signal(&watchdog->stop);
        (void)pthread_mutex_unlock(&watchdog->mutex);
        (void)pthread_join(watchdog->thread, NULL);
        watchdog_free(watchdog);
    }
    return NULL;
}

void watchdog_add(struct watchdog *watchdog, struct watched_line *line, int descriptor,
                  struct sieve *sieve)
{
    (void)pthread_mutex_lock(&watchdog->mutex);
    *line = (struct watched_line){.next = watchdog->first,
                                  .descriptor = descriptor,
                                  .sieve = sieve,
                                  .stage = WATCHDOG_FIRST,
                                  .since_us = clock_monotonic_us()};
    if (watchdog->first) {
        watchdog->first->previous = line;
    }
    watchdog->first = line;
    COUNT_ADD(watchdog->counts, connections, 1);
    (void)pthread_mutex_unlock(&watchdog->mutex);
}

void watchdog_set(struct watchdog *watchdog, struct watched_line *line, enum watchdog_stage stage)
{
    (void)pthread_mutex_lock(&watchdog->mutex);
    line->stage = stage;
    line->since_us = clock_monotonic_us();
    (void)pthread_mutex_unlock(&watchdog->mutex);
}

void watchdog_remove(struct watchdog *watchdog, struct watched_line *line)
{
    (void)pthread_mutex_lock(&watchdog->mutex);
    if (line->next) {
        line->next->previous = line->previous;
    }
    if (line->previous) {
        line->previous->next = line->next;
    } else {
        watchdog->first = line->next;
    }
    COUNT_ADD(watchdog->counts, connections, -1);
    (void)pthread_mutex_unlock(&watchdog->mutex);
}
