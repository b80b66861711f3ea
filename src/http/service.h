/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Answering in two steps, so that the server knows between them whether a worker is needed. Each
 * answers true when there is more to do, and false when *response is what is to be sent.
 */

#include "chancery/http/server.h"

/* A response that is ready to be filled in. */
struct http_response http_response_new(const struct http_service *service);

/*
 * Find the route. Refuses unknown paths, other methods, bodies that are not JSON; answers OPTIONS.
 * The body need not be there yet.
 */
MUST_CHECK bool http_service_admit(const struct http_service *service, struct http_request *request,
                                   struct http_response *response);

/* Answer a request that was admitted, by its handler. */
void http_service_run(const struct http_service *service, struct http_request *request,
                      struct http_response *response);
