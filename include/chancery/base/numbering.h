/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Numbers distinct texts in the order of first sight: 0, 1, 2, …
 *
 *     struct numbering words = NUMBERING_NONE;
 *     uint32_t number = numbering_of(arena, &words, word);
 *     words.texts.items[number]
 *
 * Made for many short texts that are met again and again. Open addressing over entries that hold
 * short texts themselves, so that most look-ups touch one line of the cache; the hash is fast, and
 * keyed by chance so that no choice of texts from outside is slow every time.
 *
 * Owns:    the texts, in the arena.
 */

#include <stdint.h>

#include "chancery/base/list.h"

/* The most texts, and what is answered when there are as many, or no memory. */
#define NUMBERING_MAX  ((size_t)1 << 30)
#define NUMBERING_FULL UINT32_MAX

struct numbering_entry;

struct numbering {
    struct texts texts; /* by number */
    struct numbering_entry *entries;
    size_t room;  /* a power of two, or 0 */
    uint64_t key; /* 0: none yet */
};

/* No texts yet. */
#define NUMBERING_NONE ((struct numbering){.entries = NULL})

/* The number of text, a new one when it is new; NUMBERING_FULL when it cannot be kept. */
uint32_t numbering_of(struct arena *arena, struct numbering *numbering, struct text text);

/*
 * The same in two steps, with other work between them, so that memory has time to come:
 * numbering_of is numbering_of_hinted with what numbering_hint answered. Others may be numbered
 * meanwhile.
 */
uint32_t numbering_hint(struct numbering *numbering, struct text text);
uint32_t numbering_of_hinted(struct arena *arena, struct numbering *numbering, struct text text,
                             uint32_t hint);
