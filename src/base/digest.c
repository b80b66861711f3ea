/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <xxhash.h>

#include "chancery/base/digest.h"

struct digest digest_sha256(struct text bytes)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    struct digest digest = {{0}};
    (void)crypto_hash_sha256(hash, (const unsigned char *)bytes.at, bytes.length);
    (void)sodium_bin2hex(digest.hex, sizeof(digest.hex), hash, sizeof(hash));
    return digest;
}

uint64_t digest_fast(struct text bytes)
{
    return XXH3_64bits(bytes.at, bytes.length);
}
