/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many clients, good and bad, that ask a server until a number of answers or of seconds is reached,
 * and hold each answer against a text that it must contain.
 *
 *     asking PORT CLIENTS SECONDS ANSWERS QUESTIONS
 *
 * QUESTIONS is a file of lines, PATH, a tab, and the text. Prints "NUMBER NAME" for what was
 * counted and a line "wrong: …" for what went wrong; soak.py starts it.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "chancery/base/clock.h"
#include "chancery/base/number.h"

#include "../bench/chance.h"
#include "asking.h"

#define CLIENTS_MAX   1024
#define QUESTIONS_MAX 256
#define FILE_BYTES    ((size_t)1024 * 1024)
#define ROW_MAX       12 /* requests sent at once */
#define ASKED_MAX     30 /* requests on one connection */
#define WRONG_SHOWN   20
#define SLOW_READS    20
#define SLOW_BYTES    2000
#define LONG_URL      9000
#define PAUSE_NS      10000000L

struct question {
    struct text path;
    struct text wanted;
};

enum count {
    COUNT_ANSWERS,
    COUNT_OVERLOADED,
    COUNT_SLOW,
    COUNT_LEFT,
    COUNT_RESET,
    COUNT_BAD,
    COUNT_WRONG,
    COUNT_COUNT
};

static const char *const names[COUNT_COUNT] = {"answers", "503", "slow", "left",
                                               "reset",   "bad", "wrong"};

static struct {
    uint16_t port;
    int64_t end_us;
    int64_t most;
    struct question questions[QUESTIONS_MAX];
    size_t question_count;
    atomic_int_fast64_t counts[COUNT_COUNT];
} asking;

static void note(enum count what)
{
    atomic_fetch_add(&asking.counts[what], 1);
}

static void fail(struct text what, struct answer answer)
{
    if (atomic_fetch_add(&asking.counts[COUNT_WRONG], 1) < WRONG_SHOWN) {
        struct text body = text_slice(answer.body, 0, 200);
        (void)printf("wrong: %.*s: %d %.*s\n", TEXT_ARGUMENTS(what), answer.status,
                     (int)body.length, body.at ? body.at : "");
    }
}

static void judge(const struct question *question, struct answer answer)
{
    note(COUNT_ANSWERS);
    if (answer.status == 503 && answer.has_retry_after) {
        note(COUNT_OVERLOADED);
    } else if (answer.status != 200 || !answer.body.at ||
               text_find(answer.body, question->wanted) == TEXT_NOT_FOUND) {
        fail(question->path, answer);
    }
}

static const struct question *any_question(struct chance *chance)
{
    return &asking.questions[chance_below(chance, asking.question_count)];
}

static void add_request(struct buffer *out, struct text path)
{
    buffer_add_format(out, "GET %.*s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", TEXT_ARGUMENTS(path),
                      (int)asking.port);
}

/* --- ways of asking -------------------------------------------------------------------------- */

static bool ask_one_by_one(struct connection *connection, struct chance *chance)
{
    size_t count = chance_between(chance, 1, ASKED_MAX);
    for (size_t i = 0; i < count; i++) {
        AUTO_BUFFER request = BUFFER_UP_TO(FILE_BYTES);
        const struct question *question = any_question(chance);
        add_request(&request, question->path);
        (void)connection_send(connection, buffer_text(&request));
        struct answer answer = connection_answer(connection);
        judge(question, answer);
        if (answer.status == 0) {
            return false;
        }
    }
    return false;
}

static bool ask_in_a_row(struct connection *connection, struct chance *chance)
{
    const struct question *asked[ROW_MAX];
    size_t count = chance_between(chance, 2, ROW_MAX);
    AUTO_BUFFER requests = BUFFER_UP_TO(FILE_BYTES);
    for (size_t i = 0; i < count; i++) {
        asked[i] = any_question(chance);
        add_request(&requests, asked[i]->path);
    }
    struct text bytes = buffer_text(&requests);
    size_t cut = chance_between(chance, 1, bytes.length);
    (void)connection_send(connection, text_slice(bytes, 0, cut));
    (void)connection_send(connection, text_from(bytes, cut));
    for (size_t i = 0; i < count; i++) {
        judge(asked[i], connection_answer(connection));
    }
    return false;
}

static bool read_slowly(struct connection *connection, struct chance *chance)
{
    const struct timespec pause = {0, PAUSE_NS};
    AUTO_BUFFER request = BUFFER_UP_TO(FILE_BYTES);
    add_request(&request, TEXT("/v1/documents.ndjson"));
    (void)connection_send(connection, buffer_text(&request));
    for (int i = 0; i < SLOW_READS; i++) {
        if (connection_drop(connection, chance_between(chance, 1, SLOW_BYTES)) == 0) {
            break;
        }
        (void)nanosleep(&pause, NULL);
    }
    note(COUNT_SLOW);
    return chance_is(chance, 500);
}

/* A part of a request, and then nobody is there any more. */
static bool leave(struct connection *connection, struct chance *chance)
{
    AUTO_BUFFER request = BUFFER_UP_TO(FILE_BYTES);
    add_request(&request, any_question(chance)->path);
    size_t sent = chance_between(chance, 1, request.length);
    (void)connection_send(connection, text_slice(buffer_text(&request), 0, sent));
    note(COUNT_LEFT);
    return false;
}

