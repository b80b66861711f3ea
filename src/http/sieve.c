/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "sieve.h"

/* What is thrown away of a request that is too long before it is answered. */
#define DRAIN_BYTES_MAX ((size_t)32 * 1024 * 1024)
/* A target longer than this is not told back. */
#define TARGET_BYTES_TOLD ((size_t)1024)

/* What the library is handed in place of a refused request, and of the rest of a refused body. */
static const char substitute[] = "GET " SIEVE_TARGET " HTTP/1.1\r\nConnection: close\r\n\r\n";
static const char chunk_ending[] = "\r\n0\r\n\r\n";
static const char body_ending[] = "0\r\n\r\n";

enum stage {
    STAGE_HEAD,
    STAGE_LENGTH,     /* a body, so many bytes */
    STAGE_CHUNK_SIZE, /* the line before a chunk */
    STAGE_CHUNK,
    STAGE_CHUNK_END, /* the empty line behind it */
    STAGE_TRAILER,
    STAGE_REFUSED, /* awaiting the end of a refused head */
    STAGE_DONE,    /* nothing is read any more */
};

struct sieve {
    int descriptor;
    const struct http_limits *limits;
    enum stage stage;
    struct head head;
    size_t checked;         /* bytes of the head behind ready whose lines have been checked */
    uint64_t request_count; /* heads that were handed on */
    bool is_body_bad;       /* of the last of them */
    int64_t left;           /* of a body or chunk */
    struct head_verdict verdict;
    char target[TARGET_BYTES_TOLD];
    size_t target_length;
    size_t drained;
    char last[4]; /* bytes thrown away last, to see the end of the head in them */
    atomic_bool is_late;

    /* held: from start, ready bytes may be handed on, those up to filled are yet to be checked. */
    size_t start;
    size_t ready;
    size_t filled;
    size_t size;
    char held[];
};

static _Atomic(struct sieve *) sieves[SIEVE_DESCRIPTORS_MAX];

struct sieve *sieve_new(int descriptor, const struct http_limits *limits)
{
    size_t size = head_bytes_most(limits) * 2;
    struct sieve *sieve = descriptor >= 0 && descriptor < SIEVE_DESCRIPTORS_MAX
                              ? calloc(1, sizeof(*sieve) + size)
                              : NULL;
    if (sieve) {
        sieve->descriptor = descriptor;
        sieve->limits = limits;
        sieve->size = size;
        atomic_store(&sieves[descriptor], sieve);
    }
    return sieve;
}

struct sieve *sieve_free(struct sieve *sieve)
{
    if (sieve) {
        atomic_store(&sieves[sieve->descriptor], NULL);
        free(sieve);
    }
    return NULL;
}

struct head_verdict sieve_verdict(const struct sieve *sieve)
{
    return sieve->verdict;
}

bool sieve_body_is_bad(const struct sieve *sieve, uint64_t request)
{
    return sieve->is_body_bad && sieve->request_count == request;
}

struct text sieve_target(const struct sieve *sieve)
{
    return sieve->target_length > 0 ? (struct text){sieve->target, sieve->target_length}
                                    : TEXT("/");
}

void sieve_time_out(struct sieve *sieve)
{
    atomic_store(&sieve->is_late, true);
}

/* Have the library see bytes in place of all that is yet to be checked, and nothing after them. */
static void end_with(struct sieve *sieve, struct text bytes)
{
    memcpy(sieve->held + sieve->ready, bytes.at, bytes.length);
    sieve->ready += bytes.length;
    sieve->filled = sieve->ready;
    sieve->stage = STAGE_DONE;
}

/* Keep the target for the answer, where the line has one that can be told back. */
static void keep_target(struct sieve *sieve, struct text line)
{
    struct text target = TEXT_NONE;
    struct text method = TEXT_NONE;
    sieve->target_length = 0;
    if (text_take_until(&line, ' ', &method) && !text_take_until(&line, ' ', &target)) {
        target = line;
    }
    target = text_slice(target, 0, TARGET_BYTES_TOLD);
    for (size_t i = 0; i < target.length; i++) {
        if (target.at[i] <= ' ' || target.at[i] > '~') {
            return;
        }
    }
    if (text_starts(target, TEXT("/"))) {
        memcpy(sieve->target, target.at, target.length);
        sieve->target_length = target.length;
    }
}

