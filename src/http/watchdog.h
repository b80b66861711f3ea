/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Ends connections that send a request too slowly. The library's own timeout is of silence only: a
 * byte a second would hold a connection for ever.
 *
 * Each connection is in one stage, which has so many seconds. A connection whose time is up is shut
 * down; the library then sees its end and closes it as it would any other.
 *
 * Threads: any; a connection's own calls are made one at a time.
 */

#include <stdbool.h>
#include <stdint.h>

#include "chancery/base/status.h"

struct http_counts;
struct sieve;
struct watchdog;

enum watchdog_stage {
    WATCHDOG_FIRST,  /* the headers of the first request are awaited */
    WATCHDOG_NEXT,   /* those of a further one: silence is allowed before they begin */
    WATCHDOG_BODY,   /* the body is awaited */
    WATCHDOG_ANSWER, /* it is our turn, or the client reads */
};

struct watchdog_limits {
    unsigned header_seconds;
    unsigned idle_seconds;
    unsigned body_seconds;
};

/* A connection that is watched; part of a larger struct. */
struct watched_line {
    struct watched_line *next;
    struct watched_line *previous;
    int descriptor;
    struct sieve *sieve; /* told first, so that it can answer */
    enum watchdog_stage stage;
    int64_t since_us;
    bool is_warned;
    bool is_ended;
};

/* Errors: STATUS_NO_MEMORY, STATUS_UNAVAILABLE. counts may be NULL. */
MUST_CHECK enum status watchdog_start(const struct watchdog_limits *limits,
                                      struct http_counts *counts, struct watchdog **out,
                                      struct error *error);

/* Every connection must have been removed. NULL is allowed. Returns NULL. */
struct watchdog *watchdog_stop(struct watchdog *watchdog);

/* Watch a connection, from the first stage on. */
void watchdog_add(struct watchdog *watchdog, struct watched_line *line, int descriptor,
                  struct sieve *sieve);

/* It has come to another stage; its time begins anew. */
void watchdog_set(struct watchdog *watchdog, struct watched_line *line, enum watchdog_stage stage);

/* It is about to be closed, so its descriptor may soon be another's. */
void watchdog_remove(struct watchdog *watchdog, struct watched_line *line);
