/* SPDX-License-Identifier: Apache-2.0 */
#include "top.h"

#include "hits.h"

struct top top_of(const struct search_hits *hits, struct search_hit *items, size_t room)
{
    return (struct top){.hits = hits, .items = items, .room = room, .least = -1.0F};
}

static void swap(struct search_hit *a, struct search_hit *b)
{
    struct search_hit kept = *a;
    *a = *b;
    *b = kept;
}

/* Let the hit at place sink below those that come after it in order. */
static void sift_down(const struct top *top, size_t place, size_t count)
{
    struct search_hit *items = top->items;
    while (place * 2 + 1 < count) {
        size_t child = place * 2 + 1;
        if (child + 1 < count && order_is_before(top->hits, &items[child], &items[child + 1])) {
            child++;
        }
        if (!order_is_before(top->hits, &items[place], &items[child])) {
            return;
        }
        swap(&items[place], &items[child]);
        place = child;
    }
}

/* Let items be a heap. */
static void build(const struct top *top)
{
    for (size_t i = top->count / 2; i > 0; i--) {
        sift_down(top, i - 1, top->count);
    }
}

void top_add(struct top *top, struct search_hit hit)
{
    if (top->count < top->room) {
        top->items[top->count++] = hit;
        if (top->count == top->room) {
            build(top);
        }
    } else if (order_is_before(top->hits, &hit, &top->items[0])) {
        top->items[0] = hit;
        sift_down(top, 0, top->room);
    }
    if (top->count == top->room && top->hits->sorts[0].key == SEARCH_BY_RELEVANCE) {
        top->least = top->items[0].score;
    }
}

void top_finish(struct top *top)
{
    build(top);
    for (size_t end = top->count; end > 1; end--) {
        swap(&top->items[0], &top->items[end - 1]);
        sift_down(top, 0, end - 1);
    }
}

void top_select(const struct search_hits *hits, struct search_hit *items, size_t count,
                size_t wanted)
{
    struct top top = {.hits = hits, .items = items, .room = wanted, .count = wanted};
    build(&top);
    for (size_t i = wanted; i < count; i++) {
        if (order_is_before(hits, &items[i], &items[0])) {
            swap(&items[i], &items[0]);
            sift_down(&top, 0, wanted);
        }
    }
    top_finish(&top);
}
