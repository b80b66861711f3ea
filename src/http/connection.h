/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The calls by which libmicrohttpd tells of a connection, and of each request on it: its first
 * line, its headers and body, its end. They run on event threads and never wait.
 *
 * A request is an exchange that goes through these phases:
 *
 *     first line ──► headers: gate, route ──► body ──► worker (connection suspended) ──► sent
 *                        │ refused               │ too long: drained, then 413
 *                        └► answered at once and closed, or drained and answered
 */

#include <microhttpd.h>

#include "server_state.h"

/* MHD_OPTION_NOTIFY_CONNECTION: keep in *state what the connection needs, or free it. */
void connection_changes(void *closure, struct MHD_Connection *connection, void **state,
                        enum MHD_ConnectionNotificationCode what);

/* MHD_OPTION_URI_LOG_CALLBACK: make the exchange. closure is the server. */
void *connection_begins(void *closure, const char *target, struct MHD_Connection *connection);

/*
 * The access handler, for the exchange in state: called with the headers, with each piece of the
 * body in upload, and with nothing at its end and when a suspended connection goes on.
 */
enum MHD_Result connection_continues(void *state, const char *method, const char *version,
                                     struct text upload);

/* MHD_OPTION_NOTIFY_COMPLETED: log it and free the exchange. */
void connection_ends(void *closure, struct MHD_Connection *connection, void **state,
                     enum MHD_RequestTerminationCode how);
