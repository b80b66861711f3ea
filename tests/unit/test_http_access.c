/* SPDX-License-Identifier: Apache-2.0 */
#include "access.h"
#include "http_unit.h"

static const char *const hosts[] = {"archive.example"};
static const char *const origins[] = {"https://app.example", "http://app.example:3000"};
static const struct http_access access_8470 = {
    .port = 8470,
    .hosts = hosts,
    .host_count = 1,
    .origins = origins,
    .origin_count = 2,
};

static const struct example {
    const char *value;
    bool allowed;
} host_examples[] = {
    {"localhost:8470", true},
    {"LocalHost:8470", true},
    {"localhost.:8470", true},
    {"127.0.0.1:8470", true},
    {"[::1]:8470", true},
    {"archive.example:8470", true},
    {"localhost", false},
    {"localhost:8471", false},
    {"localhost:", false},
    {"localhost:08470x", false},
    {"localhost:+8470", false},
    {"localhost:8470 ", false},
    {"127.0.0.1.evil.example:8470", false},
    {"localhost.evil.example:8470", false},
    {"evil-localhost:8470", false},
    {"127.0.0.1:8470@evil.example", false},
    {"evil.example@127.0.0.1:8470", false},
    {"2130706433:8470", false},
    {"127.1:8470", false},
    {"0.0.0.0:8470", false},
    {"[::ffff:127.0.0.1]:8470", false},
    {"[::1]", false},
    {"::1:8470", false},
    {"evil.example", false},
    {"archive.example", false},
    {"", false},
    {":8470", false},
};

static void answers_to_its_own_names_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(host_examples); i++) {
        EXAMPLE(i);
        assert_int_equal(access_host_allowed(&access_8470, text_of(host_examples[i].value)),
                         host_examples[i].allowed);
    }
}

static void port_80_need_not_be_named(void **state)
{
    (void)state;
    const struct http_access access_80 = {.port = 80};
    assert_true(access_host_allowed(&access_80, TEXT("localhost")));
    assert_true(access_host_allowed(&access_80, TEXT("[::1]")));
    assert_true(access_host_allowed(&access_80, TEXT("127.0.0.1:80")));
    assert_false(access_host_allowed(&access_80, TEXT("localhost:8470")));
}

static const struct example origin_examples[] = {
    {"http://localhost:3000", true},
    {"http://localhost", true},
    {"http://127.0.0.1:5173", true},
    {"http://[::1]:8080", true},
    {"https://app.example", true},
    {"http://app.example:3000", true},
    {"http://archive.example:8470", true}, /* our own page, under the name it was asked by */
    {"http://archive.example:3000", false},
    {"http://app.example", false},
    {"https://app.example:443", false},
    {"https://app.example.evil", false},
    {"https://evil.app.example", false},
    {"null", false},
    {"", false},
    {"*", false},
    {"file://", false},
    {"https://evil.example", false},
    {"http://localhost.evil.example", false},
    {"http://evil-localhost", false},
    {"http://127.0.0.1.evil.example", false},
    {"http://localhost:3000/", false},
    {"http://localhost:3000@evil.example", false},
    {"http://localhost:99999", false},
    {"http://localhost:3000:1", false},
    {"HTTP://localhost:3000", false},
};

static void lets_pages_of_loopback_and_of_the_list_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(origin_examples); i++) {
        EXAMPLE(i);
        assert_int_equal(access_origin_allowed(&access_8470, text_of(origin_examples[i].value),
                                               TEXT("archive.example:8470")),
                         origin_examples[i].allowed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_to_its_own_names_only),
        cmocka_unit_test(port_80_need_not_be_named),
        cmocka_unit_test(lets_pages_of_loopback_and_of_the_list_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
