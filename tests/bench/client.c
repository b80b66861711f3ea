/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/number.h"

#include "client.h"
#include "measure.h"

/* How long all connections may be still. */
#define STILL_MS 20000

#define ANSWER_BYTES_MAX ((size_t)64 * 1024 * 1024)
#define PIECE_BYTES      ((size_t)64 * 1024)

struct connection {
    int socket;
    struct text unsent;
    struct buffer answer; /* what came so far of the present one */
    bool is_waiting;      /* for an answer */
};

struct client {
    const struct texts *requests;
    size_t next;
    size_t wanted; /* answers */
    size_t answered;
    int64_t received_bytes;
    struct connection connections[CLIENT_CONNECTION_COUNT];
};

static enum status connect_to(unsigned port, struct connection *out, struct error *error)
{
    static const int yes = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    out->answer = BUFFER_UP_TO(ANSWER_BYTES_MAX);
    out->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (out->socket < 0 ||
        connect(out->socket, (const struct sockaddr *)&address, sizeof(address)) != 0) {
        return error_set(error, STATUS_IO, "cannot connect to port %u: %s", port, strerror(errno));
    }
    (void)setsockopt(out->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    return STATUS_OK;
}

/* Send what the socket takes at once. */
static enum status send_some(struct connection *connection, struct error *error)
{
    struct text *unsent = &connection->unsent;
    ssize_t sent =
        send(connection->socket, unsent->at, unsent->length, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        return error_set(error, STATUS_IO, "cannot send: %s", strerror(errno));
    }
    *unsent = text_slice(*unsent, sent > 0 ? (size_t)sent : 0, unsent->length);
    return STATUS_OK;
}

static enum status ask_next(struct client *client, struct connection *connection,
                            struct error *error)
{
    connection->is_waiting = client->next < client->wanted;
    if (!connection->is_waiting) {
        return STATUS_OK;
    }
    connection->unsent = client->requests->items[client->next++ % client->requests->count];
    connection->answer.length = 0;
    return send_some(connection, error);
}

/* Whether all of an answer is there: by its length, or by the end of its last piece. */
static bool is_whole(struct text answer)
{
    size_t head = text_find(answer, TEXT("\r\n\r\n"));
    if (head == answer.length) {
        return false;
    }
    struct text fields = text_slice(answer, 0, head + 2);
    struct text named = TEXT("Content-Length: ");
    size_t at = text_find(fields, named);
    if (at == fields.length) {
        return text_ends(answer, TEXT("\r\n0\r\n\r\n"));
    }
    struct text digits = text_slice(fields, at + named.length, fields.length);
    digits = text_slice(digits, 0, text_find_char(digits, '\r'));
    int64_t length = 0;
    return number_read(digits, 0, (int64_t)ANSWER_BYTES_MAX, &length) &&
           answer.length - head - 4 >= (size_t)length;
}

/* Take what has come, and ask on when that was the rest of an answer. */
static enum status receive_some(struct client *client, struct connection *connection,
                                struct error *error)
{
    char piece[PIECE_BYTES];
    ssize_t received = recv(connection->socket, piece, sizeof(piece), MSG_DONTWAIT);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) {
        return STATUS_OK;
    }
    if (received <= 0) {
        return error_set(error, STATUS_IO, "the server closed a connection");
    }
    client->received_bytes += received;
    buffer_add(&connection->answer, (struct text){piece, (size_t)received});
    struct text answer = buffer_text(&connection->answer);
    if (buffer_status(&connection->answer)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for an answer");
    }
    if (!is_whole(answer)) {
        return STATUS_OK;
    }
    if (!text_starts(answer, TEXT("HTTP/1.1 200 "))) {
        struct text line = text_slice(answer, 0, text_find_char(answer, '\r'));
        bool is_later = text_starts(answer, TEXT("HTTP/1.1 503 "));
        return error_set(error, is_later ? STATUS_UNAVAILABLE : STATUS_INVALID,
                         "the server answers %.*s", TEXT_ARGUMENTS(line));
    }
    client->answered++;
    return ask_next(client, connection, error);
}

/* Wait until something can be done, and do it. */
static enum status turn(struct client *client, struct error *error)
{
    struct pollfd polled[CLIENT_CONNECTION_COUNT];
    for (size_t i = 0; i < CLIENT_CONNECTION_COUNT; i++) {
        const struct connection *connection = &client->connections[i];
        polled[i] = (struct pollfd){
            .fd = connection->is_waiting ? connection->socket : -1,
            .events = (short)(POLLIN | (connection->unsent.length > 0 ? POLLOUT : 0)),
        };
    }
    if (poll(polled, CLIENT_CONNECTION_COUNT, STILL_MS) == 0) {
        return error_set(error, STATUS_UNAVAILABLE, "the server answers nothing");
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < CLIENT_CONNECTION_COUNT && !status; i++) {
        struct connection *connection = &client->connections[i];
        if (polled[i].revents & POLLOUT) {
            status = send_some(connection, error);
        }
        if (!status && (polled[i].revents & (POLLIN | POLLHUP | POLLERR))) {
            status = receive_some(client, connection, error);
        }
    }
    return status;
}

static enum status ask_all(struct client *client, struct client_round *out, struct error *error)
{
    enum status status = STATUS_OK;
    int64_t start = measure_now_ns();
    for (size_t i = 0; i < CLIENT_CONNECTION_COUNT && !status; i++) {
        status = ask_next(client, &client->connections[i], error);
    }
    while (!status && client->answered < client->wanted) {
        status = turn(client, error);
    }
    *out = (struct client_round){measure_now_ns() - start, client->received_bytes};
    return status;
}

enum status client_ask(unsigned port, const struct texts *requests, size_t passes,
                       struct client_round *out, struct error *error)
{
    struct client client = {.requests = requests, .wanted = requests->count * passes};
    enum status status = STATUS_OK;
    size_t opened = 0;
    while (opened < CLIENT_CONNECTION_COUNT && !status) {
        status = connect_to(port, &client.connections[opened++], error);
    }
    status = status ? status : ask_all(&client, out, error);
    for (size_t i = 0; i < opened; i++) {
        if (client.connections[i].socket >= 0) {
            (void)close(client.connections[i].socket);
        }
        buffer_clear(&client.connections[i].answer);
    }
    return status;
}
