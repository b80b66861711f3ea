/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What HTTP costs: the same answers of /v1/search made in this program, and fetched from a server.
 */

#include "report.h"
#include "sides.h"

struct served_options {
    const char *program;       /* chancery itself */
    const char *store_path;    /* of the library */
    const char *config_folder; /* holds vocabulary/ */
};

/*
 * Answer all questions by two threads of this program, as JSON, and let a child of ours answer them
 * to a client with a few connections; in rounds that take turns. The best round of each counts.
 *
 * Errors:  those of child_start, client_ask; STATUS_UNAVAILABLE when an answer is no 200
 */
MUST_CHECK enum status served_measure(struct library *library, const struct served_options *options,
                                      const struct questions *questions, struct report_served *out,
                                      struct error *error);
