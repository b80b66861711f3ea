/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What asking.c asks, and one connection on which it does.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "chancery/base/buffer.h"
#include "chancery/base/text.h"

#define ANSWER_BYTES_MAX ((size_t)8 * 1024 * 1024)

/* A connection, and what of its bytes was received but not yet read. */
struct connection {
    int socket;
    struct buffer received;
    size_t read;
};

struct answer {
    int status; /* 0: the connection ended before the answer did */
    bool has_retry_after;
    struct text body; /* good until the next answer is read; TEXT_NONE for a chunked one */
};

/* False when it cannot be opened. */
bool connection_open(struct connection *connection, uint16_t port);

bool connection_send(const struct connection *connection, struct text bytes);

/* Read one answer to its end. */
struct answer connection_answer(struct connection *connection);

/* Receive at most most bytes and throw them away; how many there were. */
size_t connection_drop(const struct connection *connection, size_t most);

/* with_reset: the other side is told by RST that nobody is here any more. */
void connection_close(struct connection *connection, bool with_reset);
