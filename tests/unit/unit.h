/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* cmocka, with the headers it wants before it, and the few checks of our own. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chancery/base/text.h"

/* First thing in a loop over a table of examples, so that a failure says which one it was. */
#define EXAMPLE(index) print_message("example %zu\n", (size_t)(index))

/* A struct text equals a string. */
#define assert_text(actual, expected) assert_true(text_equal((actual), text_of(expected)))
