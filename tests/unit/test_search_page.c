/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "unit.h"

#include "chancery/base/array.h"
#include "chancery/index/builder.h"
#include "chancery/search/search.h"

#include "generated.h"

enum {
    DOCUMENTS = 90
};

struct world {
    struct arena *arena;
    struct generated made;
    struct index *index;
    struct search_source source;
};

/* An index of all documents but one; leave DOCUMENTS out to have all. */
static struct index *index_without(const struct generated *made, size_t left_out)
{
    AUTO_INDEX_BUILDER builder = index_builder_new();
    struct error error = ERROR_NONE;
    struct index *index = NULL;
    for (size_t i = 0; i < made->count; i++) {
        if (i != left_out) {
            assert_int_equal(
                index_builder_add(builder, made->documents[i].document, (int64_t)i, &error),
                STATUS_OK);
        }
    }
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    return index;
}

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof(*world));
    assert_non_null(world);
    world->arena = arena_new(1 << 26);
    world->made = generated_make(5, DOCUMENTS, world->arena);
    world->index = index_without(&world->made, DOCUMENTS);
    world->source = (struct search_source){.index = world->index, .generation = 1};
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    index_free(world->index);
    arena_free(world->arena);
    free(world);
    return 0;
}

static struct search_hits *find(const struct search_source *source,
                                const struct search_request *request, struct arena *arena)
{
    struct error error = ERROR_NONE;
    struct search_hits *hits = NULL;
    assert_int_equal(search_find(source, request, arena, &hits, &error), STATUS_OK);
    return hits;
}

static struct search_page page_of(const struct search_source *source,
                                  const struct search_request *request, struct arena *arena)
{
    struct error error = ERROR_NONE;
    struct search_page page;
    struct search_hits *hits = find(source, request, arena);
    assert_int_equal(search_page(hits, arena, &page, &error), STATUS_OK);
    return page;
}

/* What is asked for in these tests: words that many documents have. */
static struct query_node fleet = {.kind = QUERY_TERM, .text = {"the", 3}};

static const struct order {
    struct search_sort sort[2];
    size_t count;
    enum search_unit unit;
} orders[] = {
    {{{SEARCH_BY_RELEVANCE, false}}, 1, SEARCH_DOCUMENTS},
    {{{SEARCH_BY_DATE, false}}, 1, SEARCH_DOCUMENTS},
    {{{SEARCH_BY_DATE, true}}, 1, SEARCH_DOCUMENTS},
    {{{SEARCH_BY_ID, true}}, 1, SEARCH_DOCUMENTS},
    {{{SEARCH_BY_TITLE, false}, {SEARCH_BY_LENGTH, true}}, 2, SEARCH_DOCUMENTS},
    {{{SEARCH_BY_RELEVANCE, false}}, 1, SEARCH_PARAGRAPHS},
    {{{SEARCH_BY_LENGTH, false}}, 1, SEARCH_PARAGRAPHS},
};

static struct search_request request_in(const struct order *order)
{
    struct search_request request = {
        .query = &fleet, .unit = order->unit, .signature = UINT64_MAX - 1};
    memcpy(request.sort, order->sort, sizeof(order->sort));
    request.sort_count = order->count;
    return request;
}

static void assert_same_hit(struct search_hit a, struct search_hit b)
{
    assert_int_equal(a.document, b.document);
    assert_int_equal(a.paragraph, b.paragraph);
}

/* All hits of a request, in order. */
static size_t all_of(const struct search_source *source, struct search_request request,
                     struct arena *arena, struct search_hit **out)
{
    struct search_hits *hits = find(source, &request, arena);
    size_t count = search_count(hits);
    search_order(hits);
    *out = arena_take(arena, (count + 1) * sizeof(**out));
    assert_non_null(*out);
    for (size_t i = 0; i < count; i++) {
        (*out)[i] = search_hit_at(hits, i);
    }
    return count;
}

static void gives_every_hit_once_by_offset_and_by_cursor(void **state)
{
    const struct world *world = *state;
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        for (size_t limit = 1; limit < 50; limit += 8) {
            EXAMPLE(i);
            AUTO_ARENA arena = arena_new(1 << 26);
            struct search_hit *all = NULL;
            struct search_request request = request_in(&orders[i]);
            size_t count = all_of(&world->source, request, arena, &all);
            assert_true(count > 20);
            size_t seen = 0;
            request.limit = limit;
            struct search_page page = page_of(&world->source, &request, arena);
            assert_null(page.prev_cursor.at);
            while (page.count > 0) {
                assert_int_equal(page.offset, seen);
                struct search_request same = request_in(&orders[i]);
                same.limit = limit;
                same.offset = seen;
                struct search_page by_offset = page_of(&world->source, &same, arena);
                for (size_t k = 0; k < page.count; k++) {
                    assert_same_hit(page.items[k], all[seen]);
                    assert_same_hit(by_offset.items[k], all[seen]);
                    seen++;
                }
                request.cursor = page.next_cursor;
                if (!request.cursor.at) {
                    break;
                }
                page = page_of(&world->source, &request, arena);
            }
            assert_int_equal(seen, count);
        }
    }
}

static void leads_back_by_prev(void **state)
{
    const struct world *world = *state;
    AUTO_ARENA arena = arena_new(1 << 26);
    struct search_request request = request_in(&orders[0]);
    request.limit = 7;
    struct search_page first = page_of(&world->source, &request, arena);
    request.cursor = first.next_cursor;
    struct search_page second = page_of(&world->source, &request, arena);
    request.cursor = second.prev_cursor;
    struct search_page again = page_of(&world->source, &request, arena);
    assert_int_equal(again.count, 7);
    assert_int_equal(again.offset, 0);
    assert_null(again.prev_cursor.at);
    for (size_t i = 0; i < again.count; i++) {
        assert_same_hit(again.items[i], first.items[i]);
    }
}

