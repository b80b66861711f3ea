/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include <sodium.h>
#include <xxhash.h>

#include "chancery/base/digest.h"

static_assert(sizeof(struct digest_sum) >= sizeof(crypto_hash_sha256_state),
              "a sum has room for the library's state");

static struct digest in_hexadecimal(const unsigned char hash[crypto_hash_sha256_BYTES])
{
    struct digest digest = {{0}};
    (void)sodium_bin2hex(digest.hex, sizeof(digest.hex), hash, crypto_hash_sha256_BYTES);
    return digest;
}

struct digest digest_sha256(struct text bytes)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    (void)crypto_hash_sha256(hash, (const unsigned char *)bytes.at, bytes.length);
    return in_hexadecimal(hash);
}

static crypto_hash_sha256_state *state_of(struct digest_sum *sum)
{
    return (crypto_hash_sha256_state *)(void *)sum->state;
}

void digest_sum_begin(struct digest_sum *sum)
{
    (void)crypto_hash_sha256_init(state_of(sum));
}

void digest_sum_add(struct digest_sum *sum, struct text bytes)
{
    (void)crypto_hash_sha256_update(state_of(sum), (const unsigned char *)bytes.at, bytes.length);
}

struct digest digest_sum_end(struct digest_sum *sum)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    (void)crypto_hash_sha256_final(state_of(sum), hash);
    return in_hexadecimal(hash);
}

uint64_t digest_fast(struct text bytes)
{
    return XXH3_64bits(bytes.at, bytes.length);
}

uint64_t digest_keyed(struct text bytes, uint64_t key)
{
    return XXH3_64bits_withSeed(bytes.at, bytes.length, key);
}
