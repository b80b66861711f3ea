/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Parameters of what other programs are connected by. */

#include "chancery/http/parameters.h"

extern const struct http_parameters opensearch_parameters;
extern const struct http_parameters reconcile_parameters;
extern const struct http_parameters reconcile_suggest_parameters;
extern const struct http_parameters reconcile_preview_parameters;
extern const struct http_parameters reconcile_property_parameters;
