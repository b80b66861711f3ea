/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What references can be asked for by. */

#include "chancery/http/parameters.h"

extern const struct http_parameters reference_parameters;
