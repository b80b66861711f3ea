/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Serves HTTP/1.1: event threads that never block, and workers that answer.
 *
 * Every request passes a strict gate before anything else looks at it: it must be well formed,
 * small enough, meant for this host, and not from a page that has no business here. What passes is
 * answered by the service: route, format, ETag, handler, coding, in this order.
 */

#include <stdatomic.h>
#include <stdint.h>

#include "chancery/http/exchange.h"
#include "chancery/http/problem.h"
#include "chancery/http/router.h"

/* What a server takes when its options say 0. */
#define HTTP_TARGET_BYTES     ((size_t)8 * 1024)
#define HTTP_HEADER_BYTES     ((size_t)16 * 1024)
#define HTTP_HEADER_COUNT     ((size_t)100)
#define HTTP_ARGUMENT_COUNT   ((size_t)64)
#define HTTP_BODY_BYTES       ((size_t)64 * 1024)
#define HTTP_MEMORY_BYTES     ((size_t)256 * 1024 * 1024) /* the arena of one request */
#define HTTP_ANSWER_BYTES     ((size_t)512 * 1024 * 1024) /* one answer that is no stream */
#define HTTP_CONNECTION_COUNT 256U
#define HTTP_IDLE_SECONDS     10U
#define HTTP_HEADER_SECONDS   5U   /* from a connection's beginning to the end of its headers */
#define HTTP_BODY_SECONDS     30U  /* from there to the end of the body */
#define HTTP_QUEUE_COUNT      256U /* requests that wait for a worker */
#define HTTP_STOP_SECONDS     5U   /* what answers in the making get when the server stops */
#define HTTP_WORKER_COUNT_MAX 64U

struct http_limits {
    size_t target_bytes;
    size_t header_bytes;
    size_t header_count;
    size_t argument_count;
    size_t body_bytes;
    size_t memory_bytes;
    size_t answer_bytes;
};

/* Who may ask. */
struct http_access {
    uint16_t port;            /* that Host must name; the server fills it in */
    const char *const *hosts; /* names beyond localhost and the loopback addresses */
    size_t host_count;
    const char *const *origins; /* pages beyond those on loopback: "https://archive.example" */
    size_t origin_count;
};

/* Upper bounds of the classes by which answering times are counted, in microseconds. */
#define HTTP_COUNT_CLASSES 7
extern const int64_t http_count_bounds_us[HTTP_COUNT_CLASSES];

/* What a server counts. Starts zeroed; read at any time. */
struct http_counts {
    atomic_int_fast64_t answers[6];                      /* by the first digit of the status */
    atomic_int_fast64_t sent_bytes;                      /* of bodies */
    atomic_int_fast64_t took_us;                         /* of all answers together */
    atomic_int_fast64_t classes[HTTP_COUNT_CLASSES + 1]; /* answers; the last has no bound */
    atomic_int_fast64_t overloaded;                      /* refused because the queue was full */
    atomic_int_fast64_t late;                            /* connections ended for taking too long */
    atomic_int_fast64_t active;                          /* requests being read or answered */
    atomic_int_fast64_t connections;                     /* open */
};

/* What is served. */
struct http_service {
    const struct http_route *routes;
    size_t route_count;
    void *context; /* handed to handlers and to the functions below */

    /*
     * A text that changes whenever answers may: the generation of the store and the version of
     * the program. In the request's arena or static. NULL, or TEXT_NONE: no ETag.
     * Threads: called by any worker and by the event threads.
     */
    struct text (*generation)(const struct http_request *request, void *context);

    /*
     * Read the body of a POST: add its members to request->query, and keep what does not fit
     * there in request->document. NULL when no route takes a POST.
     *
     * Errors:  STATUS_INVALID  *problem says why
     */
    enum status (*decode)(struct http_request *request, void *context,
                          struct http_problem *problem);

    /*
     * Find out who asks, from the headers, and set request->caller and caller_name. False: a key is
     * needed, and none that is known was sent. NULL: everybody may ask.
     * Threads: as generation.
     */
    bool (*recognize)(struct http_request *request, void *context);

    struct http_limits limits;
    struct http_access access;
    struct http_counts *counts; /* outlives the server; NULL: nothing is counted */
};

/*
 * Answer request, which passed the gate, into *response, complete but for the headers that every
 * answer has. Without sockets, so that tests and batches may call it.
 */
void http_service_answer(const struct http_service *service, struct http_request *request,
                         struct http_response *response);

struct http_server_options {
    struct http_service service;
    /* Numbers such as "127.0.0.1"; none is 127.0.0.1 and, where there is one, ::1. */
    const char *const *addresses;
    size_t address_count;
    const char
        *unix_path;     /* of a socket to listen on too, or instead where there are no addresses */
    const int *sockets; /* that listen already, in place of addresses; taken over */
    size_t socket_count;
    uint16_t port;         /* 0 lets the system choose; ask http_server_port */
    unsigned worker_count; /* 0: one for each processor */
    unsigned queue_count;
    unsigned connection_count; /* for each address */
    unsigned idle_seconds;
    unsigned header_seconds;
    unsigned body_seconds;
    unsigned stop_seconds;
};

struct http_server;

/*
 * Start serving. The caller owns *out and gives it back with http_server_stop; all that options
 * points to must live until then. SIGPIPE must be ignored. Signals should be blocked before, since
 * the threads started here inherit that.
 *
 * Errors:  STATUS_IO         an address or the port is taken or may not be used
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status http_server_start(const struct http_server_options *options,
                                         struct http_server **out, struct error *error);

/* The most addresses and sockets one server listens on. */
#define HTTP_ADDRESSES_MAX 8

/*
 * Whether address, a number, is on this machine alone. False for one that is no number.
 */
bool http_address_is_loopback(const char *address);

/* The same for where a listening socket is bound; unix sockets count as local. */
bool http_socket_is_loopback(int socket);

/* The port being served. */
uint16_t http_server_port(const struct http_server *server);

/* How many workers there are; request->worker is below it. */
size_t http_server_workers(const struct http_server *server);

/* Take no more, finish what is in hand, close everything and free. NULL is allowed; returns NULL.
 */
struct http_server *http_server_stop(struct http_server *server);
