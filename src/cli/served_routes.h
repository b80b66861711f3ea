/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* One table of everything that is served: the API's paths, then those of the pages. */

#include "chancery/base/status.h"
#include "chancery/http/router.h"

/*
 * Set *out to a table of the count routes of the API and of web_routes, and *out_count to its
 * length. The caller frees *out.
 *
 * Errors:  STATUS_NO_MEMORY
 */
MUST_CHECK enum status served_routes(const struct http_route *routes, size_t count,
                                     struct http_route **out, size_t *out_count,
                                     struct error *error);
