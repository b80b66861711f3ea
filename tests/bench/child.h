/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The program as a child of ours that serves a store on a free port of 127.0.0.1. */

#include <stdint.h>
#include <sys/types.h>

#include "chancery/base/status.h"

struct child {
    pid_t process;
    unsigned port;
};

/*
 * Start program on a store, and wait until it says where it serves. It may still be loading then.
 *
 * Errors:  STATUS_UNAVAILABLE  it cannot be started, or says no address
 * Owns:    the caller stops it.
 */
MUST_CHECK enum status child_start(const char *program, const char *store_path,
                                   const char *config_folder, struct child *out,
                                   struct error *error);

/* Processor time that it has used, in microseconds. */
int64_t child_processor_us(const struct child *child);

/* End it and wait until it is gone. */
void child_stop(struct child *child);
