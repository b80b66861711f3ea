/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the load report can be paged by. */

#include "chancery/http/parameters.h"

extern const struct http_parameters store_parameters;
