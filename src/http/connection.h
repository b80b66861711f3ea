/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The three calls by which libmicrohttpd tells of a request: its first line, its headers and body,
 * its end. They run on event threads and never wait.
 *
 * A request is an exchange that goes through these phases:
 *
 *     first line ──► headers: gate, route ──► body ──► worker (connection suspended) ──► sent
 *                        │ refused               │ too long: drained, then 413
 *                        └► answered at once, connection closed
 */

#include <microhttpd.h>

#include "server_state.h"

/* MHD_OPTION_URI_LOG_CALLBACK: make the exchange. closure is the server. */
void *connection_begins(void *closure, const char *target, struct MHD_Connection *connection);

/* The access handler: called with the headers, with pieces of the body, and at its end. */
enum MHD_Result connection_continues(void *closure, struct MHD_Connection *connection,
                                     const char *path, const char *method, const char *version,
                                     const char *upload, size_t *upload_bytes, void **state);

/* MHD_OPTION_NOTIFY_COMPLETED: log it and free the exchange. */
void connection_ends(void *closure, struct MHD_Connection *connection, void **state,
                     enum MHD_RequestTerminationCode how);
