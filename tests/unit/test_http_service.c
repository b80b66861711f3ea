/* SPDX-License-Identifier: Apache-2.0 */
#include "answer_headers.h"
#include "chancery/base/json_writer.h"
#include "chancery/http/server.h"
#include "http_unit.h"

struct toy {
    int handled;
    int freed;
    int pieces;
    bool fail;
    const char *generation;
};

struct toy_query {
    bool flag;
};

static const struct http_parameter toy_items[] = {
    {.name = "flag", .kind = HTTP_PARAMETER_FLAG, .offset = offsetof(struct toy_query, flag)},
};
static const struct http_parameters toy_parameters = HTTP_PARAMETERS(toy_items);

static enum status answer(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    struct toy *toy = context;
    struct toy_query query = {.flag = false};
    toy->handled++;
    if (!http_parameters_take(request, response, &query)) {
        return STATUS_OK;
    }
    if (toy->fail) {
        buffer_add(&response->body, TEXT("half"));
        return error_set(error, STATUS_CORRUPT, "secret /path/of.c");
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_bool(&json, TEXT("flag"), query.flag);
    json_object_close(&json);
    return STATUS_OK;
}

static enum status long_answer(const struct http_request *request, struct http_response *response,
                               void *context, struct error *error)
{
    (void)request;
    (void)context;
    (void)error;
    for (int i = 0; i < 200; i++) {
        buffer_add(&response->body, TEXT("[\"0123456789\"]\n"));
    }
    return STATUS_OK;
}

static enum status produce(void *state, struct http_piece *piece, struct error *error)
{
    struct toy *toy = state;
    if (toy->fail) {
        return error_set(error, STATUS_NOT_FOUND, "it went away");
    }
    buffer_add(piece->out, TEXT("{}\n"));
    toy->pieces--;
    piece->done = toy->pieces == 0;
    return STATUS_OK;
}

static void count_free(void *state)
{
    ((struct toy *)state)->freed++;
}

static enum status stream(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    (void)request;
    (void)error;
    response->stream = (struct http_stream){produce, context, count_free};
    return STATUS_OK;
}

#define GET  HTTP_ROUTE_GET
#define POST HTTP_ROUTE_POST

static const struct http_route routes[] = {
    {.methods = GET | POST,
     .pattern = "/v1/toy",
     .handle = answer,
     .parameters = {&toy_parameters},
     .formats = HTTP_FORMAT_BIT(JSON) | HTTP_FORMAT_BIT(CSV)},
    {.methods = GET, .pattern = "/v1/long", .handle = long_answer},
    {.methods = GET,
     .pattern = "/v1/stream",
     .handle = stream,
     .formats = HTTP_FORMAT_BIT(NDJSON),
     .default_format = HTTP_FORMAT_NDJSON},
    {.methods = GET, .pattern = "/healthz", .handle = long_answer, .traits = HTTP_ROUTE_UNCACHED},
};

static struct text generation(const struct http_request *request, void *context)
{
    (void)request;
    return text_of(((struct toy *)context)->generation);
}

static enum status decode(struct http_request *request, void *context, struct http_problem *problem)
{
    (void)context;
    if (!text_equal(request->body, TEXT("{}"))) {
        problem->detail = TEXT("The body is not {}.");
        return STATUS_INVALID;
    }
    add_parameter(request, "flag", "yes");
    return STATUS_OK;
}

struct exchange {
    struct arena *arena;
    struct toy toy;
    struct http_request request;
    struct http_response response;
};

static struct exchange exchange_for(struct arena *arena, const char *method, const char *target)
{
    return (struct exchange){
        .arena = arena,
        .toy = {.pieces = 3, .generation = "7"},
        .request = request_for(arena, method, target),
    };
}

static void ask(struct exchange *exchange)
{
    const struct http_service service = {
        .routes = routes,
        .route_count = COUNT_OF(routes),
        .context = &exchange->toy,
        .generation = generation,
        .decode = decode,
    };
    http_service_answer(&service, &exchange->request, &exchange->response);
}

static const struct example {
    const char *method;
    const char *target;
    unsigned code;
    const char *holds; /* in the body */
} examples[] = {
    {"GET", "/v1/toy", 200, "{\"flag\":false}\n"},
    {"HEAD", "/v1/toy", 200, "{\"flag\":false}\n"},
    {"GET", "/v1/toy?flag", 200, "{\"flag\":true}\n"},
    {"GET", "/v1/toy?pretty=1", 200, "{\n  \"flag\": false\n}\n"},
    {"GET", "/v1/toy?pretty=x", 400, "invalid_parameter"},
    {"GET", "/v1/toy?pretty=1&pretty=1", 400, "repeated_parameter"},
    {"GET", "/v1/toy?flg=1", 400, "\"did_you_mean\":\"flag\""},
    {"GET", "/v1/toy?q=%C3", 400, "bad_request"},
    {"GET", "/v1/toy.ics", 406, "\"allowed\":[\"json\",\"csv\"]"},
    {"GET", "/v1/toy?format=nonsense", 406, "\"allowed\":[\"json\",\"csv\"]"},
    {"GET", "/v1/toy?format=csv&format=csv", 400, "repeated_parameter"},
    {"GET", "/v1/nonsense", 404, "not_found"},
    {"PUT", "/v1/toy", 405, "method_not_allowed"},
    {"POST", "/v1/long", 405, "GET, HEAD, OPTIONS"},
    {"POST", "/v1/toy", 415, "unsupported_media_type"},
    {"OPTIONS", "/v1/toy", 204, ""},
    {"OPTIONS", "/v1/nonsense", 404, ""},
    {"OPTIONS", "*", 204, ""},
    {"GET", "/v1/long?q=1", 400, "unknown_parameter"},
    {"GET", "/v1/stream", 200, "{}\n{}\n{}\n"},
};

static void answers_each_example(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1000000);
        struct exchange exchange = exchange_for(arena, examples[i].method, examples[i].target);
        ask(&exchange);
        assert_int_equal(exchange.response.code, examples[i].code);
        assert_true(holds(buffer_text(&exchange.response.body), examples[i].holds));
        assert_null(exchange.response.stream.produce);
        http_response_clear(&exchange.response);
    }
}