/* Throw away what came of a refused head. True at its end. */
static bool drain(struct sieve *sieve)
{
    bool is_end = false;
    for (size_t i = sieve->ready; i < sieve->filled; i++) {
        memmove(sieve->last, sieve->last + 1, sizeof(sieve->last) - 1);
        sieve->last[3] = sieve->held[i];
        is_end = is_end || memcmp(sieve->last + 1, "\n\r\n", 3) == 0 ||
                 memcmp(sieve->last + 2, "\n\n", 2) == 0;
    }
    sieve->drained += sieve->filled - sieve->ready;
    sieve->filled = sieve->ready;
    return is_end || sieve->drained > DRAIN_BYTES_MAX;
}

static void end_refused(struct sieve *sieve)
{
    end_with(sieve, (struct text){substitute, sizeof(substitute) - 1});
}

/* The request is refused; it is answered when all of its head has come, or at once. */
static void refuse(struct sieve *sieve, struct head_verdict verdict, bool at_once)
{
    sieve->verdict = verdict;
    sieve->stage = STAGE_REFUSED;
    if (drain(sieve) || at_once) {
        end_refused(sieve);
    }
}

/* A byte that no first line has says that this is not HTTP at all. */
static bool is_foreign(struct text line)
{
    for (size_t i = 0; i < line.length; i++) {
        unsigned char c = (unsigned char)line.at[i];
        if (c < ' ' && c != '\r' && c != '\t') {
            return true;
        }
    }
    return false;
}

static struct head_verdict bare_newline(void)
{
    return (struct head_verdict){true, HTTP_PROBLEM_BAD_REQUEST, "A line does not end with CRLF."};
}

/* The next line that is to be checked, without its end. False when it is not complete. */
static bool next_line(const struct sieve *sieve, size_t from, struct text *line, bool *is_ended)
{
    const char *begin = sieve->held + from;
    const char *end = memchr(begin, '\n', sieve->filled - from);
    size_t length = end ? (size_t)(end - begin) : sieve->filled - from;
    *is_ended = length > 0 && begin[length - 1] == '\r';
    *line = (struct text){begin, end && *is_ended ? length - 1 : length};
    return end != NULL;
}

static void begin_body(struct sieve *sieve)
{
    sieve->left = sieve->head.length;
    switch (head_framing(&sieve->head)) {
    case HEAD_NO_BODY:
        sieve->stage = STAGE_HEAD;
        break;
    case HEAD_LENGTH:
        sieve->stage = STAGE_LENGTH;
        break;
    case HEAD_CHUNKED:
        sieve->stage = STAGE_CHUNK_SIZE;
        break;
    }
    sieve->head = (struct head){.line_count = 0};
}

/* Check lines of the head until it is complete. True when it is. */
static bool check_head(struct sieve *sieve)
{
    size_t from = sieve->ready + sieve->checked;
    struct text line;
    bool is_ended;
    while (next_line(sieve, from, &line, &is_ended)) {
        bool is_first = sieve->head.line_count == 0;
        size_t next = from + line.length + (is_ended ? 2 : 1);
        if (is_first && line.length == 0) {
            /* An empty line before a request is passed over, as RFC 9112 would have it. */
            sieve->ready = from = next;
            continue;
        }
        struct head_verdict verdict = HEAD_GOOD;
        if (is_first) {
            keep_target(sieve, line);
            verdict = head_check_first(&sieve->head, sieve->limits, line);
        } else if (line.length > 0) {
            verdict = head_check_header(&sieve->head, sieve->limits, line);
        }
        verdict = is_ended ? verdict : bare_newline();
        if (verdict.is_bad) {
            refuse(sieve, verdict, is_first && is_foreign(line));
            return false;
        }
        from = next;
        sieve->checked = from - sieve->ready;
        if (line.length == 0) {
            sieve->ready = from;
            sieve->checked = 0;
            sieve->request_count++;
            begin_body(sieve);
            return true;
        }
    }
    struct head_verdict verdict = head_check_partial(&sieve->head, sieve->limits, line);
    if (verdict.is_bad) {
        if (sieve->head.line_count == 0) {
            keep_target(sieve, line);
        }
        refuse(sieve, verdict, false);
    } else if (sieve->head.line_count == 0 && is_foreign(line)) {
        refuse(sieve, bare_newline(), true);
    }
    return false;
}

