/* SPDX-License-Identifier: Apache-2.0 */
#include "temporary.h"
#include "unit.h"

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/file.h"
#include "chancery/index/builder.h"
#include "chancery/index/file.h"
#include "chancery/index/merge.h"

#include "generated.h"

enum {
    DOCUMENTS = 420,
    ROUNDS = 14,
    PARTS_MAX = 5,
};

#define FILE_BYTES_MAX ((size_t)64 * 1024 * 1024)

/* Documents, of which some are held at a time. */
struct world {
    struct arena *arena;
    struct generated made;
    struct generated_dice dice;
    bool is_held[DOCUMENTS];
};

/* Spellings and other names of one value, which documents give by chance. */
static void name_otherwise(struct world *world, struct document *document)
{
    static const char *const names[] = {"AMEMBASSY SEOUL", "Amembassy Seoul", "AMEMBASSY  SEOUL"};
    static const char *const offices[] = {"POL", "pol", "ECON", ""};
    uint32_t count = document->cable ? generated_roll(&world->dice, 4) : 0;
    for (uint32_t i = 0; i < count; i++) {
        struct cable_addressee *to = LIST_ADD(world->arena, &document->cable->to);
        assert_non_null(to);
        to->name = text_of(names[generated_roll(&world->dice, COUNT_OF(names))]);
        to->office = text_of(offices[generated_roll(&world->dice, COUNT_OF(offices))]);
    }
}

static void begin(struct world *world, uint64_t seed)
{
    *world = (struct world){.arena = arena_new((size_t)1 << 28), .dice = {.state = seed}};
    world->made = generated_make(seed, DOCUMENTS, world->arena);
    for (size_t i = 0; i < DOCUMENTS; i++) {
        name_otherwise(world, world->made.documents[i].document);
    }
}

static void end(struct world *world)
{
    world->arena = arena_free(world->arena);
}

/* An index of the documents that are chosen, added from a place chosen by dice on. */
static struct index *build(struct world *world, const bool *chosen)
{
    AUTO_INDEX_BUILDER builder = index_builder_new();
    struct error error = ERROR_NONE;
    size_t from = generated_roll(&world->dice, DOCUMENTS);
    for (size_t i = 0; i < DOCUMENTS; i++) {
        size_t place = (i + from) % DOCUMENTS;
        if (chosen[place]) {
            assert_int_equal(index_builder_add(builder, world->made.documents[place].document,
                                               (int64_t)place + 1, &error),
                             STATUS_OK);
        }
    }
    struct index *index = NULL;
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    return index;
}

static void save(const struct index *index, const char *name, struct buffer *bytes)
{
    struct error error = ERROR_NONE;
    const char *path = temporary_path(name);
    assert_int_equal(index_save(index, path, TEXT("it"), &error), STATUS_OK);
    buffer_clear(bytes);
    assert_int_equal(file_read(path, bytes, &error), STATUS_OK);
}

static void assert_same_bytes(const struct index *found, const struct index *expected)
{
    AUTO_BUFFER a = BUFFER_UP_TO(FILE_BYTES_MAX);
    AUTO_BUFFER b = BUFFER_UP_TO(FILE_BYTES_MAX);
    save(found, "found.index", &a);
    save(expected, "expected.index", &b);
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.bytes, b.bytes, a.length);
}

static struct index *merge(const struct index_part *parts, size_t count, unsigned workers)
{
    struct error error = ERROR_NONE;
    struct index *index = NULL;
    struct index_merge request = {parts, count, workers};
    assert_int_equal(index_merge(&request, &index, &error), STATUS_OK);
    return index;
}

/* Let documents of held go by chance; they are not held any more. */
static uint64_t *remove_some(struct world *world, const struct index *index, uint32_t one_in)
{
    size_t count = index_document_count(index);
    uint64_t *removed = arena_take(world->arena, (count / 64 + 1) * sizeof(*removed));
    assert_non_null(removed);
    for (uint32_t i = 0; i < count; i++) {
        if (generated_roll(&world->dice, one_in) == 0) {
            removed[i / 64] |= UINT64_C(1) << i % 64;
            world->is_held[index_document_key(index, i) - 1] = false;
        }
    }
    return removed;
}

/* Documents that are not held yet; they are then. */
static struct index *add_some(struct world *world, uint32_t one_in)
{
    bool chosen[DOCUMENTS] = {false};
    for (size_t i = 0; i < DOCUMENTS; i++) {
        chosen[i] = !world->is_held[i] && generated_roll(&world->dice, one_in) == 0;
    }
    for (size_t i = 0; i < DOCUMENTS; i++) {
        world->is_held[i] |= chosen[i];
    }
    return build(world, chosen);
}

static void any_way_of_changes_gives_the_bytes_of_a_fresh_build(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 11);
    struct index *held = build(&world, world.is_held);
    for (int round = 0; round < ROUNDS; round++) {
        EXAMPLE((size_t)round);
        struct index_part parts[PARTS_MAX] = {{held, NULL}};
        size_t count = 1 + generated_roll(&world.dice, PARTS_MAX - 1);
        if (round % 3 > 0) {
            parts[0].removed = remove_some(&world, held, round % 5 == 0 ? 1 : 4);
        }
        for (size_t i = 1; i < count; i++) {
            parts[i].index = add_some(&world, 6);
        }
        struct index *merged = merge(parts, count, (unsigned)round % 4);
        struct index *fresh = build(&world, world.is_held);
        assert_same_bytes(merged, fresh);
        fresh = index_free(fresh);
        for (size_t i = 1; i < count; i++) {
            /* NOLINTNEXTLINE(clang-diagnostic-cast-qual) */
            (void)index_free((struct index *)(uintptr_t)parts[i].index);
        }
        (void)index_free(held);
        held = merged;
    }
    held = index_free(held);
    end(&world);
}

static void merges_what_was_read_from_a_file(void **state)
{
    (void)state;
    struct world world;
    struct error error = ERROR_NONE;
    begin(&world, 12);
    AUTO_INDEX first = add_some(&world, 2);
    AUTO_INDEX second = add_some(&world, 2);
    AUTO_INDEX opened = NULL;
    assert_int_equal(index_save(first, temporary_path("part.index"), TEXT("part"), &error),
                     STATUS_OK);
    assert_int_equal(index_open(temporary_path("part.index"), TEXT("part"), &opened, &error),
                     STATUS_OK);
    struct index_part parts[] = {{second, NULL}, {opened, NULL}};
    AUTO_INDEX merged = merge(parts, COUNT_OF(parts), 2);
    AUTO_INDEX fresh = build(&world, world.is_held);
    assert_same_bytes(merged, fresh);
    end(&world);
}

static void merges_nothing_and_what_is_all_gone(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 13);
    AUTO_INDEX some = add_some(&world, 9);
    struct index_part part = {some, remove_some(&world, some, 1)};
    AUTO_INDEX gone = merge(&part, 1, 2);
    AUTO_INDEX nothing = merge(NULL, 0, 1);
    AUTO_INDEX fresh = build(&world, world.is_held);
    assert_int_equal(index_document_count(gone), 0);
    assert_same_bytes(gone, fresh);
    assert_same_bytes(nothing, fresh);
    end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_way_of_changes_gives_the_bytes_of_a_fresh_build),
        cmocka_unit_test(merges_what_was_read_from_a_file),
        cmocka_unit_test(merges_nothing_and_what_is_all_gone),
    };
    temporary_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    temporary_end();
    return failed;
}
