/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* How many elements an array has. For arrays only, never a pointer. */
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
