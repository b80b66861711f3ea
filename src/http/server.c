/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "chancery/base/log.h"
#include "connection.h"
#include "sockets.h"

/*
 * What the library may use for one connection beyond the URL and the headers that we take: longer
 * ones that it still has room for are refused by us, and not in words of its own. It clears all of
 * this before each request, so more is slower. About a thousand arguments fill it: such a request
 * gets no answer at all, and its connection is closed when it has been idle for long enough.
 */
#define CONNECTION_SPARE_BYTES ((size_t)40 * 1024)

static void log_library(void *closure, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static void log_library(void *closure, const char *format, va_list arguments)
{
    char message[400];
    (void)closure;
    if (vsnprintf(message, sizeof(message), format, arguments) > 0) {
        log_event(LOG_DEBUG, "libmicrohttpd",
                  (struct log_field[]){LOG_TEXT("message", text_trim(text_of(message))), LOG_END});
    }
}

/* NOLINTBEGIN(readability-function-size,readability-non-const-parameter): libmicrohttpd's shape */
static enum MHD_Result on_request(void *closure, struct MHD_Connection *connection,
                                  const char *path, const char *method, const char *version,
                                  const char *upload, size_t *upload_bytes, void **state)
{
    struct text bytes = {upload, *upload_bytes};
    (void)closure;
    (void)connection;
    (void)path;
    *upload_bytes = 0;
    return connection_continues(*state, method, version, bytes);
}
/* NOLINTEND(readability-function-size,readability-non-const-parameter) */

static unsigned number_of(unsigned set, unsigned preset)
{
    return set ? set : preset;
}

static size_t connection_memory(const struct http_limits *limits)
{
    size_t target = limits->target_bytes ? limits->target_bytes : HTTP_TARGET_BYTES;
    size_t headers = limits->header_bytes ? limits->header_bytes : HTTP_HEADER_BYTES;
    return CONNECTION_SPARE_BYTES + target + headers;
}

/* Serve the socket fd, which is taken over. */
static enum status start_daemon(struct http_server *server,
                                const struct http_server_options *options, int fd,
                                struct error *error)
{
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_ERROR_LOG,
        0, NULL, NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER, log_library, NULL,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        connection_memory(&options->service.limits), MHD_OPTION_CONNECTION_LIMIT,
        number_of(options->connection_count, HTTP_CONNECTION_COUNT), MHD_OPTION_CONNECTION_TIMEOUT,
        number_of(options->idle_seconds, HTTP_IDLE_SECONDS), MHD_OPTION_NOTIFY_CONNECTION,
        connection_changes, server, MHD_OPTION_URI_LOG_CALLBACK, connection_begins, server,
        MHD_OPTION_NOTIFY_COMPLETED, connection_ends, server, MHD_OPTION_END);
    if (!daemon) {
        (void)close(fd);
        return error_set(error, STATUS_IO, "cannot start an event thread");
    }
    server->daemons[server->daemon_count++] = daemon;
    return STATUS_OK;
}

static size_t processor_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1                             ? 1
           : count > (long)HTTP_WORKER_COUNT_MAX ? HTTP_WORKER_COUNT_MAX
                                                 : (size_t)count;
}

static enum status start_threads(struct http_server *server,
                                 const struct http_server_options *options, struct error *error)
{
    struct watchdog_limits limits = {
        .header_seconds = number_of(options->header_seconds, HTTP_HEADER_SECONDS),
        .idle_seconds = number_of(options->idle_seconds, HTTP_IDLE_SECONDS),
        .body_seconds = number_of(options->body_seconds, HTTP_BODY_SECONDS),
    };
    enum status status =
        workers_start(server->worker_count, number_of(options->queue_count, HTTP_QUEUE_COUNT),
                      &server->workers, error);
    return status ? status
                  : watchdog_start(&limits, server->service.counts, &server->watchdog, error);
}

static enum status start_daemons(struct http_server *server,
                                 const struct http_server_options *options, struct error *error)
{
    int sockets[HTTP_ADDRESSES_MAX];
    size_t count = 0;
    enum status status = sockets_open(options, &server->port, sockets, &count, error);
    server->service.access.port = server->port;
    server->unix_path = status ? NULL : options->unix_path;
    for (size_t i = 0; i < count; i++) {
        if (status) {
            (void)close(sockets[i]);
        } else {
            status = start_daemon(server, options, sockets[i], error);
        }
    }
    return status;
}

enum status http_server_start(const struct http_server_options *options, struct http_server **out,
                              struct error *error)
{
    struct http_server *server = calloc(1, sizeof(*server));
    if (!server) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the server");
    }
    size_t wanted = options->worker_count ? options->worker_count : processor_count();
    server->worker_count = wanted < HTTP_WORKER_COUNT_MAX ? wanted : HTTP_WORKER_COUNT_MAX;
    server->service = options->service;
    server->stop_seconds = number_of(options->stop_seconds, HTTP_STOP_SECONDS);
    (void)pthread_mutex_init(&server->mutex, NULL);
    (void)pthread_cond_init(&server->idle, NULL);
    enum status status = start_threads(server, options, error);
    status = status ? status : start_daemons(server, options, error);
    if (status) {
        (void)http_server_stop(server);
        return status;
    }
    *out = server;
    return STATUS_OK;
}

uint16_t http_server_port(const struct http_server *server)
{
    return server->port;
}

size_t http_server_workers(const struct http_server *server)
{
    return server->worker_count;
}

/* Wait until no request is in hand, or it takes too long. */
static void wait_for_idle(struct http_server *server)
{
    struct timespec until;
    int failed = clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += server->stop_seconds;
    (void)pthread_mutex_lock(&server->mutex);
    while (server->active > 0 && failed == 0) {
        failed = pthread_cond_timedwait(&server->idle, &server->mutex, &until);
    }
    (void)pthread_mutex_unlock(&server->mutex);
}

/*
 * The order matters: libmicrohttpd aborts the program when it is stopped with a connection
 * suspended, so the workers, which resume what they hold, end first, and nothing is suspended for
 * long once they take no more.
 */
struct http_server *http_server_stop(struct http_server *server)
{
    if (!server) {
        return NULL;
    }
    atomic_store(&server->stopping, true);
    for (size_t i = 0; i < server->daemon_count; i++) {
        server->sockets[i] = MHD_quiesce_daemon(server->daemons[i]);
    }
    wait_for_idle(server);
    atomic_store(&server->aborting, true);
    workers_close(server->workers);
    for (size_t i = 0; i < server->daemon_count; i++) {
        MHD_stop_daemon(server->daemons[i]);
        if (server->sockets[i] >= 0) {
            (void)close(server->sockets[i]);
        }
    }
    (void)workers_stop(server->workers);
    (void)watchdog_stop(server->watchdog);
    if (server->unix_path) {
        (void)unlink(server->unix_path);
    }
    (void)pthread_cond_destroy(&server->idle);
    (void)pthread_mutex_destroy(&server->mutex);
    free(server);
    return NULL;
}
