/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A client of one HTTP server on this machine: a few connections that stay open, each with one
 * question on its way, all of them served by one loop over poll.
 */

#include "chancery/base/list.h"
#include "chancery/base/status.h"

/* The connections of a client. */
#define CLIENT_CONNECTION_COUNT 8

/* What one way through all questions came to. */
struct client_round {
    int64_t took_ns;
    int64_t received_bytes; /* heads and bodies */
};

/*
 * Connect to port on 127.0.0.1 and send passes times all requests, which are whole ("GET …" and an
 * empty line). Every answer must be a 200.
 *
 * Errors:  STATUS_UNAVAILABLE  the server answered 503, or nothing for some seconds
 *          STATUS_INVALID      it answered otherwise
 *          STATUS_IO           it cannot be reached, or it closed a connection
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status client_ask(unsigned port, const struct texts *requests, size_t passes,
                                  struct client_round *out, struct error *error);
