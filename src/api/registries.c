/* SPDX-License-Identifier: Apache-2.0 */
#include "registries.h"

#include "chancery/base/array.h"
#include "chancery/http/url.h"
#include "chancery/model/vocabulary.h"

/* The longest link to an entry. */
#define HREF_BYTES_MAX ((size_t)4096)

static void write_tag(const struct view *view, const struct registry_item *item,
                      struct json_writer *json)
{
    const struct vocabulary_tag *tag = vocabulary_tag(view->vocabulary, item->id);
    json_key_text(json, TEXT("kind"), tag ? tag->kind : TEXT("unknown"));
    json_key_text(json, TEXT("label"), tag ? tag->label : TEXT_NONE);
    json_key_text(json, TEXT("country"), tag ? tag->country : TEXT_NONE);
}

static void write_degrees(struct json_writer *json, struct text key, bool is_known, double degrees)
{
    json_key(json, key);
    if (is_known) {
        json_write_real(json, degrees);
    } else {
        json_write_null(json);
    }
}

static void write_station(const struct view *view, const struct registry_item *item,
                          struct json_writer *json)
{
    const struct vocabulary_station *station = vocabulary_station(view->vocabulary, item->id);
    json_key_text(json, TEXT("name"), station ? station->name : TEXT_NONE);
    json_key_text(json, TEXT("country"), station ? station->country : TEXT_NONE);
    write_degrees(json, TEXT("latitude"), station != NULL, station ? station->latitude : 0.0);
    write_degrees(json, TEXT("longitude"), station != NULL, station ? station->longitude : 0.0);
}

static void write_named(const struct view *view, const struct registry_item *item,
                        struct json_writer *json)
{
    const struct registry *registry = view->registry;
    size_t count = registry_spelling_count(registry, item->entry);
    json_key_text(json, TEXT("name"), registry_entry(registry, item->entry).name);
    json_key(json, TEXT("spellings"));
    json_list_open(json);
    for (size_t i = 0; i < count && i < REGISTRIES_SPELLINGS_LISTED; i++) {
        json_write_text(json, registry_spelling(registry, item->entry, i).text);
    }
    json_list_close(json);
    json_key_integer(json, TEXT("mentions"), registry_entry(registry, item->entry).mention_count);
}

static void write_organization(const struct view *view, const struct registry_item *item,
                               struct json_writer *json)
{
    struct registry_entry entry = registry_entry(view->registry, item->entry);
    write_named(view, item, json);
    json_key_text(json, TEXT("acronym"), entry.detail);
    json_key_text(json, TEXT("parent"), entry.within);
    json_key_text(json, TEXT("country"), entry.country);
}

/* Of cities with a post the position is known: it is that of the post. */
static void write_position(const struct view *view, const struct registry_entry *entry,
                           struct json_writer *json)
{
    const struct vocabulary_station *station = vocabulary_station(view->vocabulary, entry->name);
    bool is_here = station && text_equal(station->country, entry->country);
    write_degrees(json, TEXT("latitude"), is_here, is_here ? station->latitude : 0.0);
    write_degrees(json, TEXT("longitude"), is_here, is_here ? station->longitude : 0.0);
}

static void write_place(const struct view *view, const struct registry_item *item,
                        struct json_writer *json)
{
    struct registry_entry entry = registry_entry(view->registry, item->entry);
    write_named(view, item, json);
    json_key_text(json, TEXT("kind"), entry.detail);
    json_key_text(json, TEXT("country"), entry.country);
    write_position(view, &entry, json);
}

static const char *const named_columns[] = {"id",    "name", "spellings", "mentions",
                                            "count", "href", "documents", NULL};
static const char *const organization_columns[] = {"id",      "name",      "spellings", "mentions",
                                                   "acronym", "parent",    "country",   "count",
                                                   "href",    "documents", NULL};
static const char *const place_columns[] = {"id",    "name",    "spellings", "mentions",
                                            "kind",  "country", "latitude",  "longitude",
                                            "count", "href",    "documents", NULL};
static const char *const tag_columns[] = {"id",    "kind", "label",     "country",
                                          "count", "href", "documents", NULL};
static const char *const station_columns[] = {"id",    "name", "country",   "latitude", "longitude",
                                              "count", "href", "documents", NULL};

