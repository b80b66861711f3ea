/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/api/api.h"

#include "body.h"
#include "json_body.h"
#include "routes.h"
#include "view.h"

struct text api_generation_tag(const struct api *api, const struct generation *generation,
                               struct arena *arena)
{
    return arena_format(arena, "%.*s-%lld-%s-%d", TEXT_ARGUMENTS(generation->tag),
                        (long long)generation->number, api->version, (int)api->bar);
}

static struct text generation_of(const struct http_request *request, void *context)
{
    const struct api *api = context;
    struct generation *generation = generation_take(api_library(api, request));
    if (!generation) {
        return TEXT_NONE;
    }
    struct text tag = api_generation_tag(api, generation, request->arena);
    generation_release(generation);
    return tag;
}

static bool recognize(struct http_request *request, void *context)
{
    const struct api *api = context;
    struct text sent = http_request_header(request, TEXT("Authorization"));
    const struct api_key *key = api_keys_find(api->keys, sent);
    request->caller = key;
    request->caller_name = key ? key->name : TEXT_NONE;
    return key != NULL;
}

struct http_service api_service(struct api *api)
{
    json_body_begin();
    return (struct http_service){.routes = api_routes,
                                 .route_count = api_route_count,
                                 .context = api,
                                 .counts = &api->counts,
                                 .generation = generation_of,
                                 .decode = body_decode,
                                 .recognize = api->keys && api->keys->count > 0 ? recognize : NULL};
}
