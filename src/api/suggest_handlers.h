/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What one may say to suggestions. */

#include "chancery/http/parameters.h"

extern const struct http_parameters suggest_parameters;
