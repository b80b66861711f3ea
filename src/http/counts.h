/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Counts what a server does, for metrics. */

#include "chancery/http/server.h"

/* Add to one of the counts; counts may be NULL. */
#define COUNT_ADD(counts, member, number)                                 \
    do {                                                                  \
        if (counts) {                                                     \
            (void)atomic_fetch_add(&(counts)->member, (int64_t)(number)); \
        }                                                                 \
    } while (0)

/* An answer was sent. */
void counts_answer(struct http_counts *counts, unsigned code, int64_t took_us, uint64_t sent_bytes);
