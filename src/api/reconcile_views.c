/* SPDX-License-Identifier: Apache-2.0 */
#include "handlers.h"
#include "kit_handlers.h"
#include "reconcile_match.h"
#include "reconcile_types.h"
#include "xml.h"

/*
 * What people see while they reconcile: names that go on as they typed, and a card of an entry.
 *
 * Source: Reconciliation Service API 0.2, https://reconciliation-api.github.io/specs/0.2/.
 */

/* How many names are suggested. */
#define SUGGESTIONS_MAX 10

/* The most spellings on a card. */
#define SPELLINGS_MAX 5

/*
 * A card is shown in a frame of the client's page. It can be read and nothing else, so pages of
 * this machine may have it.
 */
#define CARD_POLICY                                                                    \
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self' " \
    "http://127.0.0.1:* http://localhost:* http://[::1]:*"

static const struct http_parameter suggest_items[] = {
    {.name = "prefix",
     .kind = HTTP_PARAMETER_TEXT,
     .summary = "What was typed so far.",
     .example = "rosal"},
};
const struct http_parameters reconcile_suggest_parameters = HTTP_PARAMETERS(suggest_items);

static const struct http_parameter preview_items[] = {
    {.name = "id",
     .kind = HTTP_PARAMETER_TEXT,
     .summary = "The id of an entry.",
     .example = "people/rosalind-achterberg"},
};
const struct http_parameters reconcile_preview_parameters = HTTP_PARAMETERS(preview_items);

static const struct http_parameter property_items[] = {
    {.name = "type",
     .kind = HTTP_PARAMETER_TEXT,
     .summary = "The id of a type.",
     .example = "places"},
};
const struct http_parameters reconcile_property_parameters = HTTP_PARAMETERS(property_items);

static struct text value_of(const struct http_request *request, struct text name)
{
    struct text value = http_request_value(request, name);
    return value.at ? value : TEXT("");
}

static enum status write_entities(const struct view *view, struct text prefix, struct arena *arena,
                                  struct json_writer *json, struct error *error)
{
    struct reconcile_candidates found = {.limit = SUGGESTIONS_MAX, .is_begun = true};
    for (size_t i = 0; i < REGISTRIES_COUNT && prefix.length > 0; i++) {
        enum status status =
            reconcile_match(reconcile_registry(&reconcile_types[i]), view, prefix, &found, error);
        if (status) {
            return status;
        }
    }
    for (size_t i = 0; i < found.count; i++) {
        const struct reconcile_candidate *one = &found.items[i];
        json_object_open(json);
        json_key_text(json, TEXT("id"), reconcile_id(one->registry, one->item.id, arena));
        json_key_text(json, TEXT("name"), reconcile_name(one->registry, view, &one->item));
        json_key_text(json, TEXT("description"),
                      reconcile_description(one->registry, &one->item, arena));
        json_key(json, TEXT("notable"));
        json_list_open(json);
        reconcile_write_type(reconcile_type_of(one->registry), json);
        json_list_close(json);
        json_object_close(json);
    }
    return STATUS_OK;
}

static void write_types(struct text prefix, struct json_writer *json)
{
    for (size_t i = 0; i < REGISTRIES_COUNT; i++) {
        if (text_starts_fold(text_of(reconcile_types[i].name), prefix)) {
            reconcile_write_type(&reconcile_types[i], json);
        }
    }
}

/* Whether an earlier type has the property too. */
static bool was_told(size_t type, struct text property)
{
    for (size_t i = 0; i < type; i++) {
        for (const char *const *known = reconcile_types[i].properties; *known; known++) {
            if (text_equal(text_of(*known), property)) {
                return true;
            }
        }
    }
    return false;
}

static void write_properties(struct text prefix, struct json_writer *json)
{
    for (size_t i = 0; i < REGISTRIES_COUNT; i++) {
        for (const char *const *known = reconcile_types[i].properties; *known; known++) {
            struct text property = text_of(*known);
            if (text_starts_fold(property, prefix) && !was_told(i, property)) {
                reconcile_write_property(property, json);
            }
        }
    }
}

enum status handle_reconcile_suggest(const struct http_request *request,
                                     struct http_response *response, void *context,
                                     struct error *error)
{
    AUTO_VIEW view = {0};
    struct text prefix = value_of(request, TEXT("prefix"));
    struct json_writer json = http_response_json(request, response);
    enum status status = STATUS_OK;
    if (!view_open(&view, context, request, response) || !view_register(&view, request, response)) {
        return STATUS_OK;
    }
    json_object_open(&json);
    json_key(&json, TEXT("result"));
    json_list_open(&json);
    if (text_ends(text_of(request->route->pattern), TEXT("/type"))) {
        write_types(prefix, &json);
    } else if (text_ends(text_of(request->route->pattern), TEXT("/property"))) {
        write_properties(prefix, &json);
    } else {
        status = write_entities(&view, prefix, request->arena, &json, error);
    }
    json_list_close(&json);
    json_object_close(&json);
    return status;
}

enum status handle_reconcile_properties(const struct http_request *request,
                                        struct http_response *response, void *context,
                                        struct error *error)
{
    (void)context;
    (void)error;
    struct text id = value_of(request, TEXT("type"));
    const struct reconcile_type *type = reconcile_type_find(id);
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("type"), id);
    json_key(&json, TEXT("properties"));
    json_list_open(&json);
    for (const char *const *known = type ? type->properties : NULL; known && *known; known++) {
        reconcile_write_property(text_of(*known), &json);
    }
    json_list_close(&json);
    json_object_close(&json);
    return STATUS_OK;
}

static void write_card(const struct view *view, const struct registry_table_row *registry,
                       const struct registry_item *item, struct arena *arena, struct buffer *out)
{
    const struct registry *entries = view->registry;
    size_t count = registry->is_value ? 0 : registry_spelling_count(entries, item->entry);
    buffer_add(out, TEXT("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>"));
    xml_add(out, reconcile_name(registry, view, item));
    buffer_add(out, TEXT("</title>\n<h1>"));
    xml_add(out, reconcile_name(registry, view, item));
    buffer_add(out, TEXT("</h1>\n<p>"));
    xml_add(out, reconcile_description(registry, item, arena));
    buffer_add(out, TEXT("</p>\n"));
    for (size_t i = 1; i < count && i <= SPELLINGS_MAX; i++) {
        buffer_add(out, i == 1 ? TEXT("<p>Also ") : TEXT(", "));
        xml_add(out, registry_spelling(entries, item->entry, i).text);
    }
    buffer_add(out, count > 1 ? TEXT("</p>\n") : TEXT(""));
}

enum status handle_reconcile_preview(const struct http_request *request,
                                     struct http_response *response, void *context,
                                     struct error *error)
{
    (void)error;
    AUTO_VIEW view = {0};
    const struct registry_table_row *registry = NULL;
    struct registry_item item;
    struct text id = value_of(request, TEXT("id"));
    if (!view_open(&view, context, request, response) || !view_register(&view, request, response)) {
        return STATUS_OK;
    }
    if (!reconcile_find(&view, id, request->arena, &registry, &item)) {
        return http_problem_say(request, response, HTTP_PROBLEM_NOT_FOUND,
                                "There is no entry '%.*s'.", TEXT_ARGUMENTS(id));
    }
    response->content_policy = TEXT(CARD_POLICY);
    response->content_type = http_format_content_type(HTTP_FORMAT_HTML);
    write_card(&view, registry, &item, request->arena, &response->body);
    return STATUS_OK;
}
