/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Listening sockets. */

#include <stdint.h>

#include "chancery/base/status.h"

/*
 * Listen on address, a number such as "127.0.0.1" or "::1". *port is the one to use, or 0 to have
 * one chosen; it is set to the one in use. The caller closes *out.
 *
 * Errors:  STATUS_NOT_FOUND  this machine has no such address
 *          STATUS_IO         the port is taken or may not be used
 *          STATUS_INVALID    address is no number
 */
MUST_CHECK enum status listener_open(const char *address, uint16_t *port, int *out,
                                     struct error *error);

/*
 * Listen on a unix socket at path that its owner alone may use (mode 0600). A socket of ours that
 * was left there and that nobody listens on is removed first; anything else is left alone. The
 * caller closes *out and removes the path.
 *
 * Errors:  STATUS_INVALID  path is too long for a socket
 *          STATUS_IO       something is there, or the folder may not be written
 */
MUST_CHECK enum status listener_open_unix(const char *path, int *out, struct error *error);

/* The port fd is bound to; 0 for a unix socket. */
uint16_t listener_port(int fd);
