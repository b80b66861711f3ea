/* SPDX-License-Identifier: Apache-2.0 */
#include "openapi.h"

#include "chancery/api/api.h"
#include "chancery/model/document.h"
#include "chancery/model/query.h"

#include "handlers.h"
#include "routes.h"

/* schemas.json: the shapes of answers that are no records. */
extern const char openapi_schemas[];
extern const size_t openapi_schemas_bytes;

/* The most records one document may refer to, each through the ones before. */
#define RECORDS_MAX 64

struct records {
    const struct record *items[RECORDS_MAX];
    size_t count;
};

/* "cable_originator" is called CableOriginator. */
static void write_name(const char *name, struct buffer *out)
{
    bool starts = true;
    for (; *name; name++) {
        char letter = starts ? text_upper(*name) : *name;
        starts = *name == '_';
        if (!starts) {
            buffer_add(out, (struct text){&letter, 1});
        }
    }
}

static void write_reference(const struct record *record, struct json_writer *json)
{
    AUTO_BUFFER name = BUFFER_UP_TO((size_t)256);
    buffer_add(&name, TEXT("#/components/schemas/"));
    write_name(record->name, &name);
    json_object_open(json);
    json_key_text(json, TEXT("$ref"), buffer_text(&name));
    json_object_close(json);
}

static void write_type(const struct field *field, struct json_writer *json)
{
    switch (field->kind) {
    case FIELD_TEXT:
        json_key(json, TEXT("type"));
        json_write_raw(json, TEXT("[\"string\",\"null\"]"));
        break;
    case FIELD_INTEGER:
        json_key(json, TEXT("type"));
        json_write_raw(json, TEXT("[\"integer\",\"null\"]"));
        break;
    case FIELD_FLAG:
        json_key_text(json, TEXT("type"), TEXT("boolean"));
        break;
    case FIELD_ANSWER:
        json_key(json, TEXT("type"));
        json_write_raw(json, TEXT("[\"boolean\",\"null\"]"));
        break;
    case FIELD_CONFIDENCE:
        json_key_text(json, TEXT("type"), TEXT("string"));
        json_key(json, TEXT("enum"));
        json_write_raw(json, TEXT("[\"certain\",\"likely\",\"doubtful\"]"));
        break;
    case FIELD_SPAN:
        json_key(json, TEXT("type"));
        json_write_raw(json, TEXT("[\"array\",\"null\"]"));
        json_key(json, TEXT("items"));
        json_write_raw(json, TEXT("{\"type\":\"integer\"}"));
        json_key_integer(json, TEXT("minItems"), 2);
        json_key_integer(json, TEXT("maxItems"), 2);
        break;
    case FIELD_RECORD:
        json_key(json, TEXT("anyOf"));
        json_list_open(json);
        write_reference(field->record, json);
        json_write_raw(json, TEXT("{\"type\":\"null\"}"));
        json_list_close(json);
        break;
    case FIELD_RECORDS:
        json_key_text(json, TEXT("type"), TEXT("array"));
        json_key(json, TEXT("items"));
        write_reference(field->record, json);
        break;
    case FIELD_TEXTS:
        json_key_text(json, TEXT("type"), TEXT("array"));
        json_key(json, TEXT("items"));
        json_write_raw(json, TEXT("{\"type\":\"string\"}"));
        break;
    }
}

void openapi_write_record(const struct record *record, struct json_writer *json)
{
    AUTO_BUFFER name = BUFFER_UP_TO((size_t)256);
    write_name(record->name, &name);
    json_key(json, buffer_text(&name));
    json_object_open(json);
    json_key_text(json, TEXT("type"), TEXT("object"));
    json_key(json, TEXT("required"));
    json_list_open(json);
    for (size_t i = 0; i < record->field_count; i++) {
        json_write_text(json, text_of(record->fields[i].name));
    }
    json_list_close(json);
    json_key(json, TEXT("properties"));
    json_object_open(json);
    for (size_t i = 0; i < record->field_count; i++) {
        json_key(json, text_of(record->fields[i].name));
        json_object_open(json);
        json_key_text(json, TEXT("description"), text_of(record->fields[i].meaning));
        write_type(&record->fields[i], json);
        json_object_close(json);
    }
    json_object_close(json);
    json_object_close(json);
}

