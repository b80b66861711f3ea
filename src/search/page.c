/* SPDX-License-Identifier: Apache-2.0 */
#include "cursor.h"
#include "hits.h"

/* How many hits come before the place that a cursor of another generation remembers. */
static size_t find_place(struct search_hits *hits, const struct cursor *cursor)
{
    uint32_t document = index_document_find(hits->space.index, cursor->id);
    if (document == INDEX_END) {
        return cursor->offset < hits->count ? cursor->offset : hits->count;
    }
    if (!order_list(hits)) {
        return 0;
    }
    struct search_hit anchor = {document, cursor->paragraph, cursor->score};
    size_t place = 0;
    for (size_t i = 0; i < hits->count; i++) {
        /* The page behind begins behind the anchor, the page before ends before it. */
        bool counts = cursor->back ? order_is_before(hits, &hits->items[i], &anchor)
                                   : !order_is_before(hits, &anchor, &hits->items[i]);
        place += counts ? 1 : 0;
    }
    return place;
}

/* Hits [first, end) of the order. */
struct window {
    size_t first;
    size_t end;
};

static struct window window_at(const struct search_hits *hits, size_t first, size_t limit)
{
    first = first < hits->count ? first : hits->count;
    size_t most = hits->count - first;
    return (struct window){first, first + (limit < most ? limit : most)};
}

static enum status choose(struct search_hits *hits, struct arena *arena, struct window *window,
                          struct error *error)
{
    const struct search_request *request = hits->request;
    struct cursor cursor;
    if (!request->cursor.at) {
        *window = window_at(hits, request->offset, request->limit);
        return STATUS_OK;
    }
    if (!cursor_read(request->cursor, arena, &cursor)) {
        return error_set(error, STATUS_INVALID, "this is no cursor of ours");
    }
    if (cursor.signature != request->signature) {
        return error_set(error, STATUS_INVALID, "this cursor belongs to another query");
    }
    size_t place =
        cursor.generation == hits->source->generation ? cursor.offset : find_place(hits, &cursor);
    place = place < hits->count ? place : hits->count;
    if (cursor.back) {
        size_t first = place > request->limit ? place - request->limit : 0;
        *window = (struct window){first, place};
    } else {
        *window = window_at(hits, place, request->limit);
    }
    return STATUS_OK;
}

static struct text print(const struct search_hits *hits, size_t item, size_t offset, bool back,
                         struct arena *arena)
{
    const struct search_hit *hit = &hits->items[item];
    struct cursor cursor = {
        .generation = hits->source->generation,
        .offset = offset,
        .back = back,
        .signature = hits->request->signature,
        .score = hit->score,
        .paragraph = hit->paragraph,
        .id = index_card(hits->space.index, hit->document).id,
    };
    return cursor_print(&cursor, arena);
}

enum status search_page(struct search_hits *hits, struct arena *arena, struct search_page *out,
                        struct error *error)
{
    struct window window = {0, 0};
    enum status status = choose(hits, arena, &window, error);
    if (status) {
        return status;
    }
    if (!order_first(hits, window.end)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a page");
    }
    struct search_page page = {.items =
                                   window.end > window.first ? hits->items + window.first : NULL,
                               .count = window.end - window.first,
                               .offset = window.first};
    if (page.count > 0 && window.end < hits->count) {
        page.next_cursor = print(hits, window.end - 1, window.end, false, arena);
    }
    if (page.count > 0 && window.first > 0) {
        page.prev_cursor = print(hits, window.first, window.first, true, arena);
    }
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a page");
    }
    *out = page;
    return STATUS_OK;
}
