/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Large pages for tables that are looked up all over: finding where a small page is takes as long
 * as reading it, for each that was not read lately.
 */

#include <stddef.h>

/* What is smaller is left alone. */
#define HUGE_BYTES_MIN ((size_t)4 * 1024 * 1024)

/*
 * Ask for large pages for memory that was allocated and not yet written to. It stays as it is where
 * the system has none.
 */
void huge_wanted(void *memory, size_t bytes);