static void gather(struct records *records, const struct record *record)
{
    for (size_t i = 0; i < records->count; i++) {
        if (records->items[i] == record) {
            return;
        }
    }
    if (records->count < RECORDS_MAX) {
        records->items[records->count++] = record;
    }
}

/* A record brings in those that its fields are of, so the list grows while it is walked. */
static struct records gather_all(void)
{
    struct records records = {.count = 0};
    gather(&records, &document_record);
    gather(&records, &query_repair_record);
    for (size_t i = 0; i < records.count; i++) {
        const struct record *record = records.items[i];
        for (size_t j = 0; j < record->field_count; j++) {
            if (record->fields[j].record) {
                gather(&records, record->fields[j].record);
            }
        }
    }
    return records;
}

static void write_components(struct json_writer *json)
{
    struct records records = gather_all();
    json_key(json, TEXT("components"));
    json_object_open(json);
    json_key(json, TEXT("responses"));
    json_write_raw(json, TEXT("{\"Problem\":{\"description\":\"A problem, as RFC 9457 has it\","
                              "\"content\":{\"application/problem+json\":{\"schema\":{\"$ref\":"
                              "\"#/components/schemas/Problem\"}}}}}"));
    json_key(json, TEXT("schemas"));
    json_object_open(json);
    for (size_t i = 0; i < records.count; i++) {
        openapi_write_record(records.items[i], json);
    }
    /* The members of schemas.json follow, without the braces around them. */
    struct text rest = text_trim((struct text){openapi_schemas, openapi_schemas_bytes});
    buffer_add(json->buffer, TEXT(","));
    buffer_add(json->buffer, text_slice(rest, 1, rest.length - 2));
    json_object_close(json);
    json_object_close(json);
}

static void write_info(const struct api *api, struct json_writer *json)
{
    json_key_text(json, TEXT("openapi"), TEXT("3.1.0"));
    json_key(json, TEXT("info"));
    json_object_open(json);
    json_key_text(json, TEXT("title"), TEXT("Chancery"));
    json_key_text(json, TEXT("version"), text_of(api->version));
    json_key_text(
        json, TEXT("summary"),
        TEXT("Diplomatic cables, press releases and news reports, searchable and citable"));
    json_key(json, TEXT("license"));
    json_write_raw(json, TEXT("{\"name\":\"Apache-2.0\",\"identifier\":\"Apache-2.0\"}"));
    json_object_close(json);
    json_key(json, TEXT("servers"));
    json_write_raw(json, TEXT("[{\"url\":\"/\"}]"));
    json_key(json, TEXT("tags"));
    json_write_raw(
        json, TEXT("[{\"name\":\"Search\",\"description\":\"Questions over all documents\"},"
                   "{\"name\":\"Documents\",\"description\":\"Documents and their parts\"},"
                   "{\"name\":\"Registries\",\"description\":\"What documents name\"},"
                   "{\"name\":\"Connections\",\"description\":\"What other programs connect by\"},"
                   "{\"name\":\"Operations\",\"description\":\"The service itself\"}]"));
    /* Nothing is asked of who may connect: the service listens on this machine only. */
    json_key(json, TEXT("security"));
    json_write_raw(json, TEXT("[]"));
}

enum status handle_openapi(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    (void)error;
    response->content_type = TEXT("application/json; charset=utf-8");
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    write_info(context, &json);
    json_key(&json, TEXT("paths"));
    json_object_open(&json);
    for (size_t i = 0; i < api_route_count; i++) {
        if (!(api_routes[i].traits & HTTP_ROUTE_HIDDEN)) {
            openapi_write_path(&api_routes[i], request->arena, &json);
        }
    }
    json_object_close(&json);
    write_components(&json);
    json_object_close(&json);
    return STATUS_OK;
}
