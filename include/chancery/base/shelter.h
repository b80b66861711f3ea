/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Runs functions of a library that does not bear a lack of memory: jansson, for one, takes its
 * memory from functions that we name, does not look whether it got it, and then asserts what no
 * longer holds, or reads a shorter text than was written.
 *
 * The library is given shelter_take and shelter_give. While it runs under shelter_run and there is
 * no memory, it is left at once, and what it had taken in this run is freed.
 *
 * Threads: each has its own run; a run within a run is not allowed.
 */

#include <stddef.h>

#include "chancery/base/status.h"

/* malloc for the library; notes a shortage. Not NULL under shelter_run. */
void *shelter_take(size_t size);

/* free for the library. */
void shelter_give(void *memory);

/*
 * Call run(context), which must not own anything but what the library took.
 *
 * Errors:  STATUS_NO_MEMORY  run was left in the middle
 */
MUST_CHECK enum status shelter_run(void (*run)(void *context), void *context);
