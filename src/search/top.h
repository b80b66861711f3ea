/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The first hits of an order, as many as are wanted: a heap holds them, the last of them on top;
 * every other hit that comes before that one takes its place.
 */

#include "chancery/search/search.h"

struct top {
    const struct search_hits *hits; /* whose order it is */
    struct search_hit *items;       /* room for so many */
    size_t room;                    /* at least 1 */
    size_t count;
    float least; /* hits with a lower score do not come in; -1 while all may */
};

struct top top_of(const struct search_hits *hits, struct search_hit *items, size_t room);

void top_add(struct top *top, struct search_hit hit);

/* Put what was found in order. */
void top_finish(struct top *top);

/* Bring the first wanted of count items, at most count, to the front and in order. */
void top_select(const struct search_hits *hits, struct search_hit *items, size_t count,
                size_t wanted);
