/* SPDX-License-Identifier: Apache-2.0 */
#include "paging.h"

#include <inttypes.h>

#include "chancery/api/api.h"
#include "chancery/base/array.h"
#include "chancery/http/url.h"

static struct text url_at_offset(const struct http_request *request, int64_t offset)
{
    struct text value = offset > 0 ? arena_format(request->arena, "%" PRId64, offset) : TEXT_NONE;
    struct http_change changes[] = {{TEXT("offset"), value, false},
                                    {TEXT("cursor"), TEXT_NONE, false}};
    return http_url_changed(request, changes, COUNT_OF(changes));
}

static struct text url_at_cursor(const struct http_request *request, struct text cursor)
{
    struct http_change changes[] = {{TEXT("offset"), TEXT_NONE, false},
                                    {TEXT("cursor"), cursor, false}};
    return cursor.at ? http_url_changed(request, changes, COUNT_OF(changes)) : TEXT_NONE;
}

struct paging paging_by_offset(const struct http_request *request, int64_t limit, int64_t offset,
                               int64_t total)
{
    struct paging paging = {.limit = limit, .offset = offset};
    if (limit > 0 && offset + limit < total) {
        paging.next = url_at_offset(request, offset + limit);
    }
    if (limit > 0 && offset > 0) {
        paging.prev = url_at_offset(request, offset > limit ? offset - limit : 0);
    }
    return paging;
}

struct paging paging_by_cursor(const struct http_request *request, int64_t limit, int64_t offset,
                               struct text next_cursor, struct text prev_cursor)
{
    return (struct paging){.limit = limit,
                           .offset = offset,
                           .next = url_at_cursor(request, next_cursor),
                           .prev = url_at_cursor(request, prev_cursor)};
}

void paging_write(const struct paging *paging, const struct http_request *request,
                  struct http_response *response, struct json_writer *json)
{
    json_key(json, TEXT("page"));
    json_object_open(json);
    json_key_integer(json, TEXT("limit"), paging->limit);
    json_key_integer(json, TEXT("offset"), paging->offset);
    json_key_text(json, TEXT("next"), paging->next);
    json_key_text(json, TEXT("prev"), paging->prev);
    json_object_close(json);
    struct text links = TEXT_NONE;
    if (paging->next.at && paging->prev.at) {
        links = arena_format(request->arena, "<%.*s>; rel=\"next\", <%.*s>; rel=\"prev\"",
                             TEXT_ARGUMENTS(paging->next), TEXT_ARGUMENTS(paging->prev));
    } else if (paging->next.at || paging->prev.at) {
        links = arena_format(request->arena, "<%.*s>; rel=\"%s\"",
                             TEXT_ARGUMENTS(paging->next.at ? paging->next : paging->prev),
                             paging->next.at ? "next" : "prev");
    }
    if (links.at) {
        http_response_field(request, response, HTTP_FIELD_LINK, links);
    }
}

enum status paging_refuse_limit(const struct http_request *request, struct http_response *response)
{
    struct http_problem problem = {.kind = HTTP_PROBLEM_INVALID_PARAMETER};
    struct http_mistake *mistake = LIST_ADD(request->arena, &problem.mistakes);
    if (mistake) {
        mistake->kind = HTTP_PROBLEM_INVALID_PARAMETER;
        mistake->parameter = TEXT("limit");
        mistake->detail = arena_format(request->arena,
                                       "limit is at most %d of json; the other formats have no "
                                       "such limit.",
                                       API_LIMIT_MAX);
        problem.detail = mistake->detail;
    }
    return http_problem_answer(&problem, request, response);
}
