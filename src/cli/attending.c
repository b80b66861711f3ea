/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "chancery/base/clock.h"
#include "chancery/base/log.h"

#include "attending.h"

#define US_PER_MS 1000

/* When the next load is due, and why. */
struct due {
    int64_t first_us; /* of what happened since the last load; 0: nothing did */
    int64_t last_us;
    int64_t looked_us;
};

enum status attending_signals(int *out, struct error *error)
{
    sigset_t set;
    (void)sigemptyset(&set);
    (void)sigaddset(&set, SIGINT);
    (void)sigaddset(&set, SIGTERM);
    (void)sigaddset(&set, SIGHUP);
    /* Blocked before any thread starts, so that only the descriptor sees them. */
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL);
    *out = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return *out < 0 ? error_set(error, STATUS_IO, "cannot wait for signals: %s", strerror(errno))
                    : STATUS_OK;
}

/* Take in signals. True when one of them says stop. */
static bool take_signals(const struct attending *attending)
{
    struct signalfd_siginfo info;
    while (read(attending->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
        if (info.ssi_signo != SIGHUP) {
            return true;
        }
        loader_request(attending->loader);
    }
    return false;
}

/* Milliseconds until something is to be done; -1 when nothing is. */
static int wait_ms(const struct attending *attending, const struct due *due, int64_t now_us)
{
    if (due->first_us > 0) {
        int64_t quiet_us = due->last_us + (int64_t)ATTENDING_QUIET_MS * US_PER_MS;
        int64_t most_us = due->first_us + (int64_t)ATTENDING_MOST_MS * US_PER_MS;
        int64_t left_us = (quiet_us < most_us ? quiet_us : most_us) - now_us;
        return left_us <= 0 ? 0 : (int)(left_us / US_PER_MS) + 1;
    }
    bool looks = attending->watch && !watch_is_whole(attending->watch);
    return looks ? ATTENDING_LOOK_MS : -1;
}

static void note(struct due *due, int64_t now_us)
{
    due->first_us = due->first_us > 0 ? due->first_us : now_us;
    due->last_us = now_us;
}

static void request_when_due(const struct attending *attending, struct due *due, int64_t now_us)
{
    if (due->first_us == 0 && attending->watch && !watch_is_whole(attending->watch) &&
        now_us - due->looked_us >= (int64_t)ATTENDING_LOOK_MS * US_PER_MS) {
        loader_request(attending->loader);
        due->looked_us = now_us;
    }
    if (due->first_us > 0 && wait_ms(attending, due, now_us) == 0) {
        due->first_us = 0;
        due->looked_us = now_us;
        loader_request(attending->loader);
    }
}

void attending_run(const struct attending *attending)
{
    struct due due = {.looked_us = clock_monotonic_us()};
    struct pollfd files[] = {
        {.fd = attending->signals, .events = POLLIN},
        {.fd = attending->watch ? watch_descriptor(attending->watch) : -1, .events = POLLIN},
    };
    while (!take_signals(attending)) {
        int ready = poll(files, 2, wait_ms(attending, &due, clock_monotonic_us()));
        int64_t now_us = clock_monotonic_us();
        if (ready > 0 && (files[1].revents & POLLIN) && watch_take(attending->watch)) {
            note(&due, now_us);
        }
        request_when_due(attending, &due, now_us);
    }
}
