/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/url.h"
#include "http_unit.h"
#include "query_string.h"

static const struct example {
    const char *raw;
    enum http_decoded outcome;
    size_t count;
    struct {
        const char *name;
        const char *value; /* NULL for none */
    } pairs[3];
} examples[] = {
    {"", HTTP_DECODED_OK, 0, {{NULL, NULL}}},
    {"q=a", HTTP_DECODED_OK, 1, {{"q", "a"}}},
    {"q=a+b%20c&-tag=%50REL", HTTP_DECODED_OK, 2, {{"q", "a b c"}, {"-tag", "PREL"}}},
    {"a&b=&=c", HTTP_DECODED_OK, 3, {{"a", NULL}, {"b", ""}, {"", "c"}}},
    {"&&a=1&&", HTTP_DECODED_OK, 1, {{"a", "1"}}},
    {"a=1;b=2", HTTP_DECODED_OK, 1, {{"a", "1;b=2"}}},
    {"a=b=c", HTTP_DECODED_OK, 1, {{"a", "b=c"}}},
    {"a=%26%3D%2B", HTTP_DECODED_OK, 1, {{"a", "&=+"}}},
    {"q=%C3%A9", HTTP_DECODED_OK, 1, {{"q", "\xC3\xA9"}}},
    {"q=%E9", HTTP_DECODED_BAD_TEXT, 0, {{NULL, NULL}}},
    {"q=a%00b", HTTP_DECODED_BAD_TEXT, 0, {{NULL, NULL}}},
    {"q=%zz", HTTP_DECODED_BAD_ESCAPE, 0, {{NULL, NULL}}},
    {"q=%4", HTTP_DECODED_BAD_ESCAPE, 0, {{NULL, NULL}}},
    {"q=%", HTTP_DECODED_BAD_ESCAPE, 0, {{NULL, NULL}}},
    {"%=q", HTTP_DECODED_BAD_ESCAPE, 0, {{NULL, NULL}}},
};

static void reads_each_query_string(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(100000);
        struct http_pairs pairs = {.items = NULL};
        assert_int_equal(http_query_read(text_of(examples[i].raw), arena, &pairs),
                         examples[i].outcome);
        assert_int_equal(pairs.count, examples[i].count);
        for (size_t j = 0; j < pairs.count; j++) {
            const char *value = examples[i].pairs[j].value;
            assert_text(pairs.items[j].name, examples[i].pairs[j].name);
            assert_int_equal(pairs.items[j].value.at != NULL, value != NULL);
            assert_text(pairs.items[j].value, value ? value : "");
        }
    }
}

static void escapes_what_must_be(void **state)
{
    (void)state;
    AUTO_BUFFER out = BUFFER_UP_TO(1000);
    http_url_add_segment(&out, TEXT("v19/d 22~2?#%\xC3\xA9"));
    assert_text(buffer_text(&out), "v19%2Fd%2022~2%3F%23%25%C3%A9");
    buffer_clear(&out);
    http_url_add_value(&out, TEXT("a b&c=d+e/f"));
    assert_text(buffer_text(&out), "a+b%26c%3Dd%2Be/f");
}

static void what_was_escaped_reads_back_as_it_was(void **state)
{
    (void)state;
    for (int byte = 1; byte < 128; byte++) {
        const char text[] = {'a', (char)byte, 'b', '\0'};
        AUTO_ARENA arena = arena_new(10000);
        AUTO_BUFFER out = BUFFER_UP_TO(100);
        struct text back;
        http_url_add_value(&out, text_of(text));
        assert_int_equal(http_url_decode(buffer_text(&out), true, arena, &back), HTTP_DECODED_OK);
        assert_text(back, text);
    }
}

static void changes_parameters_of_a_url(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    struct http_request request = request_for(arena, "GET", "/v1/search.json?q=x");
    add_parameter(&request, "q", "a b");
    add_parameter(&request, "tag", "PREL");
    add_parameter(&request, "strict", NULL);
    add_parameter(&request, "offset", "20");
    const struct http_change next[] = {{TEXT("offset"), TEXT("40"), false}};
    assert_text(http_url_changed(&request, next, 1),
                "/v1/search.json?q=a+b&tag=PREL&strict&offset=40");
    const struct http_change facet[] = {
        {TEXT("offset"), TEXT_NONE, false},
        {TEXT("tag"), TEXT("PARM"), true},
    };
    assert_text(http_url_changed(&request, facet, 2),
                "/v1/search.json?q=a+b&tag=PREL&strict&tag=PARM");
    assert_text(http_url_at(&request, TEXT("/v1/x"), NULL, 0),
                "/v1/x?q=a+b&tag=PREL&strict&offset=20");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_query_string),
        cmocka_unit_test(escapes_what_must_be),
        cmocka_unit_test(what_was_escaped_reads_back_as_it_was),
        cmocka_unit_test(changes_parameters_of_a_url),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
