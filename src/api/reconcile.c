/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "handlers.h"
#include "json_body.h"
#include "kit_handlers.h"
#include "origin.h"
#include "reconcile_match.h"
#include "reconcile_types.h"

/*
 * Spreadsheets that are reconciled with the registries, as OpenRefine does it: the service's
 * manifest, queries for names, and more columns for what was found.
 *
 * Source: Reconciliation Service API 0.2, https://reconciliation-api.github.io/specs/0.2/.
 */

/* The most queries, or entries to tell of, in one request. */
#define QUERIES_MAX 500

/* How many candidates of one query when nobody says. */
#define CANDIDATES_DEFAULT 5

/* A name that is longer is none. */
#define NAME_BYTES_MAX ((size_t)1024)

/* What is known of one entry, in bytes of JSON. */
#define ENTRY_BYTES_MAX ((size_t)1024 * 1024)

struct asked {
    struct text queries;
    struct text extend;
};

static const struct http_parameter items[] = {
    {.name = "queries",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct asked, queries),
     .most = (int64_t)1024 * 1024,
     .summary = "An object of queries, as JSON; each has query, and may have type and limit.",
     .example = "{\"q0\":{\"query\":\"Rosalind Achterberg\",\"type\":\"people\"}}"},
    {.name = "extend",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct asked, extend),
     .most = (int64_t)1024 * 1024,
     .summary = "In place of queries: ids and properties, whose values are told, as JSON.",
     .example = "{\"ids\":[\"stations/OSLO\"],\"properties\":[{\"id\":\"country\"}]}"},
};
const struct http_parameters reconcile_parameters = HTTP_PARAMETERS(items);

static void write_service(struct json_writer *json, struct text name, struct text origin,
                          const char *path)
{
    json_key(json, name);
    json_object_open(json);
    json_key_text(json, TEXT("service_url"), origin);
    json_key_text(json, TEXT("service_path"), text_of(path));
    json_object_close(json);
}

static void write_manifest(const struct http_request *request, struct json_writer *json)
{
    struct arena *arena = request->arena;
    struct text origin = api_origin(request);
    json_key(json, TEXT("versions"));
    json_write_raw(json, TEXT("[\"0.2\"]"));
    json_key_text(json, TEXT("name"), TEXT("Chancery"));
    json_key_text(json, TEXT("identifierSpace"),
                  arena_format(arena, "%.*s/v1/", TEXT_ARGUMENTS(origin)));
    json_key_text(json, TEXT("schemaSpace"),
                  arena_format(arena, "%.*s/v1/", TEXT_ARGUMENTS(origin)));
    json_key(json, TEXT("defaultTypes"));
    json_list_open(json);
    for (size_t i = 0; i < REGISTRIES_COUNT; i++) {
        reconcile_write_type(&reconcile_types[i], json);
    }
    json_list_close(json);
    json_key(json, TEXT("view"));
    json_object_open(json);
    json_key_text(json, TEXT("url"),
                  arena_format(arena, "%.*s/browse/{{id}}", TEXT_ARGUMENTS(origin)));
    json_object_close(json);
    json_key(json, TEXT("preview"));
    json_object_open(json);
    json_key_text(
        json, TEXT("url"),
        arena_format(arena, "%.*s/v1/reconcile/preview?id={{id}}", TEXT_ARGUMENTS(origin)));
    json_key_integer(json, TEXT("width"), 400);
    json_key_integer(json, TEXT("height"), 160);
    json_object_close(json);
    json_key(json, TEXT("suggest"));
    json_object_open(json);
    write_service(json, TEXT("entity"), origin, "/v1/reconcile/suggest/entity");
    write_service(json, TEXT("type"), origin, "/v1/reconcile/suggest/type");
    write_service(json, TEXT("property"), origin, "/v1/reconcile/suggest/property");
    json_object_close(json);
    json_key(json, TEXT("extend"));
    json_object_open(json);
    write_service(json, TEXT("propose_properties"), origin, "/v1/reconcile/properties");
    json_key(json, TEXT("property_settings"));
    json_write_raw(json, TEXT("[]"));
    json_object_close(json);
}

