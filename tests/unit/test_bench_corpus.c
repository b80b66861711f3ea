/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "chancery/model/vocabulary.h"
#include "chancery/parsing/parse.h"

#include "corpus.h"
#include "unit.h"

#define SEED 7

static struct vocabulary *vocabulary;

static struct corpus *open_corpus(uint64_t seed)
{
    struct corpus *corpus = NULL;
    struct error error = ERROR_NONE;
    const char *folder = getenv("CHANCERY_VOCABULARY");
    assert_int_equal(corpus_open(vocabulary, folder, seed, &corpus, &error), STATUS_OK);
    return corpus;
}

static struct buffer write_cable(uint64_t seed, uint64_t number)
{
    struct corpus *corpus = open_corpus(seed);
    struct buffer out = BUFFER_UP_TO(CORPUS_CABLE_BYTES_MAX);
    corpus_write(corpus, number, &out);
    assert_int_equal(buffer_status(&out), STATUS_OK);
    corpus_close(corpus);
    return out;
}

static void makes_a_cable_from_seed_and_number_alone(void **state)
{
    (void)state;
    struct corpus *corpus = open_corpus(SEED);
    for (uint64_t number = 0; number < 8; number++) {
        AUTO_BUFFER after_others = BUFFER_UP_TO(CORPUS_CABLE_BYTES_MAX);
        corpus_write(corpus, number, &after_others);
        AUTO_BUFFER alone = write_cable(SEED, number);
        assert_true(text_equal(buffer_text(&after_others), buffer_text(&alone)));
    }
    corpus_close(corpus);
}

static void makes_other_cables_from_another_seed_or_number(void **state)
{
    (void)state;
    AUTO_BUFFER one = write_cable(SEED, 3);
    AUTO_BUFFER other_seed = write_cable(SEED + 1, 3);
    AUTO_BUFFER other_number = write_cable(SEED, 4);
    assert_false(text_equal(buffer_text(&one), buffer_text(&other_seed)));
    assert_false(text_equal(buffer_text(&one), buffer_text(&other_number)));
}

/* context is the plan of the cable. */
static enum status compare_with_plan(struct document *document, struct arena *arena,
                                     struct text bytes, void *context, struct error *error)
{
    (void)arena;
    (void)bytes;
    (void)error;
    const struct corpus_cable *plan = context;
    char text[64];
    (void)snprintf(text, sizeof(text), "%02" PRId64 "%.*s%" PRId64, plan->date.year % 100,
                   TEXT_ARGUMENTS(plan->post->station), plan->serial);
    assert_text(document->id, text);
    (void)snprintf(text, sizeof(text), "%04" PRId64 "-%02" PRId64 "-%02" PRId64 "T%02d:%02d:00Z",
                   plan->date.year, plan->date.month, plan->date.day, plan->hour, plan->minute);
    assert_non_null(document->date);
    assert_text(document->date->value, text);
    assert_true(text_equal(document->cable->station, plan->post->station));
    assert_true(document->cable->tags.count > 0);
    assert_true(document->paragraphs.count >= 2);
    assert_int_equal(document->paragraphs.items[0].number, 1);
    assert_true(document->paragraphs.items[0].mark.length > 0);
    assert_int_equal(document->cable->signed_by.count, 1);
    return STATUS_OK;
}

static void writes_cables_that_are_read_as_planned(void **state)
{
    (void)state;
    struct corpus *corpus = open_corpus(SEED);
    struct parse_options options = {.vocabulary = vocabulary, .path = TEXT("cable.txt")};
    for (uint64_t number = 0; number < 300; number++) {
        EXAMPLE(number);
        AUTO_BUFFER out = BUFFER_UP_TO(CORPUS_CABLE_BYTES_MAX);
        struct corpus_cable plan = corpus_plan(corpus, number);
        struct error error = ERROR_NONE;
        corpus_write(corpus, number, &out);
        assert_int_equal(parse_bytes(buffer_text(&out), &options, compare_with_plan, &plan, &error),
                         STATUS_OK);
    }
    corpus_close(corpus);
}

static void is_as_long_and_as_old_as_it_says(void **state)
{
    (void)state;
    struct corpus *corpus = open_corpus(SEED);
    size_t bytes = 0;
    size_t recent = 0;
    for (uint64_t number = 0; number < 3000; number++) {
        AUTO_BUFFER out = BUFFER_UP_TO(CORPUS_CABLE_BYTES_MAX);
        corpus_write(corpus, number, &out);
        bytes += out.length;
        int64_t year = corpus_plan(corpus, number).date.year;
        recent += year >= 2002 && year <= 2010;
    }
    /* Heading and body: 6.8 kB and about 0.8 kB. */
    assert_in_range(bytes / 3000, 7000, 8200);
    assert_in_range(recent, 2880, 2940);
    corpus_close(corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_a_cable_from_seed_and_number_alone),
        cmocka_unit_test(makes_other_cables_from_another_seed_or_number),
        cmocka_unit_test(writes_cables_that_are_read_as_planned),
        cmocka_unit_test(is_as_long_and_as_old_as_it_says),
    };
    struct error error = ERROR_NONE;
    if (vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, &error)) {
        (void)fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    vocabulary_free(vocabulary);
    return failed;
}
