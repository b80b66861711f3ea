/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What one may say to the neighbors of a document, and to its difference from another. */

#include "chancery/http/parameters.h"

extern const struct http_parameters neighbor_parameters;
extern const struct http_parameters copy_parameters;
extern const struct http_parameters difference_parameters;
