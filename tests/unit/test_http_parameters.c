/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/router.h"
#include "http_unit.h"

struct query {
    struct text q;
    int64_t limit;
    bool strict;
    size_t units;
    struct texts fields;
    struct texts facets;
    struct http_filters filters;
};

static bool is_upper_case(struct text value)
{
    for (size_t i = 0; i < value.length; i++) {
        if (!text_is_upper(value.at[i])) {
            return false;
        }
    }
    return true;
}

#define FIELD(name) offsetof(struct query, name)

static const char *const units[] = {"utf16", "codepoint", "byte", NULL};
static const char *const fields[] = {"id", "date", "paragraphs", NULL};
static const char *const facets[] = {"tag", "station", NULL};
static const char *const overlaps[] = {"overlaps", NULL};

static const struct http_parameter query_items[] = {
    {.name = "q", .kind = HTTP_PARAMETER_TEXT, .offset = FIELD(q), .most = 10},
    {.name = "strict", .kind = HTTP_PARAMETER_FLAG, .offset = FIELD(strict)},
    {.name = "units", .kind = HTTP_PARAMETER_WORD, .offset = FIELD(units), .words = units},
};
static const struct http_parameter list_items[] = {
    {.name = "limit",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = FIELD(limit),
     .least = 0,
     .most = 1000},
    {.name = "fields",
     .kind = HTTP_PARAMETER_LIST,
     .offset = FIELD(fields),
     .words = fields,
     .traits = HTTP_WORDS_NEGATED},
    {.name = "facets",
     .kind = HTTP_PARAMETER_LIST,
     .offset = FIELD(facets),
     .words = facets,
     .traits = HTTP_WORDS_COUNTED},
    {.name = "tag",
     .kind = HTTP_PARAMETER_FILTER,
     .offset = FIELD(filters),
     .accepts = is_upper_case,
     .expects = "TAGS in capitals"},
    {.name = "date", .kind = HTTP_PARAMETER_FILTER, .offset = FIELD(filters), .endings = overlaps},
    {.name = "classification", .kind = HTTP_PARAMETER_FILTER, .offset = FIELD(filters)},
};
static const struct http_parameters query_parameters = HTTP_PARAMETERS(query_items);
static const struct http_parameters list_parameters = HTTP_PARAMETERS(list_items);

static const struct http_route route = {
    .methods = HTTP_ROUTE_GET,
    .pattern = "/v1/search",
    .parameters = {&query_parameters, &list_parameters},
};

static struct http_request search(struct arena *arena)
{
    struct http_request request = request_for(arena, "GET", "/v1/search");
    request.route = &route;
    return request;
}

static void fills_in_what_was_sent_and_leaves_the_rest(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct http_request request = search(arena);
    struct http_problem problem;
    struct query query = {.limit = 20, .units = 2};
    add_parameter(&request, "q", "Oslo");
    add_parameter(&request, "strict", NULL);
    add_parameter(&request, "format", "csv");
    add_parameter(&request, "pretty", "1");
    assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_OK);
    assert_text(query.q, "Oslo");
    assert_true(query.strict);
    assert_int_equal(query.limit, 20);
    assert_int_equal(query.units, 2);
}

static void lists_take_commas_and_repetition(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct http_request request = search(arena);
    struct http_problem problem;
    struct query query = {.limit = 20};
    add_parameter(&request, "fields", "id,-paragraphs");
    add_parameter(&request, "fields", "date");
    add_parameter(&request, "facets", "tag,station:5");
    assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_OK);
    assert_int_equal(query.fields.count, 3);
    assert_text(query.fields.items[1], "-paragraphs");
    assert_text(query.fields.items[2], "date");
    assert_text(query.facets.items[1], "station:5");
}

static void filters_keep_negation_and_ending(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct http_request request = search(arena);
    struct http_problem problem;
    struct query query = {.limit = 20};
    add_parameter(&request, "tag", "PREL,PARM");
    add_parameter(&request, "-tag", "*");
    add_parameter(&request, "date.overlaps", "2007");
    add_parameter(&request, "-date", "2006");
    assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_OK);
    static const struct {
        const char *name;
        const char *ending;
        const char *value;
        bool negated;
    } expected[] = {
        {"tag", "", "PREL", false},          {"tag", "", "PARM", false}, {"tag", "", "*", true},
        {"date", "overlaps", "2007", false}, {"date", "", "2006", true},
    };
    assert_int_equal(query.filters.count, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        EXAMPLE(i);
        const struct http_filter *filter = &query.filters.items[i];
        assert_string_equal(filter->parameter->name, expected[i].name);
        assert_text(filter->ending, expected[i].ending);
        assert_text(filter->value, expected[i].value);
        assert_int_equal(filter->negated, expected[i].negated);
    }
}

static void an_item_of_a_json_list_is_not_split(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct http_request request = search(arena);
    struct http_problem problem;
    struct query query = {.limit = 20};
    add_parameter(&request, "classification", "a, b");
    request.query.items[0].whole = true;
    assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_OK);
    assert_int_equal(query.filters.count, 1);
    assert_text(query.filters.items[0].value, "a, b");
}

