/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/difference.h"
#include "unit.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)

/* As "same -removed +added", a sign for each run. */
static void print(const struct difference *difference, struct buffer *out)
{
    for (size_t i = 0; i < difference->runs.count; i++) {
        const struct difference_run *run = &difference->runs.items[i];
        buffer_add(out, i > 0 ? TEXT(" | ") : TEXT(""));
        buffer_add(out, run->kind == DIFFERENCE_REMOVED ? TEXT("-")
                        : run->kind == DIFFERENCE_ADDED ? TEXT("+")
                                                        : TEXT("="));
        buffer_add(out, run->kind == DIFFERENCE_ADDED ? run->second : run->first);
    }
}

static const struct example {
    const char *first;
    const char *second;
    const char *difference;
} examples[] = {
    {"", "", ""},
    {"a b", "", "-a b"},
    {"", "a b", "+a b"},
    {"the cod  talks", "the cod\ntalks", "=the cod  talks"},
    {"the cod talks", "the herring talks", "=the | -cod | +herring | =talks"},
    {"a b c", "b c d", "-a | =b c | +d"},
    {"x", "y x z", "+y | =x | +z"},
    {"a x b x c", "x x", "-a | =x | -b | =x | -c"},
    {"one two three", "four five", "-one two three | +four five"},
};

static void tells_words_taken_out_and_put_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(ARENA_BYTES);
        AUTO_BUFFER printed = BUFFER_UP_TO(1000);
        struct difference difference;
        assert_int_equal(difference_of(text_of(examples[i].first), text_of(examples[i].second),
                                       arena, &difference, NULL),
                         STATUS_OK);
        print(&difference, &printed);
        assert_text(buffer_text(&printed), examples[i].difference);
        assert_false(difference.is_rough);
    }
}

static uint32_t roll(uint32_t *state, uint32_t most)
{
    *state = *state * 1664525U + 1013904223U;
    return (*state >> 16) % most;
}

#define WORDS_MAX 24

static size_t make(uint32_t *state, char *out)
{
    size_t count = roll(state, WORDS_MAX);
    for (size_t i = 0; i < count; i++) {
        out[2 * i] = (char)('a' + roll(state, 3));
        out[2 * i + 1] = ' ';
    }
    return count;
}

/* The most words that two texts have in common in this order, by the whole table. */
static size_t most_common(const char *a, size_t a_count, const char *b, size_t b_count)
{
    size_t table[WORDS_MAX + 1][WORDS_MAX + 1] = {{0}};
    for (size_t i = 1; i <= a_count; i++) {
        for (size_t k = 1; k <= b_count; k++) {
            size_t other = table[i - 1][k] > table[i][k - 1] ? table[i - 1][k] : table[i][k - 1];
            table[i][k] = a[2 * (i - 1)] == b[2 * (k - 1)] ? table[i - 1][k - 1] + 1 : other;
        }
    }
    return table[a_count][b_count];
}

static void finds_the_fewest_changes(void **state)
{
    (void)state;
    uint32_t dice = 5;
    for (int i = 0; i < 3000; i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(ARENA_BYTES);
        char a[2 * WORDS_MAX];
        char b[2 * WORDS_MAX];
        size_t a_count = make(&dice, a);
        size_t b_count = make(&dice, b);
        struct difference difference;
        assert_int_equal(difference_of((struct text){a, 2 * a_count}, (struct text){b, 2 * b_count},
                                       arena, &difference, NULL),
                         STATUS_OK);
        assert_int_equal(difference.same, most_common(a, a_count, b, b_count));
        assert_int_equal(difference.same + difference.removed, a_count);
        assert_int_equal(difference.same + difference.added, b_count);
    }
}

/* Two texts of 60,000 words that have nothing in common in order cost no more than may be. */
static void gives_up_on_the_fewest_when_that_is_too_dear(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new((size_t)256 * 1024 * 1024);
    AUTO_BUFFER a = BUFFER_UP_TO((size_t)1024 * 1024);
    AUTO_BUFFER b = BUFFER_UP_TO((size_t)1024 * 1024);
    uint32_t dice = 9;
    for (int i = 0; i < 60000; i++) {
        buffer_add_format(&a, "w%u ", roll(&dice, 50));
        buffer_add_format(&b, "w%u ", 25 + roll(&dice, 50));
    }
    struct difference difference;
    assert_int_equal(difference_of(buffer_text(&a), buffer_text(&b), arena, &difference, NULL),
                     STATUS_OK);
    assert_true(difference.is_rough);
    assert_int_equal(difference.same + difference.removed, 60000);
    assert_int_equal(difference.same + difference.added, 60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_words_taken_out_and_put_in),
        cmocka_unit_test(finds_the_fewest_changes),
        cmocka_unit_test(gives_up_on_the_fewest_when_that_is_too_dear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
