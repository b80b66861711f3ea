/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "chancery/http/server.h"

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

uint16_t listener_port(int fd)
{
    struct sockaddr_storage bound;
    socklen_t length = sizeof(bound);
    if (getsockname(fd, (struct sockaddr *)&bound, &length) != 0) {
        return 0;
    }
    if (bound.ss_family == AF_INET6) {
        return ntohs(((struct sockaddr_in6 *)&bound)->sin6_port);
    }
    return bound.ss_family == AF_INET ? ntohs(((struct sockaddr_in *)&bound)->sin_port) : 0;
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
    *port = listener_port(fd);
    *out = fd;
    return STATUS_OK;
}

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET6) {
        return IN6_IS_ADDR_LOOPBACK(
            &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
    }
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *four = (const void *)address;
        return ntohl(four->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
    }
    return address->sa_family == AF_UNIX;
}

bool http_address_is_loopback(const char *address)
{
    const struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_flags = AI_NUMERICHOST};
    struct addrinfo *found = NULL;
    if (getaddrinfo(address, NULL, &hints, &found) != 0) {
        return false;
    }
    bool is = is_loopback(found->ai_addr);
    freeaddrinfo(found);
    return is;
}

bool http_socket_is_loopback(int fd)
{
    struct sockaddr_storage bound;
    socklen_t length = sizeof(bound);
    return getsockname(fd, (struct sockaddr *)&bound, &length) == 0 &&
           is_loopback((const struct sockaddr *)&bound);
}

/* Whether there is a socket of ours at the address that nobody listens on any more. */
static bool is_left_over(const struct sockaddr_un *to)
{
    struct stat entry;
    if (lstat(to->sun_path, &entry) != 0 || !S_ISSOCK(entry.st_mode) || entry.st_uid != geteuid()) {
        return false;
    }
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    bool refused = fd >= 0 && connect(fd, (const struct sockaddr *)to, sizeof(*to)) != 0 &&
                   errno == ECONNREFUSED;
    if (fd >= 0) {
        (void)close(fd);
    }
    return refused;
}

enum status listener_open_unix(const char *path, int *out, struct error *error)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    size_t length = strlen(path);
    if (length >= sizeof(to.sun_path)) {
        return error_set(error, STATUS_INVALID, "the path of a socket has at most %zu bytes",
                         sizeof(to.sun_path) - 1);
    }
    memcpy(to.sun_path, path, length);
    if (is_left_over(&to)) {
        (void)unlink(path);
    }
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    int flags = fd < 0 ? -1 : fcntl(fd, F_GETFL);
    /* The mode is right from the first moment on, and not only after a chmod. */
    mode_t mask = umask(0177);
    bool is_bound = flags >= 0 && bind(fd, (const struct sockaddr *)&to, sizeof(to)) == 0;
    (void)umask(mask);
    if (!is_bound || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 ||
        fcntl(fd, F_SETFD, FD_CLOEXEC) != 0 || listen(fd, BACKLOG) != 0) {
        enum status status =
            error_set(error, STATUS_IO, "cannot serve on %s: %s", path, strerror(errno));
        if (fd >= 0) {
            (void)close(fd);
        }
        return status;
    }
    *out = fd;
    return STATUS_OK;
}
