/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads the part of a URL behind "?". */

#include "chancery/http/exchange.h"
#include "chancery/http/url.h"

/*
 * Add the pairs of raw ("a=1&b") to *out, decoded. Empty ones ("&&") are passed over; ";" is a
 * letter like any other. Stops at the first that cannot be read. The caller counts them before.
 */
enum http_decoded http_query_read(struct text raw, struct arena *arena, struct http_pairs *out);

/* How many pairs raw has at most, empty ones included. */
size_t http_query_count(struct text raw);
