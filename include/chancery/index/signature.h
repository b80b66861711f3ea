/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What tells whether two documents have nearly the same words: of all runs of four words that a
 * document has, the least of their hashes in each of 64 classes, a byte of each. As large a share
 * of bytes is equal in two signatures as of all their runs both documents have.
 *
 * Sources: Broder, On the Resemblance and Containment of Documents (1997); Li and Koenig, b-Bit
 *          Minwise Hashing (2010); Shrivastava and Li, Densifying One Permutation Hashing (2014).
 */

#include <stdint.h>

#include "chancery/base/text.h"

#define SIGNATURE_BYTES     64
#define SIGNATURE_RUN_WORDS 4

/* The least share of equal bytes of documents that are called nearly the same. */
#define SIGNATURE_NEAR_BYTES 48

/* All zero when the document has no words; it is like no other then. */
struct index_signature {
    unsigned char bytes[SIGNATURE_BYTES];
};

/* A signature being made, word by word. */
struct signature_making {
    uint64_t last[SIGNATURE_RUN_WORDS]; /* hashes of the last words, the latest first */
    uint64_t words;
    uint64_t least[SIGNATURE_BYTES]; /* 0: none yet */
};

void signature_add(struct signature_making *making, struct text word);
struct index_signature signature_end(const struct signature_making *making);

/* How many bytes are equal. */
unsigned signature_equal_bytes(const struct index_signature *a, const struct index_signature *b);

static inline bool signature_is_empty(const struct index_signature *signature)
{
    static const struct index_signature empty = {{0}};
    return memcmp(signature, &empty, sizeof(empty)) == 0;
}