const struct registry_table_row registries[REGISTRIES_COUNT] = {
    {"people", false, QUERY_FIELD_PERSON, REGISTRY_PERSON, write_named, named_columns},
    {"organizations", false, QUERY_FIELD_ORG, REGISTRY_ORGANIZATION, write_organization,
     organization_columns},
    {"countries", false, QUERY_FIELD_COUNTRY, REGISTRY_COUNTRY, write_named, named_columns},
    {"places", false, QUERY_FIELD_PLACE, REGISTRY_PLACE, write_place, place_columns},
    {"tags", true, QUERY_FIELD_TAG, REGISTRY_PERSON, write_tag, tag_columns},
    {"stations", true, QUERY_FIELD_STATION, REGISTRY_PERSON, write_station, station_columns},
};

const struct registry_table_row *registries_of(const struct http_request *request)
{
    struct text rest = text_of(request->route->pattern);
    struct text name = rest;
    (void)text_take_start(&rest, TEXT("/v1/"));
    name = text_take_until(&rest, '/', &name) ? name : rest;
    for (size_t i = 0; i < COUNT_OF(registries); i++) {
        if (text_equal(text_of(registries[i].path), name)) {
            return &registries[i];
        }
    }
    return NULL;
}

static bool refuse(const struct registry_table_row *registry, const struct http_request *request,
                   struct http_response *response)
{
    (void)http_problem_say(request, response, HTTP_PROBLEM_NOT_FOUND,
                           "There is no '%.*s' among the %s; /v1/%s lists them.",
                           TEXT_ARGUMENTS(request->captures[0]), registry->path, registry->path);
    return false;
}

/* The value of the index that id is, in any case. */
static uint32_t find_value(const struct registry_table_row *registry, const struct index *index,
                           struct text id, struct arena *arena)
{
    struct text key = registry_fold(id, arena);
    struct index_range range = index_names_find(index, registry->field, key, INDEX_MATCH_WHOLE);
    for (uint32_t name = range.first; name < range.end; name++) {
        uint32_t value = index_name_value(index, registry->field, name, INDEX_MATCH_WHOLE);
        if (value != INDEX_END) {
            return value;
        }
    }
    return INDEX_END;
}

bool registries_item(const struct registry_table_row *registry, const struct view *view,
                     struct text id, struct arena *arena, struct registry_item *item)
{
    const struct registry *entries = view->registry;
    const struct index *index = view->generation->index;
    *item = (struct registry_item){.entry = REGISTRY_NONE};
    if (!registry->is_value) {
        item->entry = registry_entry_find(entries, registry->kind, id);
        if (item->entry != REGISTRY_NONE) {
            item->id = registry_entry(entries, item->entry).id;
            item->count = registry_entry_documents(entries, item->entry).count;
        }
        return item->entry != REGISTRY_NONE;
    }
    uint32_t value = find_value(registry, index, id, arena);
    if (value != INDEX_END) {
        item->id = index_value_text(index, registry->field, value);
        item->count = index_value_list(index, registry->field, value).postings;
    }
    return value != INDEX_END;
}

static void scope_to_entry(const struct view *view, const struct registry_item *item,
                           struct search_filter *scope)
{
    struct registry_numbers documents = registry_entry_documents(view->registry, item->entry);
    scope->kind = SEARCH_FILTER_NUMBERS;
    scope->numbers = documents.items;
    scope->number_count = documents.count;
}

bool registries_find(const struct registry_table_row *registry, struct view *view,
                     const struct http_request *request, struct http_response *response,
                     struct registry_item *item, struct search_filter *scope)
{
    *scope = (struct search_filter){.field = registry->field};
    if (!view_register(view, request, response)) {
        return false;
    }
    if (!registries_item(registry, view, request->captures[0], request->arena, item)) {
        return refuse(registry, request, response);
    }
    if (registry->is_value) {
        scope->kind = SEARCH_FILTER_VALUES;
        texts_add(request->arena, &scope->values, item->id);
    } else {
        scope_to_entry(view, item, scope);
    }
    return true;
}

static void write_link(struct json_writer *json, const char *path, struct text id, struct text key,
                       const char *rest, struct arena *arena)
{
    AUTO_BUFFER href = BUFFER_UP_TO(HREF_BYTES_MAX);
    buffer_add_format(&href, "/v1/%s/", path);
    http_url_add_segment(&href, id);
    buffer_add(&href, text_of(rest));
    json_key_text(json, key, arena_text(arena, buffer_text(&href)));
}

void registries_write(const struct registry_table_row *registry, const struct view *view,
                      const struct registry_item *item, struct arena *arena,
                      struct json_writer *json)
{
    json_key_text(json, TEXT("id"), item->id);
    registry->write(view, item, json);
    json_key_integer(json, TEXT("count"), (int64_t)item->count);
    write_link(json, registry->path, item->id, TEXT("href"), "", arena);
    write_link(json, registry->path, item->id, TEXT("documents"), "/documents", arena);
}
