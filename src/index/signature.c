/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/index/signature.h"

#include "chancery/base/digest.h"

/* Spreads every bit over all others. Source: the finalizer of MurmurHash3 (Appleby). */
static uint64_t mix(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
    hash = (hash ^ hash >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
    return hash ^ hash >> 33;
}

/* The run that ends with the last word; its order counts. */
static void add_run(struct signature_making *making)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < SIGNATURE_RUN_WORDS; i++) {
        hash = mix(hash ^ making->last[i]);
    }
    size_t class = hash >> 58;
    hash |= 1; /* 0 stands for none */
    if (making->least[class] == 0 || hash < making->least[class]) {
        making->least[class] = hash;
    }
}

void signature_add(struct signature_making *making, struct text word)
{
    for (size_t i = SIGNATURE_RUN_WORDS - 1; i > 0; i--) {
        making->last[i] = making->last[i - 1];
    }
    making->last[0] = digest_fast(word);
    making->words++;
    if (making->words >= SIGNATURE_RUN_WORDS) {
        add_run(making);
    }
}

/* A byte that is not 0, so that a signature that is all zero stands for no words. */
static unsigned char byte_of(uint64_t hash)
{
    return (unsigned char)(mix(hash) % 255 + 1);
}

struct index_signature signature_end(const struct signature_making *making)
{
    struct index_signature signature = {{0}};
    struct signature_making all = *making;
    if (all.words == 0) {
        return signature;
    }
    if (all.words < SIGNATURE_RUN_WORDS) {
        add_run(&all); /* Of fewer words the only run is all of them. */
    }
    for (size_t i = 0; i < SIGNATURE_BYTES; i++) {
        size_t away = 0;
        while (all.least[(i + away) % SIGNATURE_BYTES] == 0) {
            away++; /* A class without runs borrows from the next that has some. */
        }
        signature.bytes[i] = byte_of(all.least[(i + away) % SIGNATURE_BYTES] + away);
    }
    return signature;
}

unsigned signature_equal_bytes(const struct index_signature *a, const struct index_signature *b)
{
    unsigned equal = 0;
    for (size_t i = 0; i < SIGNATURE_BYTES; i++) {
        equal += a->bytes[i] == b->bytes[i] ? 1 : 0;
    }
    return equal;
}
