/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"

#include "../../src/index/lists.h"
#include "unit.h"

#define DOCUMENTS  4000
#define BODY_START 40
#define HEAD_START 100000
#define PLACES_MAX ((size_t)400000)

/* A word at a place: document number and position. */
struct occurrence {
    uint32_t number;
    uint32_t position;
};

/* Documents of one shape, and occurrences of a word in some of them. */
struct made {
    unsigned char lengths[DOCUMENTS];
    struct list_norms norms;
    uint32_t positions[PLACES_MAX];
    struct occurrence *occurrences;
    size_t count;
};

static struct made made;

static void prepare(void)
{
    for (size_t i = 0; i < DOCUMENTS; i++) {
        made.lengths[i] = (unsigned char)(i % 251);
    }
    made.norms = (struct list_norms){made.lengths, index_norms_of(600.0F)};
    made.occurrences = calloc(PLACES_MAX, sizeof(*made.occurrences));
    made.count = 0;
    assert_non_null(made.occurrences);
}

static uint32_t roll(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

/* A word in so many documents; in most a few times, in some very often, in title and header too. */
static void make_word(uint32_t documents, uint32_t seed)
{
    uint32_t state = seed;
    made.count = 0;
    for (uint32_t i = 0; i < documents; i++) {
        uint32_t number = (uint32_t)((uint64_t)i * DOCUMENTS / documents);
        uint32_t position = i % 5 == 0 ? roll(&state) % 30 : BODY_START + roll(&state) % 3000;
        uint32_t words = i % 97 == 0 ? 300 : 1 + roll(&state) % 3;
        for (uint32_t k = 0; k < words; k++) {
            made.occurrences[made.count++] = (struct occurrence){number, position};
            position += 1 + (k % 7 == 0 ? roll(&state) % 40000 : roll(&state) % 50);
        }
    }
}

static void add(struct lists *lists, struct list_entry *entry, enum index_list_kind kind)
{
    struct list_writing writing;
    list_writing_init(&writing, lists, &made.norms);
    list_begin(&writing, kind);
    for (size_t at = 0; at < made.count;) {
        uint32_t number = made.occurrences[at].number;
        uint32_t words[INDEX_TEXT_FIELD_COUNT] = {0};
        size_t count = 0;
        for (; at < made.count && made.occurrences[at].number == number; at++) {
            uint32_t position = made.occurrences[at].position;
            made.positions[count++] = position;
            words[position < BODY_START   ? INDEX_TEXT_TITLE
                  : position < HEAD_START ? INDEX_TEXT_BODY
                                          : INDEX_TEXT_HEADER]++;
        }
        list_put(&writing, number, words, kind == INDEX_LIST_OF_POSITIONS ? made.positions : NULL);
    }
    list_end(&writing, entry);
    list_writing_clear(&writing);
    assert_false(lists->failed);
}

/* A cursor must give back what the list was made of. */
static void check_list(struct index_list list)
{
    struct index_cursor cursor = index_cursor_over(list);
    for (size_t at = 0; at < made.count;) {
        uint32_t frequency[INDEX_TEXT_FIELD_COUNT] = {0};
        struct index_positions positions = index_cursor_positions(&cursor);
        assert_int_equal(cursor.number, made.occurrences[at].number);
        for (; at < made.count && made.occurrences[at].number == cursor.number; at++) {
            uint32_t position = 0;
            uint32_t wanted = made.occurrences[at].position;
            if (list.kind == INDEX_LIST_OF_POSITIONS) {
                assert_true(index_positions_next(&positions, &position));
                assert_int_equal(position, wanted);
            }
            frequency[wanted < BODY_START   ? INDEX_TEXT_TITLE
                      : wanted < HEAD_START ? INDEX_TEXT_BODY
                                            : INDEX_TEXT_HEADER]++;
        }
        assert_memory_equal(cursor.frequency, frequency, sizeof(frequency));
        (void)index_cursor_next(&cursor);
    }
    assert_int_equal(cursor.number, INDEX_END);
}

/* No posting of a block may count more than its head says. */
static void check_bests(struct index_list list)
{
    for (uint32_t i = 0; i < list.block_count; i++) {
        struct index_block block;
        float weights[INDEX_BLOCK_POSTINGS];
        struct index_best best = index_list_best(&list, i);
        float most = best.weight == INDEX_WEIGHT_ANY
                         ? 1.0F
                         : index_saturation(best.weight, made.norms.values.of[best.norm]);
        (void)index_list_read(&list, i, &block);
        index_block_weights(&block, 7, weights);
        for (uint32_t k = 0; k < block.count; k++) {
            unsigned char norm = made.lengths[block.numbers[k]];
            float worth = index_saturation(weights[k], made.norms.values.of[norm]);
            assert_true(worth <= most);
        }
        assert_true(block.numbers[block.count - 1] <= index_list_last(&list, i));
    }
}

static void gives_back_what_it_was_made_of(void **state)
{
    static const uint32_t sizes[] = {1, 2, 3, 127, 128, 129, 255, 256, 257, 1000, DOCUMENTS};
    (void)state;
    prepare();
    struct lists lists;
    assert_true(lists_init(&lists, DOCUMENTS));
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct list_entry entries[2];
        EXAMPLE(i);
        make_word(sizes[i], (uint32_t)i + 3);
        add(&lists, &entries[0], INDEX_LIST_OF_POSITIONS);
        add(&lists, &entries[1], INDEX_LIST_OF_FREQUENCIES);
        assert_int_equal(list_postings(&entries[0]), sizes[i]);
        check_list(lists_get(&lists, &entries[0], INDEX_LIST_OF_POSITIONS));
        check_list(lists_get(&lists, &entries[1], INDEX_LIST_OF_FREQUENCIES));
        check_list(lists_get(&lists, &entries[0], INDEX_LIST_OF_FREQUENCIES));
        check_bests(lists_get(&lists, &entries[0], INDEX_LIST_OF_POSITIONS));
    }
    lists_clear(&lists);
    free(made.occurrences);
}