static const struct format_example {
    const char *target;
    const char *accept;
    enum http_format format;
} format_examples[] = {
    {"/v1/toy", "text/csv", HTTP_FORMAT_CSV},
    {"/v1/toy?format=json", "text/csv", HTTP_FORMAT_JSON},
    {"/v1/toy?format=csv", "application/json", HTTP_FORMAT_CSV},
    {"/v1/toy.csv?format=json", "*/*", HTTP_FORMAT_CSV},
    {"/v1/toy.json", "image/png", HTTP_FORMAT_JSON},
};

static void suffix_wins_over_format_and_format_over_accept(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(format_examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1000000);
        struct exchange exchange = exchange_for(arena, "GET", format_examples[i].target);
        add_header(&exchange.request, "Accept", format_examples[i].accept);
        ask(&exchange);
        assert_int_equal(exchange.response.code, 200);
        assert_int_equal(exchange.request.format, format_examples[i].format);
        http_response_clear(&exchange.response);
    }
}

static void a_list_may_come_in_several_headers(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange exchange = exchange_for(arena, "GET", "/v1/toy");
    add_header(&exchange.request, "Accept", "image/png");
    add_header(&exchange.request, "accept", "text/csv;q=0.5");
    ask(&exchange);
    assert_int_equal(exchange.response.code, 200);
    assert_int_equal(exchange.request.format, HTTP_FORMAT_CSV);
    http_response_clear(&exchange.response);
}

static void what_the_client_has_is_not_made_again(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange first = exchange_for(arena, "GET", "/v1/toy");
    ask(&first);
    assert_true(first.response.etag.length > 2);
    http_response_clear(&first.response);

    struct exchange second = exchange_for(arena, "HEAD", "/v1/toy");
    add_header(&second.request, "If-None-Match",
               arena_copy(arena, arena_format(arena, "\"x\", W/%.*s",
                                              TEXT_ARGUMENTS(first.response.etag))));
    ask(&second);
    assert_int_equal(second.response.code, 304);
    assert_int_equal(second.response.body.length, 0);
    assert_int_equal(second.toy.handled, 0);
    assert_true(text_equal(second.response.etag, first.response.etag));

    second.toy.generation = "8";
    second.request.query.count = 0;
    ask(&second);
    assert_int_equal(second.response.code, 200);
    http_response_clear(&second.response);
}

