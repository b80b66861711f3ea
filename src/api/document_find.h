/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Finds the document that the id in a path means, however it is spelled. */

#include "view.h"

/*
 * Set *key to the document of the request's first capture. False when it could not be: the answer
 * is then a redirect to its canonical id, or 404 with the nearest ids.
 */
MUST_CHECK bool document_find(const struct view *view, const struct http_request *request,
                              struct http_response *response, int64_t *key);