/* Whether one of the occurrences of a document stands at position. */
static bool stands_at(size_t first, uint32_t position)
{
    uint32_t number = made.occurrences[first].number;
    for (size_t i = first; i < made.count && made.occurrences[i].number == number; i++) {
        if (made.occurrences[i].position == position) {
            return true;
        }
    }
    return false;
}

/* Of places of which some are those of the word, and some as far from them as a filter can tell. */
static void keeps_places_at_which_a_word_stands(void **state)
{
    (void)state;
    prepare();
    struct lists lists;
    struct list_entry entry;
    assert_true(lists_init(&lists, DOCUMENTS));
    make_word(300, 5);
    add(&lists, &entry, INDEX_LIST_OF_POSITIONS);
    struct index_list list = lists_get(&lists, &entry, INDEX_LIST_OF_POSITIONS);
    struct index_cursor cursor = index_cursor_over(list);
    for (size_t first = 0; first < made.count; (void)index_cursor_next(&cursor)) {
        uint32_t places[1000];
        uint32_t wanted[1000];
        uint32_t count = 0;
        uint32_t wanted_count = 0;
        size_t at = first;
        EXAMPLE(cursor.number);
        for (; at < made.count && made.occurrences[at].number == cursor.number; at++) {
            uint32_t position = made.occurrences[at].position;
            uint32_t before = count > 0 ? places[count - 1] + 1 : 0;
            uint32_t tried[] = {position - 2, position + 1, position + 4094};
            for (size_t i = 0; i < COUNT_OF(tried) && position >= 2; i++) {
                if (tried[i] >= before) {
                    places[count++] = tried[i];
                    before = tried[i] + 1;
                }
            }
        }
        for (uint32_t i = 0; i < count; i++) {
            if (stands_at(first, places[i] + 2)) {
                wanted[wanted_count++] = places[i];
            }
        }
        struct index_positions positions = index_cursor_positions(&cursor);
        assert_int_equal(index_positions_keep(&positions, 2, places, count), wanted_count);
        assert_memory_equal(places, wanted, wanted_count * sizeof(*wanted));
        first = at;
    }
    lists_clear(&lists);
    free(made.occurrences);
}

static void keeps_a_single_posting_in_its_entry(void **state)
{
    (void)state;
    prepare();
    struct lists lists;
    assert_true(lists_init(&lists, DOCUMENTS));
    made.occurrences[0] = (struct occurrence){7, HEAD_START + 3};
    made.count = 1;
    struct list_entry entry;
    add(&lists, &entry, INDEX_LIST_OF_POSITIONS);
    assert_int_equal(lists.postings.length, 0);
    assert_int_equal(entry.postings, LIST_IS_SINGLE | INDEX_TEXT_HEADER);
    check_list(lists_get(&lists, &entry, INDEX_LIST_OF_POSITIONS));
    lists_clear(&lists);
    free(made.occurrences);
}

static void keeps_lengths_in_a_byte(void **state)
{
    (void)state;
    for (uint32_t words = 1; words <= 32; words++) {
        assert_int_equal(index_norm(words), words - 1);
    }
    assert_int_equal(index_norm(0), 0);
    assert_int_equal(index_norm(UINT32_MAX), INDEX_NORM_COUNT - 1);
    for (uint32_t words = 33; words < 1000000; words += words / 3) {
        float norm = index_norms_of(1.0F).of[index_norm(words)];
        float exact = INDEX_BM25_K1 * (1.0F - INDEX_BM25_B + INDEX_BM25_B * (float)words);
        assert_true(norm > exact * 0.965F && norm < exact * 1.035F);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_what_it_was_made_of),
        cmocka_unit_test(keeps_places_at_which_a_word_stands),
        cmocka_unit_test(keeps_a_single_posting_in_its_entry),
        cmocka_unit_test(keeps_lengths_in_a_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
