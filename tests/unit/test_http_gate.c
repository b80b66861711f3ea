/* SPDX-License-Identifier: Apache-2.0 */
#include "gate.h"
#include "http_unit.h"

static const struct http_service service = {
    .limits = {.target_bytes = 40, .header_count = 8, .header_bytes = 300, .body_bytes = 100},
    .access = {.port = 8470},
};

#define HOST "Host", "localhost:8470"

static const struct example {
    const char *method;
    const char *target;
    const char *version;
    unsigned code;          /* 0 when it passes */
    const char *headers[7]; /* names and values in turn */
} examples[] = {
    {"GET", "/v1", "HTTP/1.1", 0, {HOST}},
    {"BREW", "/v1", "HTTP/1.1", 0, {HOST}}, /* the router refuses it, since it knows Allow */
    {"OPTIONS", "*", "HTTP/1.1", 0, {HOST}},
    {"GET", "/v1", "HTTP/1.0", 0, {NULL}},
    {"POST", "/v1", "HTTP/1.1", 0, {HOST, "Content-Length", "100"}},
    {"POST", "/v1", "HTTP/1.1", 0, {HOST, "Transfer-Encoding", "Chunked"}},
    {"GET", "/v1?q=%41%C3%A9", "HTTP/1.1", 0, {HOST}},

    {"GET", "/v1", "HTTP/1.9", 505, {HOST}},
    {"GET", "/v1", "HTTP/2.0", 505, {HOST}},
    {"GET", "/v1", "", 505, {HOST}},
    {"GET", "/v1", "HTTP/1.1", 400, {NULL}},
    {"GET", "/v1", "HTTP/1.1", 400, {HOST, HOST}},
    {"GET", "/v1", "HTTP/1.1", 421, {"Host", "evil.example"}},
    {"GET", "/v1", "HTTP/1.0", 421, {"Host", "evil.example"}},
    {"GET", "/v1", "HTTP/1.1", 421, {"Host", ""}},

    {"GET", "*", "HTTP/1.1", 400, {HOST}},
    {"GET", "", "HTTP/1.1", 400, {HOST}},
    {"GET", "v1", "HTTP/1.1", 400, {HOST}},
    {"GET", "http://localhost:8470/v1", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1#x", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1\\x", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1 x", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1\xC3\xA9", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1\x7f", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1?q=%zz", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1?q=%4", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1?q=%", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1%00", "HTTP/1.1", 400, {HOST}},
    {"GET", "/v1?q=0123456789012345678901234567890123456789", "HTTP/1.1", 414, {HOST}},
    {"G ET", "/v1", "HTTP/1.1", 400, {HOST}},
    {"", "/v1", "HTTP/1.1", 400, {HOST}},

    {"POST", "/v1", "HTTP/1.1", 413, {HOST, "Content-Length", "101"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Content-Length", "1e1"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Content-Length", "+1"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Content-Length", "-1"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Content-Length", ""}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Content-Length", "99999999999999999999"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Content-Length", "1", "content-length", "1"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Content-Length", "1", "Transfer-Encoding", "chunked"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Transfer-Encoding", "gzip"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Transfer-Encoding", "gzip, chunked"}},
    {"POST", "/v1", "HTTP/1.1", 400, {HOST, "Transfer-Encoding", "xchunked"}},
    {"POST", "/v1", "HTTP/1.0", 400, {HOST, "Transfer-Encoding", "chunked"}},

    {"GET", "/v1", "HTTP/1.1", 400, {HOST, "X A", "b"}},
    {"GET", "/v1", "HTTP/1.1", 400, {HOST, "X-A ", "b"}},
    {"GET", "/v1", "HTTP/1.1", 400, {HOST, "X:A", "b"}},
    {"GET", "/v1", "HTTP/1.1", 400, {HOST, "", "b"}},
    {"GET", "/v1", "HTTP/1.1", 400, {HOST, "X-A", "b\r\nc"}},
    {"GET", "/v1", "HTTP/1.1", 400, {HOST, "X-A", "\x1b[0m"}},

    {"GET", "/v1", "HTTP/1.1", 0, {HOST, "Origin", "http://localhost:3000"}},
    {"GET", "/v1", "HTTP/1.1", 403, {HOST, "Origin", "https://evil.example"}},
    {"GET", "/v1", "HTTP/1.1", 403, {HOST, "Origin", "null"}},
    {"GET", "/v1", "HTTP/1.1", 0, {HOST, "Sec-Fetch-Site", "same-origin"}},
    {"GET", "/v1", "HTTP/1.1", 403, {HOST, "Sec-Fetch-Site", "cross-site"}},
    {"GET",
     "/v1",
     "HTTP/1.1",
     0,
     {HOST, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}},
    {"POST",
     "/v1",
     "HTTP/1.1",
     403,
     {HOST, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}},
    {"GET",
     "/v1",
     "HTTP/1.1",
     0,
     {HOST, "Sec-Fetch-Site", "cross-site", "Origin", "http://[::1]:1"}},
};

static void passes_what_is_sound_and_refuses_the_rest(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        const struct example *example = &examples[i];
        AUTO_ARENA arena = arena_new(100000);
        struct http_request request = request_for(arena, example->method, example->target);
        struct http_response response = {.code = 200, .body = BUFFER_UP_TO(10000)};
        for (size_t j = 0; j + 1 < COUNT_OF(example->headers) && example->headers[j]; j += 2) {
            add_header(&request, example->headers[j], example->headers[j + 1]);
        }
        bool passed = gate_pass(&service, text_of(example->version), &request, &response);
        assert_int_equal(passed ? 0 : response.code, example->code);
        if (!passed) {
            assert_text(response.content_type, "application/problem+json");
        }
        http_response_clear(&response);
    }
}

static void counts_headers_and_their_bytes(void **state)
{
    (void)state;
    for (size_t count = 7; count <= 8; count++) {
        AUTO_ARENA arena = arena_new(100000);
        struct http_request request = request_for(arena, "GET", "/v1");
        struct http_response response = {.body = BUFFER_UP_TO(10000)};
        add_header(&request, HOST);
        for (size_t i = 0; i < count; i++) {
            add_header(&request, "X-A", "b");
        }
        assert_int_equal(gate_pass(&service, TEXT("HTTP/1.1"), &request, &response), count == 7);
        assert_int_equal(response.code, count == 7 ? 0 : 431);
        http_response_clear(&response);
    }
    AUTO_ARENA arena = arena_new(100000);
    char value[301];
    memset(value, 'a', sizeof(value) - 1);
    value[sizeof(value) - 1] = '\0';
    struct http_request request = request_for(arena, "GET", "/v1");
    struct http_response response = {.body = BUFFER_UP_TO(10000)};
    add_header(&request, HOST);
    add_header(&request, "X-A", value);
    assert_false(gate_pass(&service, TEXT("HTTP/1.1"), &request, &response));
    assert_int_equal(response.code, 431);
    http_response_clear(&response);
}

static const struct id_example {
    const char *sent;
    bool echoed;
} id_examples[] = {
    {"abc-123", true}, {"", false}, {"a b", false}, {"\xC3\xA9", false}, {"a\"b", false},
};

static void echoes_a_request_id_only_when_it_is_harmless(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(id_examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(100000);
        struct http_request request = request_for(arena, "GET", "/v1");
        struct http_response response = {.body = BUFFER_UP_TO(10000)};
        add_header(&request, HOST);
        add_header(&request, "X-Request-Id", id_examples[i].sent);
        assert_true(gate_pass(&service, TEXT("HTTP/1.1"), &request, &response));
        assert_int_equal(text_equal(request.id, text_of(id_examples[i].sent)),
                         id_examples[i].echoed);
        assert_true(request.id.length > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_what_is_sound_and_refuses_the_rest),
        cmocka_unit_test(counts_headers_and_their_bytes),
        cmocka_unit_test(echoes_a_request_id_only_when_it_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
