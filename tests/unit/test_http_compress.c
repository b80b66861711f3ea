/* SPDX-License-Identifier: Apache-2.0 */
#include <zlib.h>
#include <zstd.h>

#include "compress.h"
#include "http_unit.h"

#define PLAIN_BYTES ((size_t)300000)

/* Bytes that are neither constant nor random. */
static void fill(struct buffer *out, size_t bytes)
{
    for (size_t i = 0; out->length < bytes; i++) {
        buffer_add_format(out, "line %zu of %zu\n", i, i * i % 1000);
    }
}

/* What coded stands for, by the libraries' own decoders, into bytes. */
static size_t decode(struct text coded, enum http_coding coding, char *bytes, size_t size)
{
    if (coding == HTTP_CODING_ZSTD) {
        /* A stream does not say its length, so the one-shot decoder must be told how much fits. */
        size_t length = ZSTD_decompress(bytes, size, coded.at, coded.length);
        assert_false(ZSTD_isError(length));
        return length;
    }
    z_stream stream = {.avail_in = (uInt)coded.length, .avail_out = (uInt)size};
    unsigned char *in = test_malloc(coded.length);
    memcpy(in, coded.at, coded.length);
    stream.next_in = in;
    stream.next_out = (Bytef *)bytes;
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.avail_in, 0);
    assert_int_equal(inflateEnd(&stream), Z_OK);
    test_free(in);
    return size - stream.avail_out;
}

static const enum http_coding codings[] = {HTTP_CODING_GZIP, HTTP_CODING_ZSTD};

static void a_body_comes_back_as_it_was(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(codings); i++) {
        EXAMPLE(i);
        AUTO_BUFFER plain = BUFFER_UP_TO(2 * PLAIN_BYTES);
        struct http_response response = {.body = BUFFER_UP_TO(2 * PLAIN_BYTES)};
        fill(&plain, PLAIN_BYTES);
        fill(&response.body, PLAIN_BYTES);
        assert_int_equal(compress_response(&response, codings[i], NULL), STATUS_OK);
        assert_int_equal(response.coded, codings[i]);
        assert_true(response.body.length < plain.length / 2);
        char *back = test_malloc(2 * PLAIN_BYTES);
        struct text decoded = {
            back, decode(buffer_text(&response.body), codings[i], back, 2 * PLAIN_BYTES)};
        assert_true(text_equal(decoded, buffer_text(&plain)));
        test_free(back);
        http_response_clear(&response);
    }
}

struct lines {
    size_t next;
    size_t count;
};

static enum status produce(void *state, struct http_piece *piece, struct error *error)
{
    struct lines *lines = state;
    (void)error;
    for (size_t i = 0; i < 1000 && lines->next < lines->count; i++) {
        buffer_add_format(piece->out, "line %zu\n", lines->next++);
    }
    piece->done = lines->next == lines->count;
    return STATUS_OK;
}

static void a_stream_comes_back_as_it_was(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(codings); i++) {
        EXAMPLE(i);
        struct lines lines = {.next = 0, .count = 20000};
        struct lines same = lines;
        AUTO_BUFFER plain = BUFFER_UP_TO(2 * PLAIN_BYTES);
        struct http_response response = {
            .body = BUFFER_UP_TO(2 * PLAIN_BYTES),
            .stream = {.produce = produce, .state = &lines},
        };
        struct http_piece piece = {.out = &plain};
        buffer_add(&response.body, TEXT("first\n"));
        buffer_add(&plain, TEXT("first\n"));
        while (!piece.done) {
            assert_int_equal(produce(&same, &piece, NULL), STATUS_OK);
        }
        assert_int_equal(compress_response(&response, codings[i], NULL), STATUS_OK);
        piece = (struct http_piece){.out = &response.body};
        while (!piece.done) {
            assert_int_equal(response.stream.produce(response.stream.state, &piece, NULL),
                             STATUS_OK);
        }
        char *back = test_malloc(2 * PLAIN_BYTES);
        struct text decoded = {
            back, decode(buffer_text(&response.body), codings[i], back, 2 * PLAIN_BYTES)};
        assert_true(text_equal(decoded, buffer_text(&plain)));
        test_free(back);
        http_response_clear(&response);
    }
}

static void says_when_the_answer_does_not_fit(void **state)
{
    (void)state;
    struct http_response response = {.body = BUFFER_UP_TO(100)};
    fill(&response.body, 90);
    response.body.limit = 20;
    assert_int_equal(compress_response(&response, HTTP_CODING_GZIP, NULL), STATUS_LIMIT);
    http_response_clear(&response);
}

static void text_is_worth_it_and_pictures_are_not(void **state)
{
    (void)state;
    static const char *const worth[] = {"application/json", "text/csv; charset=utf-8",
                                        "application/problem+json", "application/atom+xml",
                                        "application/x-ndjson"};
    static const char *const not_worth[] = {"image/png", "application/octet-stream",
                                            "application/pdf", ""};
    for (size_t i = 0; i < COUNT_OF(worth); i++) {
        EXAMPLE(i);
        assert_true(compress_is_worth(text_of(worth[i])));
    }
    for (size_t i = 0; i < COUNT_OF(not_worth); i++) {
        EXAMPLE(i);
        assert_false(compress_is_worth(text_of(not_worth[i])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_comes_back_as_it_was),
        cmocka_unit_test(a_stream_comes_back_as_it_was),
        cmocka_unit_test(says_when_the_answer_does_not_fit),
        cmocka_unit_test(text_is_worth_it_and_pictures_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