static bool reset(struct connection *connection, struct chance *chance)
{
    AUTO_BUFFER request = BUFFER_UP_TO(FILE_BYTES);
    add_request(&request, any_question(chance)->path);
    (void)connection_send(connection, buffer_text(&request));
    note(COUNT_RESET);
    return true;
}

static bool ask_badly(struct connection *connection, struct chance *chance)
{
    static const char *const bad[] = {
        "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "GET /\x01 HTTP/1.1\r\n\r\n",
        "\x16\x03\x01\x02",
        "POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /v1/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET /v1/search?q=(((((&strict=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    };
    const size_t bad_count = sizeof(bad) / sizeof(bad[0]);
    size_t which = chance_below(chance, bad_count + 1);
    struct text request = which < bad_count ? text_of(bad[which]) : TEXT_NONE;
    AUTO_BUFFER too_long = BUFFER_UP_TO(FILE_BYTES);
    if (!request.at) {
        buffer_add_format(&too_long, "GET /v1/search?%0*d HTTP/1.1\r\n\r\n", LONG_URL, 0);
        request = buffer_text(&too_long);
    }
    (void)connection_send(connection, request);
    note(COUNT_BAD);
    struct answer answer = connection_answer(connection);
    if (answer.status < 400 || answer.status >= 500) {
        fail(text_slice(request, 0, 60), answer);
    }
    return false;
}

/* How often each way is gone, and whether the connection ends with a reset: what it answers. */
static const struct {
    size_t share;
    bool (*ask)(struct connection *connection, struct chance *chance);
} ways[] = {
    {8, ask_one_by_one}, {4, ask_in_a_row}, {1, read_slowly},
    {1, leave},          {1, reset},        {2, ask_badly},
};
#define WAY_SHARES 17

static bool is_over(void)
{
    return clock_monotonic_us() >= asking.end_us ||
           atomic_load(&asking.counts[COUNT_ANSWERS]) >= asking.most;
}

static void *client(void *state)
{
    struct chance chance = chance_of(1, (uint64_t)(uintptr_t)state, 0);
    while (!is_over()) {
        size_t share = chance_below(&chance, WAY_SHARES);
        size_t way = 0;
        while (share >= ways[way].share) {
            share -= ways[way++].share;
        }
        struct connection connection;
        if (!connection_open(&connection, asking.port)) {
            fail(TEXT("no connection"), (struct answer){.status = 0});
        }
        bool with_reset = ways[way].ask(&connection, &chance);
        connection_close(&connection, with_reset);
    }
    return NULL;
}

/* --- beginning and end ----------------------------------------------------------------------- */

static bool read_questions(const char *path, struct buffer *bytes)
{
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t count = 0;
    if (!file) {
        return false;
    }
    while ((count = fread(piece, 1, sizeof(piece), file)) > 0) {
        buffer_add(bytes, (struct text){piece, count});
    }
    (void)fclose(file);
    struct text rest = buffer_text(bytes);
    struct text line;
    while (asking.question_count < QUESTIONS_MAX && text_take_line(&rest, &line)) {
        struct question *question = &asking.questions[asking.question_count];
        asking.question_count += text_take_until(&line, '\t', &question->path);
        question->wanted = line;
    }
    return asking.question_count > 0;
}

static bool read_numbers(char **arguments, int64_t *clients)
{
    int64_t port = 0;
    int64_t seconds = 0;
    bool are_read = number_read(text_of(arguments[0]), 1, UINT16_MAX, &port) &&
                    number_read(text_of(arguments[1]), 1, CLIENTS_MAX, clients) &&
                    number_read(text_of(arguments[2]), 1, INT32_MAX, &seconds) &&
                    number_read(text_of(arguments[3]), 1, INT64_MAX, &asking.most);
    asking.port = (uint16_t)port;
    asking.end_us = clock_monotonic_us() + seconds * 1000000;
    return are_read;
}

int main(int argc, char **argv)
{
    static pthread_t threads[CLIENTS_MAX];
    int64_t clients = 0;
    AUTO_BUFFER questions = BUFFER_UP_TO(FILE_BYTES);
    if (argc != 6 || !read_numbers(argv + 1, &clients) || !read_questions(argv[5], &questions)) {
        (void)fprintf(stderr, "usage: asking PORT CLIENTS SECONDS ANSWERS QUESTIONS\n");
        return EXIT_FAILURE;
    }
    size_t started = 0;
    while (started < (size_t)clients &&
           pthread_create(&threads[started], NULL, client, (void *)(uintptr_t)started) == 0) {
        started++;
    }
    for (size_t i = 0; i < started; i++) {
        (void)pthread_join(threads[i], NULL);
    }
    for (int i = 0; i < COUNT_COUNT; i++) {
        (void)printf("%lld %s\n", (long long)atomic_load(&asking.counts[i]), names[i]);
    }
    bool is_sound = started == (size_t)clients && atomic_load(&asking.counts[COUNT_WRONG]) == 0;
    return is_sound ? EXIT_SUCCESS : EXIT_FAILURE;
}