/* Whether a query wants entries of type: it names this one, or none at all. */
static bool is_of_type(const json_t *wanted, const struct reconcile_type *type)
{
    const char *one = json_string_value(wanted);
    bool is_any = !json_is_string(wanted) && json_array_size(wanted) == 0;
    for (size_t i = 0; i < json_array_size(wanted); i++) {
        const char *name = json_string_value(json_array_get(wanted, i));
        is_any = is_any || (name && text_equal(text_of(name), text_of(type->path)));
    }
    return is_any || (one && text_equal(text_of(one), text_of(type->path)));
}

static void write_candidate(const struct view *view, const struct reconcile_candidate *candidate,
                            bool is_match, struct arena *arena, struct json_writer *json)
{
    const struct registry_item *item = &candidate->item;
    json_object_open(json);
    json_key_text(json, TEXT("id"), reconcile_id(candidate->registry, item->id, arena));
    json_key_text(json, TEXT("name"), reconcile_name(candidate->registry, view, item));
    json_key_text(json, TEXT("description"),
                  reconcile_description(candidate->registry, item, arena));
    json_key(json, TEXT("type"));
    json_list_open(json);
    reconcile_write_type(reconcile_type_of(candidate->registry), json);
    json_list_close(json);
    json_key(json, TEXT("score"));
    json_write_real(json, candidate->score);
    json_key_bool(json, TEXT("match"), is_match);
    json_object_close(json);
}

/* One candidate is the match where it alone bears the name. */
static void write_candidates(const struct view *view, const struct reconcile_candidates *found,
                             struct arena *arena, struct json_writer *json)
{
    bool is_alone =
        found->count == 1 || (found->count > 1 && found->items[1].score < RECONCILE_SCORE_SAME);
    json_object_open(json);
    json_key(json, TEXT("result"));
    json_list_open(json);
    for (size_t i = 0; i < found->count; i++) {
        bool is_same = found->items[i].score >= RECONCILE_SCORE_SAME;
        write_candidate(view, &found->items[i], is_alone && is_same, arena, json);
    }
    json_list_close(json);
    json_object_close(json);
}

static enum status answer_query(const struct view *view, const json_t *query, struct arena *arena,
                                struct json_writer *json, struct error *error)
{
    const char *name = json_string_value(json_object_get(query, "query"));
    const json_t *limit = json_object_get(query, "limit");
    struct reconcile_candidates found = {.limit = CANDIDATES_DEFAULT};
    if (!name) {
        return error_set(error, STATUS_INVALID, "Each query has a text 'query'.");
    }
    if (json_is_integer(limit)) {
        json_int_t most = json_integer_value(limit);
        found.limit = most < 1                     ? 0
                      : most > RECONCILE_LIMIT_MAX ? RECONCILE_LIMIT_MAX
                                                   : (size_t)most;
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < REGISTRIES_COUNT; i++) {
        if (is_of_type(json_object_get(query, "type"), &reconcile_types[i])) {
            status = reconcile_match(reconcile_registry(&reconcile_types[i]), view,
                                     text_slice(text_of(name), 0, NAME_BYTES_MAX), &found, error);
        }
    }
    if (!status) {
        write_candidates(view, &found, arena, json);
    }
    return status;
}

static enum status answer_queries(const struct view *view, json_t *queries, struct arena *arena,
                                  struct json_writer *json, struct error *error)
{
    const char *name = NULL;
    json_t *query = NULL;
    if (!json_is_object(queries) || json_object_size(queries) > QUERIES_MAX) {
        return error_set(error, STATUS_INVALID, "queries is an object of at most %d queries.",
                         QUERIES_MAX);
    }
    json_object_open(json);
    json_object_foreach(queries, name, query)
    {
        json_key(json, text_of(name));
        enum status status = answer_query(view, query, arena, json, error);
        if (status) {
            return status;
        }
    }
    json_object_close(json);
    return STATUS_OK;
}

/* What is known of an entry as JSON: what its own resource tells in a list. NULL: nothing. */
static enum status read_entry(const struct view *view, struct text id, struct arena *arena,
                              json_t **out, struct error *error)
{
    const struct registry_table_row *registry = NULL;
    struct registry_item item;
    AUTO_BUFFER bytes = BUFFER_UP_TO(ENTRY_BYTES_MAX);
    struct json_writer json = json_writer_to(&bytes, false);
    *out = NULL;
    if (!reconcile_find(view, id, arena, &registry, &item)) {
        return STATUS_OK;
    }
    json_object_open(&json);
    registries_write(registry, view, &item, arena, &json);
    json_object_close(&json);
    enum status status = buffer_status(&bytes);
    return status ? error_set(error, status, "no memory for an entry")
                  : json_body_read(buffer_text(&bytes), out, error);
}

