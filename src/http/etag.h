/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Entity tags. An answer follows from the generation of the store, the URL and the coding, so its
 * tag is a digest of these, known before the answer is made.
 */

#include "chancery/http/exchange.h"

/*
 * The strong tag of the answer to request in coding, with its quotes, in the request's arena. URLs
 * that differ in the order of their parameters' names, or in how the format is said, share it.
 */
struct text http_etag_make(const struct http_request *request, struct text generation,
                           enum http_coding coding);

/* Whether tag is in an If-None-Match header; weak ones count as their strong twins. */
bool http_etag_listed(struct text if_none_match, struct text tag);

/* Whether an If-None-Match header is "*": any representation at all. */
bool http_etag_any(struct text if_none_match);
