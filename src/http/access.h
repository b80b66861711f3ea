/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Whom we answer, by the names in Host and Origin. A page elsewhere may let its own name point at
 * 127.0.0.1 and have a browser ask us; what it cannot do is send another Host or Origin.
 */

#include "chancery/http/server.h"

/*
 * Whether host, a Host header, is ours: a loopback name or one of access->hosts, with our port, or
 * without one when our port is 80.
 */
bool access_host_allowed(const struct http_access *access, struct text host);

/*
 * Whether a page of origin, an Origin header, may read our answers: pages served over plain HTTP
 * from loopback, those of access->origins, and our own under the name in host, which was allowed.
 */
bool access_origin_allowed(const struct http_access *access, struct text origin, struct text host);
