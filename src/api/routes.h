/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* All paths that are answered, in the order of the documentation. */

#include "chancery/http/router.h"

extern const struct http_route api_routes[];
extern const size_t api_route_count;
