/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What a generation brought, and asking for the next one. */

#include "chancery/http/exchange.h"
#include "chancery/http/parameters.h"

extern const struct http_parameters change_parameters;

http_handler handle_changes;
http_handler handle_reload;
