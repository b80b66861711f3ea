/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "chancery/base/numbering.h"

enum {
    MANY = 100000
};

static void numbers_texts_as_they_come(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 20);
    struct numbering numbering = NUMBERING_NONE;
    char cod[] = "cod";
    assert_int_equal(numbering_of(arena, &numbering, text_of(cod)), 0);
    cod[0] = 'r';
    assert_int_equal(numbering_of(arena, &numbering, TEXT("herring")), 1);
    assert_int_equal(numbering_of(arena, &numbering, TEXT("rod")), 2);
    assert_int_equal(numbering_of(arena, &numbering, TEXT("cod")), 0);
    assert_int_equal(numbering_of(arena, &numbering, TEXT("")), 3);
    assert_int_equal(numbering_of(arena, &numbering, TEXT("")), 3);
    assert_int_equal(numbering.texts.count, 4);
    assert_text(numbering.texts.items[0], "cod");
}

static void keeps_many_apart(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new((size_t)1 << 28);
    struct numbering numbering = NUMBERING_NONE;
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < MANY; i++) {
            struct text text = arena_format(arena, "word %u", (unsigned)i);
            assert_int_equal(numbering_of(arena, &numbering, text), i);
        }
    }
    assert_int_equal(numbering.texts.count, MANY);
}

/* Long texts that begin alike, and one of zeros, which is not an empty one. */
static void tells_long_texts_apart(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 20);
    struct numbering numbering = NUMBERING_NONE;
    static const char *const texts[] = {
        "",
        "interdepartmentalizatio",
        "interdepartmentalization",
        "interdepartmentalizations",
        "interdepartmentalizations of one",
        "interdepartmentalizations of two",
    };
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
            assert_int_equal(numbering_of(arena, &numbering, text_of(texts[i])), i);
        }
        assert_int_equal(numbering_of(arena, &numbering, (struct text){"\0", 1}), 6);
    }
}

static void says_when_memory_ends(void **state)
{
    (void)state;
    uint32_t expected = 0;
    AUTO_ARENA words = arena_new(1 << 24);
    AUTO_ARENA arena = arena_new(1 << 16);
    struct numbering numbering = NUMBERING_NONE;
    uint32_t number = 0;
    for (; expected < MANY && number != NUMBERING_FULL; expected++) {
        number = numbering_of(arena, &numbering, arena_format(words, "w%u", (unsigned)expected));
        assert_true(number == expected || number == NUMBERING_FULL);
    }
    assert_int_equal(number, NUMBERING_FULL);
    assert_true(arena_failed(arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_texts_as_they_come),
        cmocka_unit_test(keeps_many_apart),
        cmocka_unit_test(tells_long_texts_apart),
        cmocka_unit_test(says_when_memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
