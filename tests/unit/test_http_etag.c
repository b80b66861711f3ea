/* SPDX-License-Identifier: Apache-2.0 */
#include "etag.h"
#include "http_unit.h"
#include "query_string.h"

/* The tag of a target, made as the service makes it. */
static struct text tag_of(struct arena *arena, const char *target, struct text suffix,
                          enum http_format format, const char *generation)
{
    struct http_request request = request_for(arena, "GET", target);
    size_t mark = text_find_char(request.target, '?');
    request.suffix = suffix;
    request.format = format;
    if (mark != TEXT_NOT_FOUND) {
        assert_int_equal(
            http_query_read(text_from(request.target, mark + 1), arena, &request.query),
            HTTP_DECODED_OK);
    }
    return http_etag_make(&request, text_of(generation), HTTP_CODING_IDENTITY);
}

static void one_answer_has_one_tag_however_it_is_asked_for(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct text plain = tag_of(arena, "/v1/s?a=1&b=2", TEXT_NONE, HTTP_FORMAT_CSV, "7");
    static const struct {
        const char *target;
        const char *suffix;
    } same[] = {
        {"/v1/s?b=2&a=1", NULL},
        {"/v1/s?b=%32&a=1", NULL},
        {"/v1/s?a=1&format=csv&b=2", NULL},
        {"/v1/s.csv?a=1&b=2", "csv"},
    };
    assert_int_equal(plain.length, 18);
    assert_true(text_starts(plain, TEXT("\"")) && text_ends(plain, TEXT("\"")));
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        EXAMPLE(i);
        struct text suffix = same[i].suffix ? text_of(same[i].suffix) : TEXT_NONE;
        assert_true(text_equal(plain, tag_of(arena, same[i].target, suffix, HTTP_FORMAT_CSV, "7")));
    }
}

static void other_answers_have_other_tags(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct text plain = tag_of(arena, "/v1/s?a=1&b=2", TEXT_NONE, HTTP_FORMAT_JSON, "7");
    static const struct {
        const char *target;
        enum http_format format;
        const char *generation;
    } others[] = {
        {"/v1/s?a=1&b=2", HTTP_FORMAT_JSON, "8"},
        {"/v1/s?a=1&b=2", HTTP_FORMAT_CSV, "7"},
        {"/v1/t?a=1&b=2", HTTP_FORMAT_JSON, "7"},
        {"/v1/s?a=1&b=3", HTTP_FORMAT_JSON, "7"},
        {"/v1/s?a=1", HTTP_FORMAT_JSON, "7"},
        {"/v1/s?a=1&b", HTTP_FORMAT_JSON, "7"},
        {"/v1/s?a=1%26b=2", HTTP_FORMAT_JSON, "7"},
        {"/v1/s?a=1&b=2&pretty=1", HTTP_FORMAT_JSON, "7"},
        {"/v1/s?b=2&a=1&a=1", HTTP_FORMAT_JSON, "7"},
    };
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        EXAMPLE(i);
        struct text other =
            tag_of(arena, others[i].target, TEXT_NONE, others[i].format, others[i].generation);
        assert_false(text_equal(plain, other));
    }
}

static void the_order_of_one_parameters_values_counts(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct text one = tag_of(arena, "/v1/s?a=1&a=2", TEXT_NONE, HTTP_FORMAT_JSON, "7");
    struct text other = tag_of(arena, "/v1/s?a=2&a=1", TEXT_NONE, HTTP_FORMAT_JSON, "7");
    assert_false(text_equal(one, other));
}

static const struct example {
    const char *header;
    bool listed;
} examples[] = {
    {"\"abc\"", true},
    {"W/\"abc\"", true},
    {"\"x\", \"abc\"", true},
    {"\"x\",W/\"abc\",\"y\"", true},
    {"\"x\"", false},
    {"abc", false},
    {"\"abc", false},
    {"\"abcd\"", false},
    {"\"a, b\", \"c\"", false},
    {"", false},
    {"*", false},
};

static void finds_a_tag_in_if_none_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        assert_int_equal(http_etag_listed(text_of(examples[i].header), TEXT("\"abc\"")),
                         examples[i].listed);
    }
    assert_true(http_etag_any(TEXT(" * ")));
    assert_false(http_etag_any(TEXT("\"*\"")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_answer_has_one_tag_however_it_is_asked_for),
        cmocka_unit_test(other_answers_have_other_tags),
        cmocka_unit_test(the_order_of_one_parameters_values_counts),
        cmocka_unit_test(finds_a_tag_in_if_none_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