static void a_refusal_has_no_tag_and_a_star_does_not_hide_it(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange good = exchange_for(arena, "GET", "/v1/toy");
    add_header(&good.request, "If-None-Match", "*");
    ask(&good);
    assert_int_equal(good.response.code, 304);
    struct exchange bad = exchange_for(arena, "GET", "/v1/toy?x=1");
    add_header(&bad.request, "If-None-Match", "*");
    ask(&bad);
    assert_int_equal(bad.response.code, 400);
    assert_null(bad.response.etag.at);
    http_response_clear(&bad.response);
    struct exchange health = exchange_for(arena, "GET", "/healthz");
    ask(&health);
    assert_null(health.response.etag.at);
    http_response_clear(&health.response);
}

static void long_answers_are_encoded_under_a_tag_of_their_own(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange plain = exchange_for(arena, "GET", "/v1/long");
    ask(&plain);
    struct exchange gzip = exchange_for(arena, "GET", "/v1/long");
    add_header(&gzip.request, "Accept-Encoding", "gzip");
    ask(&gzip);
    assert_int_equal(gzip.response.coded, HTTP_CODING_GZIP);
    assert_true(gzip.response.body.length < plain.response.body.length / 4);
    assert_false(text_equal(gzip.response.etag, plain.response.etag));
    struct exchange small = exchange_for(arena, "GET", "/v1/toy");
    add_header(&small.request, "Accept-Encoding", "gzip");
    ask(&small);
    assert_int_equal(small.response.coded, HTTP_CODING_IDENTITY);
    http_response_clear(&plain.response);
    http_response_clear(&gzip.response);
    http_response_clear(&small.response);
}

static void a_failure_tells_the_client_a_number_only(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange exchange = exchange_for(arena, "GET", "/v1/toy");
    exchange.toy.fail = true;
    ask(&exchange);
    struct text body = buffer_text(&exchange.response.body);
    assert_int_equal(exchange.response.code, 500);
    assert_true(holds(body, "\"incident\":\""));
    assert_false(holds(body, "secret"));
    assert_false(holds(body, "half"));
    http_response_clear(&exchange.response);
}

static void a_stream_is_freed_once_however_it_ends(void **state)
{
    (void)state;
    for (int fail = 0; fail < 2; fail++) {
        AUTO_ARENA arena = arena_new(1000000);
        struct exchange exchange = exchange_for(arena, "GET", "/v1/stream");
        exchange.toy.fail = fail == 1;
        ask(&exchange);
        assert_int_equal(exchange.response.code, fail ? 404 : 200);
        http_response_clear(&exchange.response);
        assert_int_equal(exchange.toy.freed, 1);
    }
}

static void a_long_stream_stays_one(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange exchange = exchange_for(arena, "GET", "/v1/stream");
    exchange.toy.pieces = 1000000;
    ask(&exchange);
    assert_non_null(exchange.response.stream.produce);
    assert_true(exchange.response.body.length >= HTTP_PIECE_BYTES);
    assert_true(exchange.response.body.length < 2 * HTTP_PIECE_BYTES);
    http_response_clear(&exchange.response);
    assert_int_equal(exchange.toy.freed, 1);
}

static void a_body_is_read_like_a_query(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange exchange = exchange_for(arena, "POST", "/v1/toy");
    add_header(&exchange.request, "Content-Type", "application/json; charset=utf-8");
    exchange.request.body = TEXT("{}");
    ask(&exchange);
    assert_int_equal(exchange.response.code, 200);
    assert_text(buffer_text(&exchange.response.body), "{\"flag\":true}\n");
    assert_null(exchange.response.etag.at);
    http_response_clear(&exchange.response);

    struct exchange broken = exchange_for(arena, "POST", "/v1/toy");
    add_header(&broken.request, "Content-Type", "application/json");
    broken.request.body = TEXT("{");
    ask(&broken);
    assert_int_equal(broken.response.code, 400);
    assert_true(holds(buffer_text(&broken.response.body), "invalid_body"));
    http_response_clear(&broken.response);
}

static const char *header_called(const struct headers *headers, const char *name)
{
    for (size_t i = 0; i < headers->count; i++) {
        if (strcmp(headers->items[i].name, name) == 0) {
            return headers->items[i].value;
        }
    }
    return "";
}

