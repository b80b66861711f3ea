/* SPDX-License-Identifier: Apache-2.0 */
#include "served_routes.h"

#include <stdlib.h>
#include <string.h>

#include "chancery/web/web.h"

enum status served_routes(const struct http_route *routes, size_t count, struct http_route **out,
                          size_t *out_count, struct error *error)
{
    size_t page_count = web_route_count();
    struct http_route *all = calloc(count + page_count, sizeof(*all));
    if (!all) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the table of routes");
    }
    memcpy(all, routes, count * sizeof(*all));
    memcpy(all + count, web_routes, page_count * sizeof(*all));
    *out = all;
    *out_count = count + page_count;
    return STATUS_OK;
}
