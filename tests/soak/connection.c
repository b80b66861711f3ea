/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "chancery/base/number.h"

#include "asking.h"

#define PIECE_BYTES   ((size_t)16 * 1024)
#define WAIT_SECONDS  60
#define CHUNK_DIGITS  8
#define FIRST_DIGITS  9 /* where the status stands in "HTTP/1.1 200 OK" */
#define STATUS_DIGITS 3

bool connection_open(struct connection *connection, uint16_t port)
{
    const struct timeval wait = {.tv_sec = WAIT_SECONDS};
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    *connection = (struct connection){
        .socket = socket(AF_INET, SOCK_STREAM, 0),
        .received = BUFFER_UP_TO(ANSWER_BYTES_MAX),
    };
    if (connection->socket < 0) {
        return false;
    }
    (void)setsockopt(connection->socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
    (void)setsockopt(connection->socket, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
    return connect(connection->socket, (const struct sockaddr *)&address, sizeof(address)) == 0;
}

bool connection_send(const struct connection *connection, struct text bytes)
{
    while (bytes.length > 0) {
        ssize_t sent = send(connection->socket, bytes.at, bytes.length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes = text_from(bytes, (size_t)sent);
    }
    return true;
}

static bool receive(struct connection *connection)
{
    char piece[PIECE_BYTES];
    ssize_t count = recv(connection->socket, piece, sizeof(piece), 0);
    if (count <= 0) {
        return false;
    }
    buffer_add(&connection->received, (struct text){piece, (size_t)count});
    return buffer_status(&connection->received) == STATUS_OK;
}

static struct text unread(const struct connection *connection)
{
    return text_from(buffer_text(&connection->received), connection->read);
}

/* Set *line to the next line without its CRLF; it is good until more is received. */
static bool read_line(struct connection *connection, struct text *line)
{
    size_t length = text_find(unread(connection), TEXT("\r\n"));
    while (length == TEXT_NOT_FOUND) {
        if (!receive(connection)) {
            return false;
        }
        length = text_find(unread(connection), TEXT("\r\n"));
    }
    *line = text_slice(unread(connection), 0, length);
    connection->read += length + 2;
    return true;
}

static bool read_bytes(struct connection *connection, size_t count, struct text *out)
{
    while (unread(connection).length < count) {
        if (!receive(connection)) {
            return false;
        }
    }
    *out = text_slice(unread(connection), 0, count);
    connection->read += count;
    return true;
}

static size_t hexadecimal(struct text digits)
{
    size_t value = 0;
    for (size_t i = 0; i < digits.length && i < CHUNK_DIGITS; i++) {
        char c = text_lower(digits.at[i]);
        value = value * 16 + (size_t)(text_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

static bool read_chunks(struct connection *connection)
{
    struct text line;
    struct text chunk;
    size_t size = 0;
    do {
        if (!read_line(connection, &line)) {
            return false;
        }
        size = hexadecimal(line);
        if (!read_bytes(connection, size + 2, &chunk)) {
            return false;
        }
    } while (size > 0);
    return true;
}

/* What was read is forgotten, so that a long connection needs no more memory than a short one. */
static void forget(struct connection *connection)
{
    struct text left = unread(connection);
    size_t length = left.length;
    if (length > 0) {
        memmove(connection->received.bytes, left.at, length);
    }
    connection->received.length = length;
    connection->read = 0;
}

struct answer connection_answer(struct connection *connection)
{
    struct answer answer = {.status = 0};
    struct text line;
    int64_t status = 0;
    int64_t length = 0;
    bool is_chunked = false;
    forget(connection);
    if (!read_line(connection, &line) || !text_starts(line, TEXT("HTTP/1.1 ")) ||
        !number_read(text_slice(line, FIRST_DIGITS, STATUS_DIGITS), 100, 599, &status)) {
        return answer;
    }
    while (read_line(connection, &line) && line.length > 0) {
        struct text value = line;
        if (text_take_start_fold(&value, TEXT("Content-Length:"))) {
            (void)number_read(text_trim(value), 0, (int64_t)ANSWER_BYTES_MAX, &length);
        }
        is_chunked = is_chunked || text_starts_fold(line, TEXT("Transfer-Encoding:"));
        answer.has_retry_after =
            answer.has_retry_after || text_starts_fold(line, TEXT("Retry-After:"));
    }
    bool is_whole =
        is_chunked ? read_chunks(connection) : read_bytes(connection, (size_t)length, &answer.body);
    answer.status = is_whole ? (int)status : 0;
    return answer;
}

size_t connection_drop(const struct connection *connection, size_t most)
{
    char piece[PIECE_BYTES];
    ssize_t count = recv(connection->socket, piece, most < sizeof(piece) ? most : sizeof(piece), 0);
    return count > 0 ? (size_t)count : 0;
}

void connection_close(struct connection *connection, bool with_reset)
{
    if (connection->socket >= 0) {
        const struct linger linger = {.l_onoff = 1, .l_linger = 0};
        if (with_reset) {
            (void)setsockopt(connection->socket, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
        }
        (void)close(connection->socket);
    }
    buffer_clear(&connection->received);
}
