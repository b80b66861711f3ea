/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include <nettle/sha2.h>
#include <xxhash.h>

#include "chancery/base/digest.h"

/* Nettle's SHA-256, which uses the processor's own instructions where it has them. */
static_assert(sizeof(struct digest_sum) >= sizeof(struct sha256_ctx),
              "a sum has room for the library's state");

static struct sha256_ctx *state_of(struct digest_sum *sum)
{
    return (struct sha256_ctx *)(void *)sum->state;
}

struct digest digest_sha256(struct text bytes)
{
    struct digest_sum sum;
    digest_sum_begin(&sum);
    digest_sum_add(&sum, bytes);
    return digest_sum_end(&sum);
}

void digest_sum_begin(struct digest_sum *sum)
{
    sha256_init(state_of(sum));
}

void digest_sum_add(struct digest_sum *sum, struct text bytes)
{
    if (bytes.length > 0) {
        sha256_update(state_of(sum), bytes.length, (const uint8_t *)bytes.at);
    }
}

struct digest digest_sum_end(struct digest_sum *sum)
{
    struct digest digest = {{0}};
    uint8_t hash[SHA256_DIGEST_SIZE];
    sha256_digest(state_of(sum), sizeof(hash), hash);
    for (size_t i = 0; i < sizeof(hash); i++) {
        static const char digits[] = "0123456789abcdef";
        digest.hex[2 * i] = digits[hash[i] >> 4];
        digest.hex[2 * i + 1] = digits[hash[i] & 15];
    }
    return digest;
}

uint64_t digest_fast(struct text bytes)
{
    return XXH3_64bits(bytes.at, bytes.length);
}

uint64_t digest_keyed(struct text bytes, uint64_t key)
{
    return XXH3_64bits_withSeed(bytes.at, bytes.length, key);
}
