/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/facets.h"
#include "chancery/search/passages.h"
#include "chancery/search/timeline.h"

struct search_hits {
    const struct search_source *source;
};

static enum status not_yet(struct error *error)
{
    return error_set(error, STATUS_UNAVAILABLE, "there is no index yet");
}

enum status search_find(const struct search_source *source, const struct search_request *request,
                        struct arena *arena, struct search_hits **out, struct error *error)
{
    (void)source;
    (void)request;
    (void)arena;
    (void)out;
    return not_yet(error);
}

size_t search_count(const struct search_hits *hits)
{
    (void)hits;
    return 0;
}

const struct search_source *search_hits_source(const struct search_hits *hits)
{
    return hits->source;
}

enum status search_order(struct search_hits *hits, struct error *error)
{
    (void)hits;
    return not_yet(error);
}

struct search_hit search_hit_at(const struct search_hits *hits, size_t place)
{
    (void)hits;
    (void)place;
    return (struct search_hit){INDEX_END, INDEX_NO_PARAGRAPH, 0};
}

enum status search_page(struct search_hits *hits, struct arena *arena, struct search_page *out,
                        struct error *error)
{
    (void)hits;
    (void)arena;
    (void)out;
    return not_yet(error);
}

enum status search_facet(const struct search_hits *hits, const struct search_facet_request *request,
                         struct arena *arena, struct search_facet *out, struct error *error)
{
    (void)hits;
    (void)request;
    (void)arena;
    (void)out;
    return not_yet(error);
}

enum status search_timeline(const struct search_hits *hits,
                            const struct search_timeline_request *request, struct arena *arena,
                            struct search_timeline *out, struct error *error)
{
    (void)hits;
    (void)request;
    (void)arena;
    (void)out;
    return not_yet(error);
}

enum status search_passages(struct search_hits *hits, const struct search_hit *hit,
                            const struct search_passages_request *request, struct arena *arena,
                            struct search_passages *out, struct error *error)
{
    (void)hits;
    (void)hit;
    (void)request;
    (void)arena;
    (void)out;
    return not_yet(error);
}

size_t search_matches(struct search_hits *hits, const struct search_hit *hit)
{
    (void)hits;
    (void)hit;
    return 0;
}
