/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the client would like best among what there is (RFC 9110, section 12). */

#include "chancery/http/format.h"

/*
 * Set *out to the format among formats (HTTP_FORMAT_BIT()s) that accept, an Accept header or
 * TEXT_NONE, likes best; of equal ones the one named most exactly, then preset. False when it
 * takes none of them.
 */
bool http_accept_format(struct text accept, unsigned formats, enum http_format preset,
                        enum http_format *out);

/* The coding that accept, an Accept-Encoding header or TEXT_NONE, likes best. */
enum http_coding http_accept_coding(struct text accept);
