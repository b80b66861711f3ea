/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "listener.h"

/* Connections that wait in the kernel to be accepted. */
#define BACKLOG 512

static enum status fail(const char *address, uint16_t port, struct error *error)
{
    bool is_missing = errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT;
    if (is_missing) {
        return error_set(error, STATUS_NOT_FOUND, "this machine has no address %s", address);
    }
    const char *why = errno == EADDRINUSE ? "it is taken" : strerror(errno);
    return error_set(error, STATUS_IO, "cannot serve on %s port %u: %s", address, (unsigned)port,
                     why);
}

static void set_port(struct sockaddr_storage *to, uint16_t port)
{
    if (to->ss_family == AF_INET6) {
        ((struct sockaddr_in6 *)to)->sin6_port = htons(port);
    } else {
        ((struct sockaddr_in *)to)->sin_port = htons(port);
    }
}

static uint16_t get_port(int fd)
{
    struct sockaddr_storage bound;
    socklen_t length = sizeof(bound);
    if (getsockname(fd, (struct sockaddr *)&bound, &length) != 0) {
        return 0;
    }
    return bound.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)&bound)->sin6_port)
                                       : ntohs(((struct sockaddr_in *)&bound)->sin_port);
}

static bool set_up(int fd, const struct sockaddr_storage *to, socklen_t length)
{
    const int yes = 1;
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 ||
        fcntl(fd, F_SETFD, FD_CLOEXEC) != 0 ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0) {
        return false;
    }
    if (to->ss_family == AF_INET6 &&
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes)) != 0) {
        return false;
    }
    return bind(fd, (const struct sockaddr *)to, length) == 0 && listen(fd, BACKLOG) == 0;
}

enum status listener_open(const char *address, uint16_t *port, int *out, struct error *error)
{
    const struct addrinfo hints = {
        .ai_family = AF_UNSPEC,
        .ai_socktype = SOCK_STREAM,
        .ai_flags = AI_NUMERICHOST | AI_PASSIVE,
    };
    struct addrinfo *found = NULL;
    struct sockaddr_storage to = {.ss_family = AF_UNSPEC};
    if (getaddrinfo(address, NULL, &hints, &found) != 0) {
        return error_set(error, STATUS_INVALID, "%s is no address, such as 127.0.0.1", address);
    }
    socklen_t length = found->ai_addrlen;
    memcpy(&to, found->ai_addr, length);
    freeaddrinfo(found);
    set_port(&to, *port);

    int fd = socket(to.ss_family, SOCK_STREAM, 0);
    if (fd < 0) {
        return fail(address, *port, error);
    }
    if (!set_up(fd, &to, length)) {
        enum status status = fail(address, *port, error);
        (void)close(fd);
        return status;
    }
    *port = get_port(fd);
    *out = fd;
    return STATUS_OK;
}
