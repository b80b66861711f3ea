/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/url.h"
#include "chancery/search/facets.h"

#include "facet_json.h"
#include "handlers.h"
#include "item.h"
#include "labels.h"
#include "paging.h"

/* How many entries of a registry when nobody says. */
#define ENTRIES_DEFAULT 100

/* Writes what the vocabularies know of one value, as keys. */
typedef void write_facts(const struct vocabulary *vocabulary, struct text value,
                         struct json_writer *json);

/* A registry: the values of a field in the documents, with what is known of each. */
struct registry {
    enum query_field field;
    write_facts *write;
};

static void write_tag(const struct vocabulary *vocabulary, struct text value,
                      struct json_writer *json)
{
    const struct vocabulary_tag *tag = vocabulary_tag(vocabulary, value);
    json_key_text(json, TEXT("kind"), tag ? tag->kind : TEXT("unknown"));
    json_key_text(json, TEXT("label"), tag ? tag->label : TEXT_NONE);
    json_key_text(json, TEXT("country"), tag ? tag->country : TEXT_NONE);
}

static void write_degrees(struct json_writer *json, struct text key, bool is_known, double degrees)
{
    json_key(json, key);
    if (is_known) {
        json_real(json, degrees);
    } else {
        json_null(json);
    }
}

static void write_station(const struct vocabulary *vocabulary, struct text value,
                          struct json_writer *json)
{
    const struct vocabulary_station *station = vocabulary_station(vocabulary, value);
    json_key_text(json, TEXT("name"), station ? station->name : TEXT_NONE);
    json_key_text(json, TEXT("country"), station ? station->country : TEXT_NONE);
    write_degrees(json, TEXT("latitude"), station != NULL, station ? station->latitude : 0.0);
    write_degrees(json, TEXT("longitude"), station != NULL, station ? station->longitude : 0.0);
}

static void write_entry(const struct registry *registry, const struct view *view,
                        const struct search_facet_value *value, struct arena *arena,
                        struct json_writer *json)
{
    AUTO_BUFFER href = BUFFER_UP_TO((size_t)4096);
    buffer_add_format(&href, "/v1/documents?%s=", query_fields[registry->field].name);
    http_url_add_value(&href, value->value);
    json_object_open(json);
    json_key_text(json, TEXT("id"), value->value);
    registry->write(view->vocabulary, value->value, json);
    json_key_integer(json, TEXT("count"), (int64_t)value->count);
    json_key_text(json, TEXT("documents"), arena_text(arena, buffer_text(&href)));
    json_object_close(json);
}

static enum status handle_registry(const struct registry *registry,
                                   const struct http_request *request,
                                   struct http_response *response, void *context,
                                   struct error *error)
{
    AUTO_VIEW view = {0};
    struct finding finding;
    if (!view_open(&view, context, request, response) ||
        !finding_make(&finding, &view, SEARCH_DOCUMENTS, request, response)) {
        return STATUS_OK;
    }
    int64_t limit = finding.parameters.limit < 0 ? ENTRIES_DEFAULT : finding.parameters.limit;
    struct search_facet_request asked = {.field = registry->field,
                                         .prefix = finding.parameters.prefix,
                                         .offset = (size_t)finding.parameters.offset,
                                         .limit = (size_t)limit};
    struct search_facet facet;
    enum status status = search_facet(finding.hits, &asked, request->arena, &facet, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)facet.distinct);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = 0; i < facet.count; i++) {
        write_entry(registry, &view, &facet.values[i], request->arena, &json);
    }
    json_list_close(&json);
    struct paging paging =
        paging_by_offset(request, limit, (int64_t)asked.offset, (int64_t)facet.distinct);
    paging_write(&paging, request, response, &json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}

enum status handle_tags(const struct http_request *request, struct http_response *response,
                        void *context, struct error *error)
{
    static const struct registry tags = {QUERY_FIELD_TAG, write_tag};
    return handle_registry(&tags, request, response, context, error);
}

enum status handle_stations(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    static const struct registry stations = {QUERY_FIELD_STATION, write_station};
    return handle_registry(&stations, request, response, context, error);
}
