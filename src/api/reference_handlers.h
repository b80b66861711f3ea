/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "chancery/http/parameters.h"

/* What /v1/documents/{id}/references takes: direction, depth, units. */
extern const struct http_parameters document_reference_parameters;
