/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What is checked of a request before anything else looks at it. libmicrohttpd reads HTTP more
 * kindly than is safe; what it lets through and should not is refused here, and the connection is
 * closed, since the next bytes on it may not be a request at all. The size of the body is checked
 * last, so a request refused for it alone (413) is sound otherwise.
 *
 * Before it stands the sieve (sieve.h), which sees the bytes that the library would hide: what is
 * refused there comes to no gate.
 */

#include "chancery/http/server.h"

/*
 * Check request, of which method_name, target, headers and arena are set, and set its method,
 * origin and id. False when it is refused, with the problem in *response.
 */
MUST_CHECK bool gate_pass(const struct http_service *service, struct text version,
                          struct http_request *request, struct http_response *response);

/* Set the id of request: the client's name for it, if it may be echoed, else one of ours. */
void gate_name_request(struct http_request *request);

/* Whether text is a token as RFC 9110 has it: what names of headers and methods are made of. */
bool gate_is_token(struct text text);

/* What gate_body_declared answers for a chunked body. */
#define GATE_BODY_UNKNOWN ((int64_t)-1)

/* How many bytes of body request says will follow its headers. */
int64_t gate_body_declared(const struct http_request *request);

/* The most bytes a body may have. */
size_t gate_body_most(const struct http_service *service);