/* Let through what belongs to the body. True when all of this piece of it has. */
static bool pass(struct sieve *sieve, enum stage next)
{
    size_t there = sieve->filled - sieve->ready;
    size_t now = (int64_t)there < sieve->left ? there : (size_t)sieve->left;
    sieve->ready += now;
    sieve->left -= (int64_t)now;
    if (sieve->left == 0) {
        sieve->stage = next;
    }
    return sieve->left == 0;
}

/* The framing of the body is broken: end it, so that the answer can be sent. */
static void refuse_body(struct sieve *sieve, const char *ending)
{
    sieve->is_body_bad = true;
    sieve->verdict = (struct head_verdict){true, HTTP_PROBLEM_BAD_REQUEST,
                                           "The body is not chunked as HTTP would have it."};
    end_with(sieve, text_of(ending));
}

static bool check_chunk_size(struct sieve *sieve)
{
    struct text line;
    bool is_ended;
    int64_t size = 0;
    bool is_whole = next_line(sieve, sieve->ready, &line, &is_ended);
    if (is_whole ? !is_ended || !head_chunk_size(line, &size)
                 : !head_chunk_size(line.length > 0 ? text_trim(line) : TEXT("0"), &size)) {
        refuse_body(sieve, body_ending);
        return false;
    }
    if (is_whole) {
        sieve->ready += line.length + 2;
        sieve->left = size;
        sieve->stage = size > 0 ? STAGE_CHUNK : STAGE_TRAILER;
    }
    return is_whole;
}

static bool check_chunk_end(struct sieve *sieve)
{
    size_t there = sieve->filled - sieve->ready;
    struct text wanted = text_slice(TEXT("\r\n"), 0, there);
    if (!text_starts((struct text){sieve->held + sieve->ready, there}, wanted)) {
        refuse_body(sieve, chunk_ending);
        return false;
    }
    if (there < 2) {
        return false;
    }
    sieve->ready += 2;
    sieve->stage = STAGE_CHUNK_SIZE;
    return true;
}

/* Nobody needs trailers: they are checked, and of them only the empty line is handed on. */
static bool check_trailer(struct sieve *sieve)
{
    struct text line;
    bool is_ended;
    if (!next_line(sieve, sieve->ready, &line, &is_ended)) {
        if (head_check_partial(&(struct head){.line_count = 1}, sieve->limits, line).is_bad) {
            refuse_body(sieve, "\r\n");
        }
        return false;
    }
    if (!is_ended ||
        (line.length > 0 && head_check_header(&sieve->head, sieve->limits, line).is_bad)) {
        refuse_body(sieve, "\r\n");
        return false;
    }
    size_t length = line.length + 2;
    if (line.length == 0) {
        sieve->ready += length;
        sieve->head = (struct head){.line_count = 0};
        sieve->stage = STAGE_HEAD;
        return true;
    }
    memmove(sieve->held + sieve->ready, sieve->held + sieve->ready + length,
            sieve->filled - sieve->ready - length);
    sieve->filled -= length;
    return true;
}