static void every_answer_has_the_headers_of_safety(void **state)
{
    (void)state;
    static const char *const targets[] = {"/v1/toy", "/v1/nonsense", "/v1/toy?x=1"};
    for (size_t i = 0; i < COUNT_OF(targets); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1000000);
        struct exchange exchange = exchange_for(arena, "GET", targets[i]);
        struct headers headers = {.items = NULL};
        ask(&exchange);
        assert_true(answer_headers_make(&exchange.request, &exchange.response, 12345, &headers));
        assert_string_equal(header_called(&headers, "X-Content-Type-Options"), "nosniff");
        assert_string_equal(header_called(&headers, "Referrer-Policy"), "no-referrer");
        assert_string_equal(header_called(&headers, "Content-Security-Policy"),
                            "default-src 'none'; frame-ancestors 'none'");
        assert_string_equal(header_called(&headers, "Cross-Origin-Resource-Policy"), "same-origin");
        assert_string_equal(header_called(&headers, "Cross-Origin-Opener-Policy"), "same-origin");
        assert_string_equal(header_called(&headers, "Vary"), "Accept, Accept-Encoding, Origin");
        assert_string_equal(header_called(&headers, "Server-Timing"), "total;dur=12.345");
        assert_string_equal(header_called(&headers, "Access-Control-Allow-Origin"), "");
        http_response_clear(&exchange.response);
    }
}

static void a_preflight_says_what_is_granted(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange exchange = exchange_for(arena, "OPTIONS", "/v1/toy");
    struct headers headers = {.items = NULL};
    exchange.request.origin = TEXT("http://localhost:3000");
    add_header(&exchange.request, "Access-Control-Request-Method", "POST");
    ask(&exchange);
    assert_true(answer_headers_make(&exchange.request, &exchange.response, 1, &headers));
    assert_string_equal(header_called(&headers, "Access-Control-Allow-Origin"),
                        "http://localhost:3000");
    assert_string_equal(header_called(&headers, "Access-Control-Allow-Methods"),
                        "GET, HEAD, POST, OPTIONS");
    assert_string_equal(header_called(&headers, "Access-Control-Max-Age"), "600");
    assert_string_equal(header_called(&headers, "Cross-Origin-Resource-Policy"), "cross-origin");
}

static void a_header_value_cannot_break_out(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1000000);
    struct exchange exchange = exchange_for(arena, "GET", "/v1/toy");
    http_response_field(&exchange.request, &exchange.response, HTTP_FIELD_LINK,
                        TEXT("</a>\r\nSet-Cookie: a=b"));
    http_response_redirect(&exchange.request, &exchange.response, 308, TEXT("/v1/\xC3\xA9"));
    assert_int_equal(exchange.response.fields.count, 0);
}

static void survives_an_arena_of_any_size(void **state)
{
    (void)state;
    static const char *const targets[] = {"/v1/toy?flag=1&x=2", "/v1/documents/a%2Fb",
                                          "/v1/toy.csv", "/v1/long?pretty"};
    for (size_t size = 0; size < 24000; size += 48) {
        AUTO_ARENA headers_arena = arena_new(100000);
        AUTO_ARENA arena = arena_new(size);
        struct exchange exchange =
            exchange_for(headers_arena, "GET", targets[size / 48 % COUNT_OF(targets)]);
        struct headers headers = {.items = NULL};
        add_header(&exchange.request, "Accept-Encoding", "gzip");
        add_header(&exchange.request, "If-None-Match", "\"x\"");
        exchange.request.arena = arena;
        ask(&exchange);
        assert_true(exchange.response.code >= 200 && exchange.response.code < 600);
        assert_true(exchange.response.code == 503 || !arena_failed(arena));
        assert_true(answer_headers_make(&exchange.request, &exchange.response, 1, &headers) ||
                    arena_failed(arena));
        http_response_clear(&exchange.response);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_each_example),
        cmocka_unit_test(suffix_wins_over_format_and_format_over_accept),
        cmocka_unit_test(a_list_may_come_in_several_headers),
        cmocka_unit_test(what_the_client_has_is_not_made_again),
        cmocka_unit_test(a_refusal_has_no_tag_and_a_star_does_not_hide_it),
        cmocka_unit_test(long_answers_are_encoded_under_a_tag_of_their_own),
        cmocka_unit_test(a_failure_tells_the_client_a_number_only),
        cmocka_unit_test(a_stream_is_freed_once_however_it_ends),
        cmocka_unit_test(a_long_stream_stays_one),
        cmocka_unit_test(a_body_is_read_like_a_query),
        cmocka_unit_test(every_answer_has_the_headers_of_safety),
        cmocka_unit_test(a_preflight_says_what_is_granted),
        cmocka_unit_test(a_header_value_cannot_break_out),
        cmocka_unit_test(survives_an_arena_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
