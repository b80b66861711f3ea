/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "chancery/http/parameters.h"

/* What /v1/verify takes beside q and filters: quotation. */
extern const struct http_parameters verify_parameters;
