/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Sockets that were opened for us: systemd's socket activation. */

#include "chancery/http/server.h"

struct given_sockets {
    int items[HTTP_ADDRESSES_MAX];
    size_t count;
};

/*
 * The listening sockets that LISTEN_FDS tells of, if LISTEN_PID is us; and forget the two, so that
 * no child takes them for its own.
 * Source: sd_listen_fds(3).
 */
struct given_sockets given_sockets_take(void);