static const struct mistake {
    const char *name;
    const char *value;
    enum http_problem_kind kind;
    const char *did_you_mean; /* or NULL */
    const char *allowed;      /* one of them, or NULL */
} mistakes[] = {
    {"clasification", "C", HTTP_PROBLEM_UNKNOWN_PARAMETER, "classification", "tag"},
    {"-clasification", "C", HTTP_PROBLEM_UNKNOWN_PARAMETER, "classification", "q"},
    {"-limit", "3", HTTP_PROBLEM_UNKNOWN_PARAMETER, "limit", "pretty"},
    {"tag.overlaps", "A", HTTP_PROBLEM_UNKNOWN_PARAMETER, "date.overlaps", "format"},
    {"date.overlap", "A", HTTP_PROBLEM_UNKNOWN_PARAMETER, "date.overlaps", "date"},
    {"", "3", HTTP_PROBLEM_UNKNOWN_PARAMETER, NULL, "q"},
    {"limit", "1001", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "0..1000"},
    {"limit", "-1", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "0..1000"},
    {"limit", "many", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "0..1000"},
    {"limit", "", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "0..1000"},
    {"limit", NULL, HTTP_PROBLEM_INVALID_PARAMETER, NULL, "0..1000"},
    {"limit", "99999999999999999999", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "0..1000"},
    {"units", "miles", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "byte"},
    {"units", "bytes", HTTP_PROBLEM_INVALID_PARAMETER, "byte", "utf16"},
    {"fields", "id,nonsense", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "date"},
    {"fields", "id,,date", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "date"},
    {"facets", "tag:x", HTTP_PROBLEM_INVALID_PARAMETER, "tag", "station"},
    {"facets", "-tag", HTTP_PROBLEM_INVALID_PARAMETER, "tag", "station"},
    {"strict", "maybe", HTTP_PROBLEM_INVALID_PARAMETER, NULL, "yes"},
    {"q", "longer than ten", HTTP_PROBLEM_INVALID_PARAMETER, NULL, NULL},
    {"q", NULL, HTTP_PROBLEM_INVALID_PARAMETER, NULL, NULL},
    {"tag", "prel", HTTP_PROBLEM_INVALID_PARAMETER, NULL, NULL},
    {"tag", "", HTTP_PROBLEM_INVALID_PARAMETER, NULL, NULL},
};

static void says_what_is_wrong_with_each_example(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(mistakes); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1000000);
        struct http_request request = search(arena);
        struct http_problem problem;
        struct query query = {.limit = 20};
        add_parameter(&request, mistakes[i].name, mistakes[i].value);
        assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_INVALID);
        assert_int_equal(problem.kind, mistakes[i].kind);
        assert_int_equal(problem.mistakes.count, 1);
        const struct http_mistake *mistake = &problem.mistakes.items[0];
        assert_text(mistake->parameter, mistakes[i].name);
        assert_true(mistake->detail.length > 0);
        assert_text(mistake->did_you_mean,
                    mistakes[i].did_you_mean ? mistakes[i].did_you_mean : "");
        if (mistakes[i].allowed) {
            assert_true(texts_have(&mistake->allowed, text_of(mistakes[i].allowed)));
        }
    }
}

static void what_is_taken_once_may_not_come_twice(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct http_request request = search(arena);
    struct http_problem problem;
    struct query query = {.limit = 20};
    add_parameter(&request, "limit", "1");
    add_parameter(&request, "limit", "1");
    assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_INVALID);
    assert_int_equal(problem.kind, HTTP_PROBLEM_REPEATED_PARAMETER);
}

static void all_mistakes_are_reported_at_once(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct http_request request = search(arena);
    struct http_problem problem;
    struct query query = {.limit = 20};
    add_parameter(&request, "limit", "x");
    add_parameter(&request, "nonsense", "1");
    add_parameter(&request, "nonsense", "2");
    add_parameter(&request, "units", "miles");
    assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_INVALID);
    assert_int_equal(problem.mistakes.count, 3);
    assert_int_equal(problem.kind, HTTP_PROBLEM_INVALID_PARAMETER);
    assert_true(holds(problem.detail, "There are 2 more"));
}

static void reports_no_more_than_the_most(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(10000000);
    struct http_request request = search(arena);
    struct http_problem problem;
    struct query query = {.limit = 20};
    for (size_t i = 0; i < HTTP_PAIRS_MAX; i++) {
        add_parameter(&request, "tag", "x");
    }
    assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_INVALID);
    assert_int_equal(problem.mistakes.count, HTTP_MISTAKES_MAX);
    add_parameter(&request, "tag", "X");
    assert_int_equal(http_parameters_read(&request, &query, &problem), STATUS_INVALID);
    assert_int_equal(problem.kind, HTTP_PROBLEM_TOO_MANY_PARAMETERS);
}

static void survives_an_arena_of_any_size(void **state)
{
    (void)state;
    for (size_t size = 0; size < 20000; size += 64) {
        AUTO_ARENA arena = arena_new(100000);
        struct http_request request = search(arena);
        add_parameter(&request, "fields", "id,nonsense");
        add_parameter(&request, "clasification", "C");
        add_parameter(&request, "tag", "A,B");
        AUTO_ARENA small = arena_new(size);
        request.arena = small;
        struct query query = {.limit = 20};
        struct http_response response = {.body = BUFFER_UP_TO(10000)};
        assert_false(http_parameters_take(&request, &response, &query));
        assert_true(response.code == 400 || response.code == 503);
        http_response_clear(&response);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_in_what_was_sent_and_leaves_the_rest),
        cmocka_unit_test(lists_take_commas_and_repetition),
        cmocka_unit_test(filters_keep_negation_and_ending),
        cmocka_unit_test(an_item_of_a_json_list_is_not_split),
        cmocka_unit_test(says_what_is_wrong_with_each_example),
        cmocka_unit_test(what_is_taken_once_may_not_come_twice),
        cmocka_unit_test(all_mistakes_are_reported_at_once),
        cmocka_unit_test(reports_no_more_than_the_most),
        cmocka_unit_test(survives_an_arena_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
