/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Tables of any length made from answers that come by the page: registries, facets, timelines. The
 * handler of JSON is asked for page after page, and the objects of its list become rows.
 */

#include "chancery/http/exchange.h"

struct table_source {
    http_handler *handle;       /* answers JSON */
    const char *list;           /* the key of the rows in its answer */
    int64_t page;               /* the most rows it gives at once; 0: it always gives all */
    const char *const *columns; /* keys of a row, in order, NULL behind; what CSV begins with */
};

/*
 * Answer request, which wants NDJSON, CSV or GeoJSON, from what source answers. A refusal of the
 * first page is the answer. When another generation came between two pages the connection is
 * closed, so that no table is of both.
 *
 * Errors:  those of the handler; STATUS_NO_MEMORY
 */
MUST_CHECK enum status table_rows_answer(const struct http_request *request,
                                         struct http_response *response, void *context,
                                         const struct table_source *source, struct error *error);
