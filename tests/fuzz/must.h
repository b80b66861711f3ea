/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What every target of the fuzzer is made of. */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise that must be kept; one that is not is named before the program ends. */
#define MUST(holds) must_hold((holds), #holds)

static inline void must_hold(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}
