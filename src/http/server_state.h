/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the threads of a server share. */

#include <pthread.h>
#include <stdatomic.h>

#include "chancery/http/server.h"
#include "watchdog.h"
#include "workers.h"

struct MHD_Daemon;

struct http_server {
    struct http_service service; /* with the port filled in */
    struct workers *workers;
    struct watchdog *watchdog;
    const char *unix_path; /* removed at the end; NULL: none */
    size_t worker_count;
    uint16_t port;
    unsigned stop_seconds;
    struct MHD_Daemon *daemons[HTTP_ADDRESSES_MAX];
    int sockets[HTTP_ADDRESSES_MAX]; /* that daemons no longer listen on, once stopping */
    size_t daemon_count;
    atomic_bool stopping; /* new requests are refused */
    atomic_bool aborting; /* and what is in hand is not finished either */

    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t idle;
    size_t active; /* requests that are being read or answered */
};
