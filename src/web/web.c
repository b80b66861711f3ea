/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "chancery/base/array.h"
#include "chancery/web/web.h"

#include "files.h"

#define PAGE_POLICY                                                                   \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " \
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "      \
    "frame-ancestors 'none'"

/* Names under /assets hold a digest of what is in the file. */
#define ASSET_PREFIX        "/assets/"
#define ASSET_CACHE_CONTROL "public, max-age=31536000, immutable"

#define READING_ROOM "/index.html"
#define TRY_IT       "/docs/index.html"

static const struct web_file *find(struct text path)
{
    for (size_t i = 0; i < web_file_count; i++) {
        if (text_equal(text_of(web_files[i].path), path)) {
            return &web_files[i];
        }
    }
    return NULL;
}

static void answer_bytes(const struct http_request *request, const struct web_file *file,
                         struct http_response *response)
{
    if (file->gzip && request->coding == HTTP_CODING_GZIP) {
        response->fixed = (struct text){file->gzip, file->gzip_count};
        response->coded = HTTP_CODING_GZIP;
        return;
    }
    response->fixed = (struct text){file->bytes, file->byte_count};
}

static enum status answer(const struct http_request *request, struct text path,
                          struct http_response *response, struct error *error)
{
    const struct web_file *file = find(path);
    if (!file) {
        return error_set(error, STATUS_NOT_FOUND, "There is no file %.*s here.",
                         TEXT_ARGUMENTS(path));
    }
    answer_bytes(request, file, response);
    response->content_type = text_of(file->content_type);
    response->content_policy = TEXT(PAGE_POLICY);
    response->etag = text_of(file->etag);
    if (text_starts(path, TEXT(ASSET_PREFIX))) {
        response->cache_control = TEXT(ASSET_CACHE_CONTROL);
    }
    return STATUS_OK;
}

/* A view of the reading room: one page, which looks at its own path. */
static enum status handle_view(const struct http_request *request, struct http_response *response,
                               void *context, struct error *error)
{
    (void)context;
    return answer(request, TEXT(READING_ROOM), response, error);
}

static enum status handle_try_it(const struct http_request *request, struct http_response *response,
                                 void *context, struct error *error)
{
    (void)context;
    return answer(request, TEXT(TRY_IT), response, error);
}

static enum status handle_file(const struct http_request *request, struct http_response *response,
                               void *context, struct error *error)
{
    (void)context;
    return answer(request, request->path, response, error);
}

#define PAGE_TRAITS (HTTP_ROUTE_BYTES | HTTP_ROUTE_HIDDEN | HTTP_ROUTE_IMMEDIATE | HTTP_ROUTE_PAGE)
#define PAGE(path, handler)                                                                      \
    {                                                                                            \
        .methods = HTTP_ROUTE_GET, .pattern = (path), .handle = (handler), .traits = PAGE_TRAITS \
    }

const struct http_route web_routes[] = {
    PAGE("/read/{id+}", handle_view),    PAGE("/browse", handle_view),
    PAGE("/browse/{kind}", handle_view), PAGE("/browse/{kind}/{id+}", handle_view),
    PAGE("/graph/{id+}", handle_view),   PAGE("/map", handle_view),
    PAGE("/gaps", handle_view),          PAGE("/kept", handle_view),
    PAGE("/loaded", handle_view),        PAGE("/assets/{name}", handle_file),
    PAGE("/icon.svg", handle_file),      PAGE("/docs", handle_try_it),
    PAGE("/docs/{name}", handle_file),
};

size_t web_route_count(void)
{
    return web_file_count > 0 ? COUNT_OF(web_routes) : 0;
}

struct text web_page(void)
{
    const struct web_file *file = find(TEXT(READING_ROOM));
    return file ? (struct text){file->bytes, file->byte_count} : TEXT_NONE;
}

struct text web_page_policy(void)
{
    return TEXT(PAGE_POLICY);
}
