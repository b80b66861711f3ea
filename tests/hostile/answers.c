/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lets the nth request for memory fail while a question is answered. Whatever n is, nothing
 * crashes, nothing leaks, and the answer is the right one or says 503.
 *
 *     answers CONFIG-FOLDER TRIES FILE…
 *
 * The questions are the examples of all routes, and those below.
 */
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "chancery/http/router.h"

#include "failing.h"
#include "served.h"

#define BODY_BYTES ((size_t)64 * 1024 * 1024)
#define TRIES_MAX  1000000

static const char *const questions[] = {
    "/v1/search?q=%22not+with+a+hammer%22&limit=3",
    "/v1/search?q=vote+NEAR/5+helsinki+OR+(harbor+-cat)&facets=tag,station,kind,year",
    "/v1/search?q=vote+OR+harbor&collapse=duplicates",
    "/v1/search?q=grimshom~+AND+secr*+AND+*holm&sort=-date&fields=id,title,date",
    "/v1/search?q=norway+SENTENCE+seat+OR+mark:C&snippets=1",
    "/v1/search?q=norway&nope=1",
    "/v1/search?q=(((&strict=1",
    "/v1/search?sation=OSLO",
    "/v1/search.csv?q=norway",
    "/v1/search.ndjson?q=norway",
    "/v1/passages.csv?q=norway",
    "/v1/documents?tag=PREL,EFIS&date.gte=2008-03&limit=2",
    "/v1/documents/08OSLO0312",
    "/v1/documents/nope",
    "/v1/search.ris?q=norway",
    "/v1/people.csv?limit=3",
    "/v1/places.geojson?limit=2",
    "/v1/feed?q=norway&limit=2",
    "/v1/"
    "reconcile?queries=%7B%22a%22%3A%7B%22query%22%3A%22Oslo%22%2C%22type%22%3A%22places%22%7D%7D",
    "/v1/reconcile?extend=%7B%22ids%22%3A%5B%22stations%2FOSLO%22%5D%2C%22properties%22%3A%5B%7B%22"
    "id%22%3A%22country%22%7D%5D%7D",
    "/v1/statements?q=hammer",
    "/v1/events.ics",
    "/v1/graph/references?format=graphml",
    "/v1/graph/copresence?format=csv",
    "/v1/suggest?prefix=os",
    "/v1/concordance?q=vote&sort=left",
    "/v1/resolve?name=Oslo&name=Achterberg",
};

static const struct {
    const char *target;
    const char *body;
} posts[] = {
    {"/v1/search", "{\"q\":\"norway seat\",\"facets\":[\"tag\"],\"limit\":2}"},
    {"/v1/search", "{\"q\":"},
    {"/v1/batch", "{\"requests\":[{\"path\":\"/v1/search?q=norway\"},{\"path\":\"/v1/nope\"}]}"},
    {"/v1/verify", "{\"quotation\":\"but not with a hammer\"}"},
    {"/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
             "\"search\",\"arguments\":{\"q\":\"norway\"}}}"},
    {"/indexes/documents/search", "{\"q\":\"norway\",\"facets\":[\"kind\"]}"},
};

/* Whether the answer says the same whenever it is asked; of others only the code is held. */
struct expected {
    unsigned code;
    bool is_steady;
    struct buffer body;
};

static bool try_once(struct served *served, const struct served_question *question,
                     enum failing_kind kind, size_t nth, const struct expected *expected)
{
    AUTO_BUFFER body = BUFFER_UP_TO(BODY_BYTES);
    int64_t before = failing_held();
    failing_on(kind, nth);
    unsigned code = served_ask(served, question, &body);
    (void)failing_off();
    struct text got = buffer_text(&body);
    struct text wanted = buffer_text(&expected->body);
    int64_t left = failing_held() - before - (body.bytes != NULL);
    bool is_right = code == expected->code && (!expected->is_steady || text_equal(got, wanted));
    /* A body that we had no memory for is no fault of theirs. */
    is_right = is_right || code == 503 || code == 0 || buffer_status(&body);
    /* Some answers hold others, and say of each whether it failed. */
    is_right = is_right || text_find(got, TEXT("Out of memory")) != TEXT_NOT_FOUND;
    if (!is_right || left != 0) {
        (void)fprintf(stderr, "%.*s: request %zu of %s: %u, %lld blocks left\n%.*s\n",
                      TEXT_ARGUMENTS(question->target), nth, failing_names[kind], code,
                      (long long)left, is_right ? 0 : (int)text_slice(got, 0, 1500).length, got.at);
    }
    return is_right && left == 0;
}

static bool try_question(struct served *served, const struct served_question *question,
                         size_t tries)
{
    struct expected expected = {.body = BUFFER_UP_TO(BODY_BYTES)};
    AUTO_BUFFER again = BUFFER_UP_TO(BODY_BYTES);
    bool is_sound = true;
    expected.code = served_ask(served, question, &expected.body);
    (void)served_ask(served, question, &again);
    expected.is_steady = text_equal(buffer_text(&expected.body), buffer_text(&again));
    for (enum failing_kind kind = 0; kind < FAILING_KINDS; kind++) {
        is_sound = try_once(served, question, kind, 0, &expected) && is_sound;
        size_t count = failing_off();
        size_t step = count / tries + 1;
        for (size_t n = 1; n <= count; n += step) {
            is_sound = try_once(served, question, kind, n, &expected) && is_sound;
        }
    }
    buffer_clear(&expected.body);
    return is_sound;
}

static bool try_get(struct served *served, const char *target, size_t tries)
{
    return try_question(served, &(struct served_question){.target = text_of(target)}, tries);
}

static bool try_all(struct served *served, size_t tries)
{
    struct http_service service = api_service(&served->api);
    bool is_sound = true;
    for (size_t i = 0; i < service.route_count; i++) {
        const struct http_route *route = &service.routes[i];
        if (route->example && route->methods & HTTP_ROUTE_GET) {
            is_sound = try_get(served, route->example, tries) && is_sound;
        }
    }
    for (size_t i = 0; i < COUNT_OF(questions); i++) {
        is_sound = try_get(served, questions[i], tries) && is_sound;
    }
    for (size_t i = 0; i < COUNT_OF(posts); i++) {
        struct served_question question = {text_of(posts[i].target), text_of(posts[i].body)};
        is_sound = try_question(served, &question, tries) && is_sound;
    }
    return is_sound;
}

int main(int argc, char **argv)
{
    int64_t tries = 0;
    if (argc < 4 || !number_read(text_of(argv[2]), 1, TRIES_MAX, &tries)) {
        (void)fprintf(stderr, "usage: answers CONFIG-FOLDER TRIES FILE…\n");
        return EXIT_FAILURE;
    }
    struct served served;
    failing_begin();
    served_begin(&served, argv[1], (const char *const *)argv + 3, (size_t)argc - 3);
    bool is_sound = try_all(&served, (size_t)tries);
    served_end(&served);
    return is_sound ? EXIT_SUCCESS : EXIT_FAILURE;
}
