/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/problem.h"
#include "http_unit.h"

static void writes_a_problem_as_the_contract_shows(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    struct http_request request = request_for(arena, "GET", "/v1/search?clasification=C");
    struct http_response response = {.body = BUFFER_UP_TO(10000)};
    struct http_problem problem = {
        .kind = HTTP_PROBLEM_UNKNOWN_PARAMETER,
        .detail = TEXT("There is no parameter 'clasification' on /v1/search."),
    };
    struct http_mistake *mistake = LIST_ADD(arena, &problem.mistakes);
    *mistake = (struct http_mistake){
        .kind = HTTP_PROBLEM_UNKNOWN_PARAMETER,
        .parameter = TEXT("clasification"),
        .did_you_mean = TEXT("classification"),
    };
    texts_add(arena, &mistake->allowed, TEXT("q"));
    texts_add(arena, &mistake->allowed, TEXT("kind"));
    assert_int_equal(http_problem_answer(&problem, &request, &response), STATUS_OK);
    assert_int_equal(response.code, 400);
    assert_text(response.content_type, "application/problem+json");
    assert_text(buffer_text(&response.body),
                "{\"type\":\"/docs/problems#unknown-parameter\",\"title\":\"Unknown parameter\","
                "\"status\":400,\"code\":\"unknown_parameter\","
                "\"detail\":\"There is no parameter 'clasification' on /v1/search.\","
                "\"instance\":\"/v1/search?clasification=C\","
                "\"errors\":[{\"parameter\":\"clasification\",\"code\":\"unknown_parameter\","
                "\"did_you_mean\":\"classification\",\"allowed\":[\"q\",\"kind\"]}]}\n");
    http_response_clear(&response);
}

static void a_problem_takes_the_place_of_a_half_made_answer(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    struct http_request request = request_for(arena, "GET", "/v1");
    struct http_response response = {.code = 200, .body = BUFFER_UP_TO(400)};
    for (size_t i = 0; i < 100; i++) {
        buffer_add(&response.body, TEXT("too much"));
    }
    response.etag = TEXT("\"x\"");
    http_response_field(&request, &response, HTTP_FIELD_LINK, TEXT("</next>; rel=\"next\""));
    http_response_field(&request, &response, HTTP_FIELD_ALLOW, TEXT("GET"));
    assert_int_equal(
        http_problem_say(&request, &response, HTTP_PROBLEM_NOT_FOUND, "no %s", "such thing"),
        STATUS_OK);
    assert_int_equal(buffer_status(&response.body), STATUS_OK);
    assert_true(holds(buffer_text(&response.body), "\"detail\":\"no such thing\""));
    assert_null(response.etag.at);
    assert_int_equal(response.fields.count, 1);
    assert_int_equal(response.fields.items[0].field, HTTP_FIELD_ALLOW);
    http_response_clear(&response);
}

static void unavailable_says_when_to_come_again_once(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    struct http_request request = request_for(arena, "GET", "/v1");
    struct http_response response = {.body = BUFFER_UP_TO(1000)};
    http_response_field(&request, &response, HTTP_FIELD_RETRY_AFTER, TEXT("30"));
    (void)http_problem_say(&request, &response, HTTP_PROBLEM_UNAVAILABLE, "Loading.");
    assert_int_equal(response.code, 503);
    assert_int_equal(response.fields.count, 1);
    assert_text(response.fields.items[0].value, "30");
    response.fields.count = 0;
    (void)http_problem_say(&request, &response, HTTP_PROBLEM_OVERLOADED, "Busy.");
    assert_int_equal(response.fields.count, 1);
    http_response_clear(&response);
}

static void members_stand_beside_the_standard_ones(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    struct http_request request = request_for(arena, "GET", "/v1/documents/x");
    struct http_response response = {.body = BUFFER_UP_TO(1000)};
    struct http_problem problem = {.kind = HTTP_PROBLEM_NOT_FOUND};
    struct http_member *member = LIST_ADD(arena, &problem.members);
    *member = (struct http_member){TEXT("cited_by"), TEXT("3")};
    (void)http_problem_answer(&problem, &request, &response);
    assert_true(holds(buffer_text(&response.body), "\"cited_by\":3"));
    assert_true(holds(buffer_text(&response.body), "\"detail\":\"Not found\""));
    http_response_clear(&response);
}

static void every_kind_has_an_entry_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < HTTP_PROBLEM_COUNT; i++) {
        EXAMPLE(i);
        const struct http_problem_entry *entry = http_problem_entry((enum http_problem_kind)i);
        assert_non_null(entry->code);
        assert_true(entry->status >= 400 && entry->status < 600);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(entry->code,
                                    http_problem_entry((enum http_problem_kind)j)->code);
        }
    }
}

static const struct guess {
    const char *word;
    const char *nearest;
} guesses[] = {
    {"clasification", "classification"}, /* a letter left out */
    {"limt", "limit"},
    {"lmiit", "limit"}, /* two swapped */
    {"LIMIT", "limit"},
    {"offsett", "offset"},
    {"sort_by", "sort"},
    {"x", ""},
    {"", ""},
    {"nonsense", ""},
};

static void guesses_the_word_that_was_meant(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    static const char *const words[] = {"q", "limit", "offset", "classification", "sort", "tag"};
    struct texts known = {.items = NULL};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        texts_add(arena, &known, text_of(words[i]));
    }
    for (size_t i = 0; i < COUNT_OF(guesses); i++) {
        EXAMPLE(i);
        assert_text(http_nearest(text_of(guesses[i].word), &known), guesses[i].nearest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_a_problem_as_the_contract_shows),
        cmocka_unit_test(a_problem_takes_the_place_of_a_half_made_answer),
        cmocka_unit_test(unavailable_says_when_to_come_again_once),
        cmocka_unit_test(members_stand_beside_the_standard_ones),
        cmocka_unit_test(every_kind_has_an_entry_of_its_own),
        cmocka_unit_test(guesses_the_word_that_was_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
