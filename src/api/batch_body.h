/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads the body of a batch:
 *
 *     {"requests": [{"path": "/v1/search?q=x"}, {"method": "POST", "path": "/v1/verify", "body":
 * {…}}]}
 */

#include "inner.h"

/* The most requests in one batch. */
#define BATCH_REQUESTS_MAX 100

struct batch_requests {
    LIST_OF(struct inner_question);
};

/*
 * Set *out to the requests that body asks for, in arena.
 *
 * Errors:  STATUS_INVALID    no such JSON, or a path that is not under /v1, or the batch's own
 *          STATUS_LIMIT      more than BATCH_REQUESTS_MAX
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status batch_body_read(struct text body, struct arena *arena,
                                       struct batch_requests *out, struct error *error);