static void gives_nothing_beyond_the_end(void **state)
{
    const struct world *world = *state;
    AUTO_ARENA arena = arena_new(1 << 26);
    struct search_request request = request_in(&orders[0]);
    request.limit = 5;
    request.offset = SIZE_MAX;
    assert_int_equal(page_of(&world->source, &request, arena).count, 0);
    request.offset = 0;
    request.limit = 0;
    assert_int_equal(page_of(&world->source, &request, arena).count, 0);
}

/* Where a document went between two pages, the others are neither skipped nor told twice. */
static void goes_on_in_another_generation(void **state)
{
    const struct world *world = *state;
    for (size_t i = 1; i < 5; i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1 << 26);
        struct search_request request = request_in(&orders[i]);
        struct search_hit *all = NULL;
        size_t count = all_of(&world->source, request, arena, &all);
        request.limit = 10;
        struct search_page first = page_of(&world->source, &request, arena);
        /* The third document of the first page is gone in the next generation. */
        int64_t gone = index_document_key(world->index, first.items[2].document);
        AUTO_INDEX next = index_without(&world->made, (size_t)gone);
        struct search_source later = {.index = next, .generation = 2};
        request.cursor = first.next_cursor;
        struct search_page second = page_of(&later, &request, arena);
        assert_int_equal(second.count, 10);
        assert_true(count >= 20);
        for (size_t k = 0; k < second.count; k++) {
            assert_int_equal(index_document_key(next, second.items[k].document),
                             index_document_key(world->index, all[10 + k].document));
        }
    }
}

static void refuses_cursors_of_others(void **state)
{
    static const char *const cursors[] = {"", "nonsense", "====", "MTox", "\xff"};
    const struct world *world = *state;
    AUTO_ARENA arena = arena_new(1 << 26);
    struct error error = ERROR_NONE;
    struct search_page page;
    for (size_t i = 0; i < COUNT_OF(cursors); i++) {
        EXAMPLE(i);
        struct search_request request = request_in(&orders[0]);
        request.limit = 5;
        request.cursor = text_of(cursors[i]);
        struct search_hits *hits = find(&world->source, &request, arena);
        assert_int_equal(search_page(hits, arena, &page, &error), STATUS_INVALID);
    }
    struct search_request request = request_in(&orders[0]);
    request.limit = 5;
    request.cursor = page_of(&world->source, &request, arena).next_cursor;
    request.signature++;
    struct search_hits *hits = find(&world->source, &request, arena);
    assert_int_equal(search_page(hits, arena, &page, &error), STATUS_INVALID);
}

static void sorts_by_date_with_the_undated_last(void **state)
{
    const struct world *world = *state;
    for (int down = 0; down < 2; down++) {
        EXAMPLE(down);
        AUTO_ARENA arena = arena_new(1 << 26);
        struct search_request request = {.sort = {{SEARCH_BY_DATE, down == 1}}, .sort_count = 1};
        struct search_hit *all = NULL;
        size_t count = all_of(&world->source, request, arena, &all);
        assert_int_equal(count, DOCUMENTS);
        for (size_t i = 1; i < count; i++) {
            struct index_date before = index_document_date(world->index, all[i - 1].document);
            struct index_date here = index_document_date(world->index, all[i].document);
            if (before.minute == here.minute) {
                struct text id = index_card(world->index, all[i - 1].document).id;
                assert_true(text_compare(id, index_card(world->index, all[i].document).id) < 0);
                continue;
            }
            assert_true(before.precision != INDEX_PRECISION_NONE);
            bool falls = before.minute > here.minute;
            assert_true(here.precision == INDEX_PRECISION_NONE || falls == (down == 1));
        }
    }
}

static void sorts_best_first_by_default(void **state)
{
    const struct world *world = *state;
    AUTO_ARENA arena = arena_new(1 << 26);
    struct search_request request = {.query = &fleet};
    struct search_hit *all = NULL;
    size_t count = all_of(&world->source, request, arena, &all);
    for (size_t i = 1; i < count; i++) {
        assert_true(all[i - 1].score >= all[i].score);
    }
    assert_true(all[0].score > all[count - 1].score);
}

/* Somebody who asks for much must be told so, not served slowly. */
static void refuses_what_needs_too_much_memory(void **state)
{
    const struct world *world = *state;
    struct error error = ERROR_NONE;
    struct search_request request = {.query = &fleet};
    size_t limit = 0;
    enum status status = STATUS_NO_MEMORY;
    while (status == STATUS_NO_MEMORY) {
        AUTO_ARENA arena = arena_new(limit);
        struct search_hits *hits = NULL;
        struct search_page page;
        status = search_find(&world->source, &request, arena, &hits, &error);
        if (!status) {
            status = search_page(hits, arena, &page, &error);
        }
        limit += 64;
        assert_true(limit < 1 << 20);
    }
    assert_int_equal(status, STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_every_hit_once_by_offset_and_by_cursor),
        cmocka_unit_test(leads_back_by_prev),
        cmocka_unit_test(gives_nothing_beyond_the_end),
        cmocka_unit_test(goes_on_in_another_generation),
        cmocka_unit_test(refuses_cursors_of_others),
        cmocka_unit_test(sorts_by_date_with_the_undated_last),
        cmocka_unit_test(sorts_best_first_by_default),
        cmocka_unit_test(refuses_what_needs_too_much_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
