/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Lets the nth request for memory fail: of the system's memory, of an arena's, or of the store's.
 *
 * The linker leads our rooms' calls here (failing_link_args in meson.build), and jansson's with
 * them, which asks our rooms. SQLite is told to come here by failing_begin. Those of other
 * libraries go their way.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum failing_kind {
    FAILING_SYSTEM, /* malloc and its like, of our rooms and of jansson */
    FAILING_ARENAS,
    FAILING_SQLITE,
    FAILING_KINDS,
};

extern const char *const failing_names[FAILING_KINDS];

/* Before SQLite is first used. */
void failing_begin(void);

/* From here to failing_off, let the nth request of a kind fail, from 1; 0: none, they are counted.
 */
void failing_on(enum failing_kind kind, size_t nth);

/* How many requests of that kind there were. Threads: any, but one at a time. */
size_t failing_off(void);

/* How many blocks of the system's memory are held. */
int64_t failing_held(void);
