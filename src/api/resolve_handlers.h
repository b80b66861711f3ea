/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "chancery/http/parameters.h"

/* What /v1/resolve takes: reference, references, year, context. */
extern const struct http_parameters resolve_parameters;
