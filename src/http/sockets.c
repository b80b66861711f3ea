/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <unistd.h>

#include "chancery/base/array.h"
#include "listener.h"
#include "sockets.h"

/* How often another port is tried when the one chosen for the first address is taken elsewhere. */
#define PORT_TRIES 20

/* What is served when no addresses are given; the second only where there is one. */
static const char *const loopback[] = {"127.0.0.1", "::1"};

static void close_all(const int *sockets, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        (void)close(sockets[i]);
    }
}

/* Listen on every address that options name, on one port. */
static enum status open_all(const struct http_server_options *options, uint16_t *port, int *sockets,
                            size_t *count, struct error *error)
{
    bool preset = options->address_count == 0;
    const char *const *addresses = preset ? loopback : options->addresses;
    size_t wanted = preset ? COUNT_OF(loopback) : options->address_count;
    *port = options->port;
    *count = 0;
    for (size_t i = 0; i < wanted; i++) {
        enum status status = listener_open(addresses[i], port, &sockets[*count], error);
        if (!status) {
            (*count)++;
        } else if (!preset || i == 0 || status != STATUS_NOT_FOUND) {
            close_all(sockets, *count);
            *count = 0;
            return status;
        }
    }
    return STATUS_OK;
}

/* The same, with another try when the port that was chosen is taken on a later address. */
static enum status open_addresses(const struct http_server_options *options, uint16_t *port,
                                  int *sockets, size_t *count, struct error *error)
{
    enum status status = STATUS_IO;
    for (int tries = 0; tries < PORT_TRIES && status == STATUS_IO; tries++) {
        status = open_all(options, port, sockets, count, error);
        if (options->port != 0) {
            break;
        }
    }
    return status;
}

static void take_given(const struct http_server_options *options, uint16_t *port, int *sockets,
                       size_t *count)
{
    for (size_t i = 0; i < options->socket_count; i++) {
        int fd = options->sockets[i];
        int flags = fcntl(fd, F_GETFL);
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
        (void)fcntl(fd, F_SETFL, (flags < 0 ? 0 : flags) | O_NONBLOCK);
        *port = *port ? *port : listener_port(fd);
        sockets[(*count)++] = fd;
    }
}

enum status sockets_open(const struct http_server_options *options, uint16_t *port, int *sockets,
                         size_t *count, struct error *error)
{
    bool is_unix_only = options->unix_path && options->address_count == 0;
    enum status status = STATUS_OK;
    *count = 0;
    *port = 0;
    if (options->address_count + options->socket_count + 1 > HTTP_ADDRESSES_MAX) {
        return error_set(error, STATUS_LIMIT, "more than %d addresses", HTTP_ADDRESSES_MAX - 1);
    }
    if (options->socket_count > 0) {
        take_given(options, port, sockets, count);
    } else if (!is_unix_only) {
        status = open_addresses(options, port, sockets, count, error);
    }
    if (status || !options->unix_path) {
        return status;
    }
    status = listener_open_unix(options->unix_path, &sockets[*count], error);
    if (status) {
        close_all(sockets, *count);
        *count = 0;
        return status;
    }
    (*count)++;
    return STATUS_OK;
}
