/* SPDX-License-Identifier: Apache-2.0 */
#include "reconcile_types.h"

static const char *const named_properties[] = {"name", "spellings", "mentions", "count", NULL};
static const char *const organization_properties[] = {"name",     "acronym", "country", "spellings",
                                                      "mentions", "count",   NULL};
static const char *const place_properties[] = {
    "name", "kind", "country", "latitude", "longitude", "spellings", "mentions", "count", NULL};
static const char *const tag_properties[] = {"label", "kind", "country", "count", NULL};
static const char *const station_properties[] = {"name",      "country", "latitude",
                                                 "longitude", "count",   NULL};

const struct reconcile_type reconcile_types[REGISTRIES_COUNT] = {
    {"people", "Person", named_properties},
    {"organizations", "Organization", organization_properties},
    {"countries", "Country", named_properties},
    {"places", "Place", place_properties},
    {"tags", "TAGS", tag_properties},
    {"stations", "Station", station_properties},
};

const struct reconcile_type *reconcile_type_find(struct text id)
{
    for (size_t i = 0; i < REGISTRIES_COUNT; i++) {
        if (text_equal(id, text_of(reconcile_types[i].path))) {
            return &reconcile_types[i];
        }
    }
    return NULL;
}

const struct registry_table_row *reconcile_registry(const struct reconcile_type *type)
{
    size_t place = 0;
    while (place + 1 < REGISTRIES_COUNT &&
           !text_equal(text_of(registries[place].path), text_of(type->path))) {
        place++;
    }
    return &registries[place];
}

const struct reconcile_type *reconcile_type_of(const struct registry_table_row *registry)
{
    return reconcile_type_find(text_of(registry->path));
}

struct text reconcile_id(const struct registry_table_row *registry, struct text id,
                         struct arena *arena)
{
    return arena_format(arena, "%s/%.*s", registry->path, TEXT_ARGUMENTS(id));
}

bool reconcile_find(const struct view *view, struct text id, struct arena *arena,
                    const struct registry_table_row **registry, struct registry_item *item)
{
    struct text path;
    if (!text_take_until(&id, '/', &path)) {
        return false;
    }
    const struct reconcile_type *type = reconcile_type_find(path);
    *registry = type ? reconcile_registry(type) : NULL;
    return type && registries_item(*registry, view, id, arena, item);
}

void reconcile_write_type(const struct reconcile_type *type, struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("id"), text_of(type->path));
    json_key_text(json, TEXT("name"), text_of(type->name));
    json_object_close(json);
}

void reconcile_write_property(struct text id, struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("id"), id);
    json_key_text(json, TEXT("name"), id);
    json_object_close(json);
}

struct text reconcile_description(const struct registry_table_row *registry,
                                  const struct registry_item *item, struct arena *arena)
{
    const struct reconcile_type *type = reconcile_type_of(registry);
    return arena_format(arena, "%s, in %zu document%s", type ? type->name : "", item->count,
                        item->count == 1 ? "" : "s");
}