static void write_cell(const json_t *value, struct json_writer *json)
{
    json_object_open(json);
    if (json_is_string(value)) {
        json_key_text(json, TEXT("str"),
                      (struct text){json_string_value(value), json_string_length(value)});
    } else if (json_is_integer(value)) {
        json_key_integer(json, TEXT("int"), json_integer_value(value));
    } else {
        json_key(json, TEXT("float"));
        json_write_real(json, json_number_value(value));
    }
    json_object_close(json);
}

/* The values of one property: a list, empty where nothing is known. */
static void write_cells(const json_t *value, struct json_writer *json)
{
    json_list_open(json);
    for (size_t i = 0; i < json_array_size(value); i++) {
        write_cell(json_array_get(value, i), json);
    }
    if (json_is_string(value) || json_is_number(value)) {
        write_cell(value, json);
    }
    json_list_close(json);
}

static const char *property_at(const json_t *properties, size_t place)
{
    const char *id = json_string_value(json_object_get(json_array_get(properties, place), "id"));
    return id ? id : "";
}

static enum status answer_extension(const struct view *view, const json_t *asked,
                                    struct arena *arena, struct json_writer *json,
                                    struct error *error)
{
    const json_t *ids = json_object_get(asked, "ids");
    const json_t *properties = json_object_get(asked, "properties");
    if (!json_is_array(ids) || !json_is_array(properties) || json_array_size(ids) > QUERIES_MAX ||
        json_array_size(properties) > QUERIES_MAX) {
        return error_set(error, STATUS_INVALID,
                         "extend has lists of ids and properties, of at most %d each.",
                         QUERIES_MAX);
    }
    json_object_open(json);
    json_key(json, TEXT("meta"));
    json_list_open(json);
    for (size_t i = 0; i < json_array_size(properties); i++) {
        reconcile_write_property(text_of(property_at(properties, i)), json);
    }
    json_list_close(json);
    json_key(json, TEXT("rows"));
    json_object_open(json);
    for (size_t i = 0; i < json_array_size(ids); i++) {
        const char *id = json_string_value(json_array_get(ids, i));
        json_t *entry = NULL;
        enum status status = read_entry(view, text_of(id ? id : ""), arena, &entry, error);
        if (status) {
            return status;
        }
        json_key(json, text_of(id ? id : ""));
        json_object_open(json);
        for (size_t k = 0; k < json_array_size(properties); k++) {
            json_key(json, text_of(property_at(properties, k)));
            write_cells(json_object_get(entry, property_at(properties, k)), json);
        }
        json_object_close(json);
        json_decref(entry);
    }
    json_object_close(json);
    json_object_close(json);
    return STATUS_OK;
}

static enum status answer(const struct view *view, struct text queries, struct text extend,
                          struct arena *arena, struct json_writer *json, struct error *error)
{
    json_t *asked = NULL;
    enum status status = json_body_read(queries.at ? queries : extend, &asked, error);
    if (!status) {
        status = queries.at ? answer_queries(view, asked, arena, json, error)
                            : answer_extension(view, asked, arena, json, error);
    }
    json_decref(asked);
    return status;
}

/* Clients send parameters of their own, so what is not known is passed over. */
enum status handle_reconcile(const struct http_request *request, struct http_response *response,
                             void *context, struct error *error)
{
    AUTO_VIEW view = {0};
    struct text queries = http_request_value(request, TEXT("queries"));
    struct text extend = http_request_value(request, TEXT("extend"));
    struct json_writer json = http_response_json(request, response);
    if (!queries.at && !extend.at) {
        json_object_open(&json);
        write_manifest(request, &json);
        json_object_close(&json);
        return STATUS_OK;
    }
    if (!view_open(&view, context, request, response) || !view_register(&view, request, response)) {
        return STATUS_OK;
    }
    return answer(&view, queries, extend, request->arena, &json, error);
}
