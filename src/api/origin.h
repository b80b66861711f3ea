/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Where this server is, as the client calls it, for the few answers that other programs keep: what
 * reads a feed or reconciles names has no page that a link could be relative to.
 */

#include "chancery/http/exchange.h"

/* "http://127.0.0.1:8470", in the request's arena; empty when the client did not name us. */
struct text api_origin(const struct http_request *request);
