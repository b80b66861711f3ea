/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Checks the lines of a request as they stand on the wire, by the letter of RFC 9112, and finds out
 * how its body is framed. No line is longer than it may be, none has been changed yet.
 */

#include "chancery/http/problem.h"
#include "chancery/http/server.h"

enum head_framing {
    HEAD_NO_BODY,
    HEAD_LENGTH,
    HEAD_CHUNKED,
};

/* What the lines so far said. */
struct head {
    size_t line_count; /* with the first */
    size_t bytes;
    bool is_old; /* HTTP/1.0 */
    bool has_length;
    bool has_coding;
    int64_t length;
};

/* What a check comes to. */
struct head_verdict {
    bool is_bad;
    enum http_problem_kind kind;
    const char *detail; /* static */
};

#define HEAD_GOOD ((struct head_verdict){.is_bad = false})

/* Check the first line, without its CRLF. */
struct head_verdict head_check_first(struct head *head, const struct http_limits *limits,
                                     struct text line);

/* Check a header line, without its CRLF. */
struct head_verdict head_check_header(struct head *head, const struct http_limits *limits,
                                      struct text line);

/* All lines are there: how the body is framed. */
enum head_framing head_framing(const struct head *head);

/* Whether what has come of a line that is not complete can still become one. */
struct head_verdict head_check_partial(const struct head *head, const struct http_limits *limits,
                                       struct text line);

/* Read the line before a chunk, without its CRLF. False when it is none. */
bool head_chunk_size(struct text line, int64_t *size);

/* The most bytes that the head of a request may have and still be looked at. */
size_t head_bytes_most(const struct http_limits *limits);
