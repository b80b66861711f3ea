/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* "page": where an answer stands in its list, and the links onward. */

#include "chancery/base/json_writer.h"
#include "chancery/http/exchange.h"

struct paging {
    int64_t limit;
    int64_t offset;
    struct text next; /* URL, or TEXT_NONE */
    struct text prev;
};

/* Links of a list that is paged by offset. total is of the whole list. */
struct paging paging_by_offset(const struct http_request *request, int64_t limit, int64_t offset,
                               int64_t total);

/* Links of a list that is paged by cursors, which may be TEXT_NONE. */
struct paging paging_by_cursor(const struct http_request *request, int64_t limit, int64_t offset,
                               struct text next_cursor, struct text prev_cursor);

/* Write "page", and the Link header. */
void paging_write(const struct paging *paging, const struct http_request *request,
                  struct http_response *response, struct json_writer *json);

/* Refuse a limit that is over API_LIMIT_MAX for a page of JSON. Always STATUS_OK. */
enum status paging_refuse_limit(const struct http_request *request, struct http_response *response);
