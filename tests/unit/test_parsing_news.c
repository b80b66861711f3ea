/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/clock.h"
#include "chancery/base/utf8.h"
#include "chancery/model/vocabulary.h"
#include "news.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)64 * 1024 * 1024)

/* What the time of twice the input may be, in times of the time and in addition to it. */
#define DOUBLING_TIMES    3
#define DOUBLING_SLACK_US 200000
#define DOUBLING_BYTES    ((size_t)128 * 1024)

static const char report[] =
    " date 2019-05-04 (2nd LD) Envoy leaves fjord talks\n"
    "\n"
    "By Harbor Journal Ines Vale\n"
    "Posted on : May.4,2019 20:43 KST\n"
    "\n"
    "OSLO, May 4 (Norden) -- The envoy left the talks on Saturday, quoted by Reuters.\n"
    "\n"
    "\xE2\x80\x9CWe will be back,\xE2\x80\x9D she said.\n"
    "\n"
    "ines@norden.example\n"
    "Original Source: fjord.example\n"
    "\xC2\xA9 Norden 2019. All rights reserved.\n"
    "Related Posts\n"
    "Ten fjords to see\n";

static struct vocabulary *vocabulary;

static int load_vocabulary(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    return (int)vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, &error);
}

static int free_vocabulary(void **state)
{
    (void)state;
    vocabulary = vocabulary_free(vocabulary);
    return 0;
}

static void read_into(struct text text, struct arena *arena, struct document *document)
{
    *document = (struct document){.text = text};
    struct reading reading = {
        .text = text, .arena = arena, .vocabulary = vocabulary, .document = document};
    news_read(&reading);
}

static void reads_head_text_and_tail(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct document document;
    read_into(text_of(report), arena, &document);
    assert_text(document.title, "Envoy leaves fjord talks");
    assert_text(document.date->value, "2019-05-04");
    assert_text(document.date->from, "header");
    assert_text(document.news->edition, "2nd LD");
    assert_text(document.news->byline, "By Harbor Journal Ines Vale");
    assert_text(document.news->publication, "Harbor Journal");
    assert_text(document.news->dateline->place, "Oslo");
    assert_text(document.news->dateline->date, "--05-04");
    assert_text(document.news->source, "fjord.example");
    assert_int_equal(document.paragraphs.count, 2);
    assert_text(document.paragraphs.items[0].text,
                "The envoy left the talks on Saturday, quoted by Reuters.");
    struct span span = document.paragraphs.items[0].span;
    assert_text(text_slice(document.text, span.start, span.end - span.start),
                "The envoy left the talks on Saturday, quoted by Reuters.");
}

static void every_prefix_is_survived(void **state)
{
    (void)state;
    struct text whole = text_of(report);
    for (size_t length = 0; length < whole.length; length++) {
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct document document;
        struct text prefix = utf8_whole(text_slice(whole, 0, length));
        read_into(prefix, arena, &document);
        assert_false(arena_failed(arena));
        for (size_t i = 0; i < document.paragraphs.count; i++) {
            assert_true(document.paragraphs.items[i].span.end <= prefix.length);
            assert_true(document.paragraphs.items[i].text.length > 0);
        }
    }
}

static void any_shortage_of_memory_is_survived(void **state)
{
    (void)state;
    size_t limit = 0;
    bool has_failed = true;
    for (; has_failed && limit < MEMORY_BYTES; limit++) {
        AUTO_ARENA arena = arena_new(limit);
        struct document document;
        read_into(text_of(report), arena, &document);
        has_failed = arena_failed(arena);
    }
    assert_false(has_failed);
    assert_true(limit > sizeof(struct news));
}

/* A text of so many bytes, of piece again and again. */
static struct text repeat(const char *piece, size_t bytes, struct arena *arena)
{
    size_t length = strlen(piece);
    char *text = arena_take(arena, bytes + length);
    assert_non_null(text);
    size_t filled = 0;
    for (; filled < bytes; filled += length) {
        memcpy(text + filled, piece, length);
    }
    return (struct text){text, filled};
}

static int64_t time_of(const char *piece, size_t bytes)
{
    AUTO_ARENA texts = arena_new(MEMORY_BYTES);
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct text text = repeat(piece, bytes, texts);
    struct document document;
    int64_t start = clock_monotonic_us();
    read_into(text, arena, &document);
    return clock_monotonic_us() - start;
}

static void twice_the_input_takes_twice_the_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\n",      "a\n",      "a\n\n",          "The envoy left. ", "By Ada Finch and ",
        "(",       "a-\n",     "quoted by Ada ", "-----BEGIN KEY\n", "Related Posts\n",
        "OSLO: A", "- item\n", "2020-01-01\n",   "(Norden)\n",       "By Ada Finch\n",
    };
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        EXAMPLE(i);
        int64_t once = time_of(pieces[i], DOUBLING_BYTES);
        int64_t twice = time_of(pieces[i], DOUBLING_BYTES * 2);
        assert_true(twice <= once * DOUBLING_TIMES + DOUBLING_SLACK_US);
    }
}

static void tells_no_more_paragraphs_than_the_limit(void **state)
{
    (void)state;
    AUTO_ARENA texts = arena_new(MEMORY_BYTES);
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct document document;
    read_into(repeat("a\n\n", (size_t)3 * 12000, texts), arena, &document);
    assert_int_equal(document.paragraphs.count, 10001);
    assert_text(document.warnings.items[document.warnings.count - 1].code, "paragraphs_limited");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_head_text_and_tail),
        cmocka_unit_test(every_prefix_is_survived),
        cmocka_unit_test(any_shortage_of_memory_is_survived),
        cmocka_unit_test(twice_the_input_takes_twice_the_time),
        cmocka_unit_test(tells_no_more_paragraphs_than_the_limit),
    };
    return cmocka_run_group_tests(tests, load_vocabulary, free_vocabulary);
}
