/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* All the sockets that a server listens on. */

#include "chancery/http/server.h"

/*
 * Open what options name, on one port, or take what they hold; put the descriptors into sockets,
 * which has room for HTTP_ADDRESSES_MAX, and their number into *count. *port is 0 when there is
 * only a unix socket. On an error all are closed.
 *
 * Errors:  as listener_open and listener_open_unix; STATUS_LIMIT too many
 */
MUST_CHECK enum status sockets_open(const struct http_server_options *options, uint16_t *port,
                                    int *sockets, size_t *count, struct error *error);
