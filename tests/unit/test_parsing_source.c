/* SPDX-License-Identifier: Apache-2.0 */
#include "source.h"
#include "unit.h"

/* A stream of the digits 0 to 9 over and over, a few bytes at a time. */
struct digits {
    size_t length;
    size_t at;
    size_t most; /* a read answers */
};

static enum status read_digits(void *context, char *out, size_t room, size_t *got,
                               struct error *error)
{
    struct digits *digits = context;
    (void)error;
    size_t count = digits->length - digits->at;
    count = count < room ? count : room;
    count = count < digits->most ? count : digits->most;
    for (size_t i = 0; i < count; i++) {
        out[i] = (char)('0' + digits->at++ % 10);
    }
    *got = count;
    return STATUS_OK;
}

static void reads_a_stream_through_a_window(void **state)
{
    (void)state;
    static const struct {
        size_t length, most, want, step;
    } examples[] = {
        {0, 1, 10, 1},        {1, 1, 10, 1},
        {25, 7, 10, 3},       {25, 100, 10, 10},
        {1000, 1, 100, 99},   {5000000, 70000, 30000, 29999},
        {100, 100, 1000, 50}, {3000000, 1 << 20, 1, 1},
    };
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        EXAMPLE(i);
        struct digits digits = {examples[i].length, 0, examples[i].most};
        struct parse_stream stream = {read_digits, &digits};
        struct source source = source_of_stream(&stream);
        struct error error = ERROR_NONE;
        size_t seen = 0;
        assert_int_equal(source_fill(&source, examples[i].want, &error), STATUS_OK);
        while (source.window.length > 0) {
            assert_true(source.is_whole || source.window.length >= examples[i].want);
            assert_int_equal(source.offset, seen);
            assert_int_equal(source.window.at[0], '0' + (int)(seen % 10));
            size_t step =
                examples[i].step < source.window.length ? examples[i].step : source.window.length;
            source_skip(&source, step);
            seen += step;
            assert_int_equal(source_fill(&source, examples[i].want, &error), STATUS_OK);
        }
        assert_int_equal(seen, examples[i].length);
        source_close(&source);
    }
}

static void holds_one_document_and_no_more(void **state)
{
    (void)state;
    static const struct {
        size_t length;
        enum status expected;
    } examples[] = {
        {0, STATUS_OK},
        {PARSE_DOCUMENT_BYTES_MAX, STATUS_OK},
        {PARSE_DOCUMENT_BYTES_MAX + 1, STATUS_LIMIT},
    };
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        EXAMPLE(i);
        struct digits digits = {examples[i].length, 0, (size_t)1 << 20};
        struct parse_stream stream = {read_digits, &digits};
        struct source source = source_of_stream(&stream);
        struct error error = ERROR_NONE;
        assert_int_equal(source_fill_all(&source, &error), examples[i].expected);
        source_close(&source);
    }
}

static void asks_no_stream_where_all_is_in_memory(void **state)
{
    (void)state;
    struct source source = source_of_bytes(TEXT("abc"));
    struct error error = ERROR_NONE;
    assert_int_equal(source_fill(&source, SIZE_MAX, &error), STATUS_OK);
    assert_text(source.window, "abc");
    source_skip(&source, 2);
    assert_text(source.window, "c");
    assert_int_equal(source.offset, 2);
    source_close(&source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_stream_through_a_window),
        cmocka_unit_test(holds_one_document_and_no_more),
        cmocka_unit_test(asks_no_stream_where_all_is_in_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