/* Check as much as can be of what has come. */
static void check(struct sieve *sieve)
{
    bool goes_on = true;
    while (goes_on && sieve->filled > sieve->ready) {
        switch (sieve->stage) {
        case STAGE_HEAD:
            goes_on = check_head(sieve);
            break;
        case STAGE_LENGTH:
            goes_on = pass(sieve, STAGE_HEAD);
            break;
        case STAGE_CHUNK_SIZE:
            goes_on = check_chunk_size(sieve);
            break;
        case STAGE_CHUNK:
            goes_on = pass(sieve, STAGE_CHUNK_END);
            break;
        case STAGE_CHUNK_END:
            goes_on = check_chunk_end(sieve);
            break;
        case STAGE_TRAILER:
            goes_on = check_trailer(sieve);
            break;
        case STAGE_REFUSED:
            goes_on = false;
            if (drain(sieve)) {
                end_refused(sieve);
            }
            break;
        case STAGE_DONE:
            goes_on = false;
            sieve->drained += sieve->filled - sieve->ready;
            sieve->filled = sieve->ready;
            break;
        }
    }
}

/* Hand on what is ready. */
static size_t give(struct sieve *sieve, char *out, size_t most)
{
    size_t now = sieve->ready - sieve->start < most ? sieve->ready - sieve->start : most;
    memcpy(out, sieve->held + sieve->start, now);
    sieve->start += now;
    if (sieve->start == sieve->ready) {
        /* What is left is the beginning of a head, at most. */
        memmove(sieve->held, sieve->held + sieve->start, sieve->filled - sieve->start);
        sieve->filled -= sieve->start;
        sieve->ready = 0;
        sieve->start = 0;
    }
    return now;
}

/* The client sends no more, or has had its time: a request that was begun is refused. */
static bool end_begun(struct sieve *sieve)
{
    bool is_begun = sieve->filled > sieve->ready || sieve->stage == STAGE_REFUSED;
    if (!is_begun || (sieve->stage != STAGE_HEAD && sieve->stage != STAGE_REFUSED)) {
        return false;
    }
    if (atomic_load(&sieve->is_late) && !sieve->verdict.is_bad) {
        sieve->verdict =
            (struct head_verdict){true, HTTP_PROBLEM_TIMEOUT, "The headers did not come in time."};
    }
    if (!sieve->verdict.is_bad) {
        return false;
    }
    sieve->filled = sieve->ready;
    end_refused(sieve);
    return true;
}

/*
 * The library waits for news of the socket after it got less than it asked for. So less is answered
 * only when the system has no more, and what is still held here is not to be handed on yet. With
 * nothing to hand on it is asked once more, since news of the client's end may have come together
 * with the last bytes.
 */
static ssize_t read_checked(struct sieve *sieve, char *out, size_t most, int flags)
{
    size_t given = give(sieve, out, most);
    while (given < most) {
        size_t room = sieve->size - sizeof(substitute) - sieve->filled;
        ssize_t got =
            recvfrom(sieve->descriptor, sieve->held + sieve->filled, room, flags, NULL, NULL);
        int why = errno;
        if (got > 0) {
            sieve->filled += (size_t)got;
            check(sieve);
        }
        bool is_over = got == 0 && end_begun(sieve);
        given += give(sieve, out + given, most - given);
        if (got <= 0 && !is_over) {
            errno = why;
            return given > 0 ? (ssize_t)given : got;
        }
        if (given > 0 && got < (ssize_t)room) {
            return (ssize_t)given;
        }
        if (given == 0 && sieve->stage == STAGE_DONE) {
            errno = EAGAIN;
            return -1;
        }
    }
    return (ssize_t)given;
}

/*
 * What libmicrohttpd reads its sockets by. It stands in for the system's function of that name, so
 * it has to be seen by the library, and does for every other socket what that would do. Only the
 * linker gives it the name: the headers may define a function of that name inline.
 */
ssize_t sieve_receive(int descriptor, void *out, size_t most, int flags) __asm__("recv")
    __attribute__((visibility("default")));

ssize_t sieve_receive(int descriptor, void *out, size_t most, int flags)
{
    struct sieve *sieve = descriptor >= 0 && descriptor < SIEVE_DESCRIPTORS_MAX
                              ? atomic_load(&sieves[descriptor])
                              : NULL;
    return sieve ? read_checked(sieve, out, most, flags)
                 : recvfrom(descriptor, out, most, flags, NULL, NULL);
}
