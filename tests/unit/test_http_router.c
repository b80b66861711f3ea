/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/router.h"
#include "http_unit.h"

#define GET  HTTP_ROUTE_GET
#define POST HTTP_ROUTE_POST

static const struct http_route routes[] = {
    {.methods = GET, .pattern = "/"},
    {.methods = GET | POST, .pattern = "/v1/search"},
    {.methods = GET, .pattern = "/v1/documents/{id+}"},
    {.methods = GET, .pattern = "/v1/documents/{id+}/text"},
    {.methods = GET, .pattern = "/v1/documents/{id+}/paragraphs/{n}"},
    {.methods = GET, .pattern = "/v1/facets/{field}"},
    {.methods = GET, .pattern = "/v1/facets/help"},
    {.methods = GET, .pattern = "/v1/openapi.json"},
    {.methods = POST, .pattern = "/v1/batch"},
    {.methods = GET, .pattern = "/assets/{file+}", .traits = HTTP_ROUTE_BYTES},
};

#define NONE SIZE_MAX

static const struct example {
    const char *method;
    const char *path;
    enum http_match match;
    size_t route; /* index in routes, or NONE */
    const char *suffix;
    const char *captures[2];
} examples[] = {
    {"GET", "/", HTTP_MATCH_FOUND, 0, NULL, {NULL}},
    {"GET", "/v1/search", HTTP_MATCH_FOUND, 1, NULL, {NULL}},
    {"HEAD", "/v1/search", HTTP_MATCH_FOUND, 1, NULL, {NULL}},
    {"POST", "/v1/search", HTTP_MATCH_FOUND, 1, NULL, {NULL}},
    {"OPTIONS", "/v1/search", HTTP_MATCH_FOUND, 1, NULL, {NULL}},
    {"GET", "/v1/search.csv", HTTP_MATCH_FOUND, 1, "csv", {NULL}},
    {"GET", "/v1/search.xyz", HTTP_MATCH_NO_PATH, NONE, NULL, {NULL}},
    {"GET", "/v1/search/", HTTP_MATCH_NO_PATH, NONE, NULL, {NULL}},
    {"GET", "//v1/search", HTTP_MATCH_NO_PATH, NONE, NULL, {NULL}},
    {"DELETE", "/v1/search", HTTP_MATCH_NO_METHOD, 1, NULL, {NULL}},
    {"GET", "/v1/batch", HTTP_MATCH_NO_METHOD, 8, NULL, {NULL}},
    {"GET", "/v1/documents/07SEOUL219", HTTP_MATCH_FOUND, 2, NULL, {"07SEOUL219"}},
    {"GET", "/v1/documents/07SEOUL219.csl", HTTP_MATCH_FOUND, 2, "csl", {"07SEOUL219"}},
    {"GET", "/v1/documents/a.b", HTTP_MATCH_FOUND, 2, NULL, {"a.b"}},
    {"GET", "/v1/documents/a%2Ecsv", HTTP_MATCH_FOUND, 2, NULL, {"a.csv"}},
    {"GET", "/v1/documents/v19%2Fd22", HTTP_MATCH_FOUND, 2, NULL, {"v19/d22"}},
    {"GET", "/v1/documents/v19/d22", HTTP_MATCH_FOUND, 2, NULL, {"v19/d22"}},
    {"GET", "/v1/documents/v19/d22/text", HTTP_MATCH_FOUND, 3, NULL, {"v19/d22"}},
    {"GET", "/v1/documents/v19%2Fd22/text", HTTP_MATCH_FOUND, 3, NULL, {"v19/d22"}},
    {"GET", "/v1/documents/v19/d22.json", HTTP_MATCH_FOUND, 2, "json", {"v19/d22"}},
    {"GET", "/v1/documents/a/paragraphs/3", HTTP_MATCH_FOUND, 4, NULL, {"a", "3"}},
    {"GET", "/v1/documents/a/paragraphs", HTTP_MATCH_FOUND, 2, NULL, {"a/paragraphs"}},
    {"GET", "/v1/documents/07%20SEOUL%20219", HTTP_MATCH_FOUND, 2, NULL, {"07 SEOUL 219"}},
    {"GET", "/v1/documents/%C3%A9+b", HTTP_MATCH_FOUND, 2, NULL, {"\xC3\xA9+b"}},
    {"GET", "/v1/documents/%FF", HTTP_MATCH_BAD_TEXT, 2, NULL, {NULL}},
    {"GET", "/v1/documents/", HTTP_MATCH_NO_PATH, NONE, NULL, {NULL}},
    {"GET", "/v1/documents/..%2F..%2Fetc", HTTP_MATCH_FOUND, 2, NULL, {"../../etc"}},
    {"GET", "/v1/facets/tag", HTTP_MATCH_FOUND, 5, NULL, {"tag"}},
    {"GET", "/v1/facets/help", HTTP_MATCH_FOUND, 6, NULL, {NULL}},
    {"GET", "/v1/facets/a/b", HTTP_MATCH_NO_PATH, NONE, NULL, {NULL}},
    {"GET", "/v1/openapi.json", HTTP_MATCH_FOUND, 7, NULL, {NULL}},
    {"GET", "/v1/openapi", HTTP_MATCH_NO_PATH, NONE, NULL, {NULL}},
    {"GET", "/assets/map/world.json", HTTP_MATCH_FOUND, 9, NULL, {"map/world.json"}},
    {"GET", "", HTTP_MATCH_NO_PATH, NONE, NULL, {NULL}},
};

static void finds_the_route_of_each_example(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        const struct example *example = &examples[i];
        AUTO_ARENA arena = arena_new(100000);
        struct http_request request = request_for(arena, example->method, example->path);
        assert_int_equal(http_route_find(routes, COUNT_OF(routes), &request), example->match);
        assert_ptr_equal(request.route, example->route == NONE ? NULL : &routes[example->route]);
        if (example->match == HTTP_MATCH_NO_PATH || example->match == HTTP_MATCH_BAD_TEXT) {
            continue;
        }
        assert_text(request.suffix, example->suffix ? example->suffix : "");
        for (size_t j = 0; j < 2; j++) {
            assert_int_equal(j < request.capture_count, example->captures[j] != NULL);
            if (example->captures[j]) {
                assert_text(request.captures[j], example->captures[j]);
            }
        }
    }
}

static void a_path_of_too_many_segments_is_not_found(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    AUTO_BUFFER path = BUFFER_UP_TO(10000);
    buffer_add(&path, TEXT("/v1/documents"));
    for (size_t i = 0; i < HTTP_SEGMENTS_MAX; i++) {
        buffer_add(&path, TEXT("/a"));
    }
    struct http_request request = request_for(arena, "GET", path.bytes);
    assert_int_equal(http_route_find(routes, COUNT_OF(routes), &request), HTTP_MATCH_NO_PATH);
}

static void says_what_is_allowed(void **state)
{
    (void)state;
    assert_text(http_route_allow(&routes[0]), "GET, HEAD, OPTIONS");
    assert_text(http_route_allow(&routes[1]), "GET, HEAD, POST, OPTIONS");
    assert_text(http_route_allow(&routes[8]), "POST, OPTIONS");
}

static void writes_patterns_as_openapi_does(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    assert_text(http_route_template(&routes[3], arena), "/v1/documents/{id}/text");
    assert_text(http_route_template(&routes[5], arena), "/v1/facets/{field}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_route_of_each_example),
        cmocka_unit_test(a_path_of_too_many_segments_is_not_found),
        cmocka_unit_test(says_what_is_allowed),
        cmocka_unit_test(writes_patterns_as_openapi_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
