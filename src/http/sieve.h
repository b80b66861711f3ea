/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Stands between a connection's socket and libmicrohttpd, which reads HTTP more kindly than is
 * safe: it takes a bare LF for a line's end, joins folded lines wrongly, cuts headers at a NUL, and
 * answers what it cannot read in HTML, twice, or not at all.
 *
 * The library reads its sockets by recv(), so this room has a recv() of its own, which the library
 * finds before the system's. For the sockets of our connections it holds back the head of a request
 * until all of it is there and checked (head_check.h); for all others it is the system's. In place
 * of a head that is not sound the library is handed SIEVE_TARGET, which nobody else can ask for,
 * and the connection then answers with the problem. What follows on the connection is thrown away.
 *
 * Threads: a connection is read by its event thread alone.
 */

#include <stdatomic.h>

#include "head_check.h"

/* The target of the request in place of a refused one; no sound request has a control byte. */
#define SIEVE_TARGET "/\001"

/* Descriptors from here on are not served. */
#define SIEVE_DESCRIPTORS_MAX 65536

struct sieve;

/* Check all that is read from descriptor. NULL when there is no memory, or it is too high. */
struct sieve *sieve_new(int descriptor, const struct http_limits *limits);

/* Its descriptor is about to be closed. NULL is allowed. Returns NULL. */
struct sieve *sieve_free(struct sieve *sieve);

/* Why a request was refused; is_bad is false when none was. */
struct head_verdict sieve_verdict(const struct sieve *sieve);

/* Whether the body of a request, counted from 1 on its connection, was not framed as it should be.
 */
bool sieve_body_is_bad(const struct sieve *sieve, uint64_t request);

/* The target of the refused request as far as it could be read, or "/"; good as long as sieve. */
struct text sieve_target(const struct sieve *sieve);

/* No more is to be awaited of the request that is being read. Threads: any. */
void sieve_time_out(struct sieve *sieve);
