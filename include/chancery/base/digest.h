/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Digests of bytes: SHA-256 where people see it, XXH3 where only we compare. */

#include <stdint.h>

#include "chancery/base/text.h"

/* SHA-256 in lower-case hexadecimal, with a NUL behind. */
struct digest {
    char hex[65];
};

struct digest digest_sha256(struct text bytes);

/* The same for bytes that come in pieces: digest_sum_begin, digest_sum_add …, digest_sum_end. */
struct digest_sum {
    uint64_t state[16];
};

void digest_sum_begin(struct digest_sum *sum);
void digest_sum_add(struct digest_sum *sum, struct text bytes);
struct digest digest_sum_end(struct digest_sum *sum);

/* A fast 64-bit digest (XXH3); not for anything an enemy may gain from forging. */
uint64_t digest_fast(struct text bytes);

/* The same, other for every key. */
uint64_t digest_keyed(struct text bytes, uint64_t key);
