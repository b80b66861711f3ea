/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Whether memory ran short on this thread: a buffer or an arena could not have what it was asked
 * for. Whoever asked may not have noticed, or may have done without; whoever hands out the result
 * asks here whether it is whole.
 */

#include <stdbool.h>

void shortage_note(void);

/* Whether there was one since it was last taken. */
bool shortage_is_noted(void);

/* The same, and begin anew. */
bool shortage_take(void);
