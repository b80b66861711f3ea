/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>

#include "chancery/base/secret.h"

struct secret secret_make(void)
{
    struct secret secret;
    unsigned char bytes[SECRET_BYTES];
    randombytes_buf(bytes, sizeof(bytes));
    (void)sodium_bin2hex(secret.hex, sizeof(secret.hex), bytes, sizeof(bytes));
    sodium_memzero(bytes, sizeof(bytes));
    return secret;
}

bool secret_equal(struct text a, struct text b)
{
    return a.length == b.length && a.length > 0 && sodium_memcmp(a.at, b.at, a.length) == 0;
}
