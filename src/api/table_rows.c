/* SPDX-License-Identifier: Apache-2.0 */
#include "table_rows.h"

#include <inttypes.h>

#include <jansson.h>

#include "chancery/base/array.h"
#include "chancery/base/csv_writer.h"
#include "chancery/base/json_writer.h"
#include "chancery/base/number.h"

#include "geojson.h"
#include "json_body.h"

/* The most memory of one page, and the most bytes of its JSON. */
#define PAGE_MEMORY_BYTES ((size_t)512 * 1024 * 1024)
#define PAGE_BYTES_MAX    ((size_t)64 * 1024 * 1024)

/* The longest cell. */
#define CELL_BYTES_MAX ((size_t)1024 * 1024)

/* A table being answered; it lives in the request's arena. */
struct table {
    struct http_request request; /* as it came */
    struct table_source source;
    void *context;
    int64_t offset; /* of the page after this one */
    int64_t left;   /* rows that are still wanted, with those of this page */
    json_t *page;   /* the whole answer */
    json_t *rows;   /* of it */
    size_t next;    /* in rows */
    size_t written;
    bool has_head;
    int64_t generation;
};

static void table_close(void *state)
{
    struct table *table = state;
    json_decref(table->page);
    table->page = NULL;
}

/* The same question for one page of JSON, in an arena of its own. */
static struct http_request page_request(const struct table *table, int64_t limit,
                                        struct arena *arena)
{
    struct http_request request = table->request;
    request.arena = arena;
    request.format = HTTP_FORMAT_JSON;
    request.pretty = false;
    if (table->source.page == 0) {
        return request;
    }
    request.query = (struct http_pairs){0};
    for (size_t i = 0; i < table->request.query.count; i++) {
        const struct http_pair *given = &table->request.query.items[i];
        bool is_ours =
            text_equal(given->name, TEXT("limit")) || text_equal(given->name, TEXT("offset"));
        struct http_pair *pair = is_ours ? NULL : LIST_ADD(arena, &request.query);
        if (pair) {
            *pair = *given;
        }
    }
    const struct http_pair ours[] = {
        {.name = TEXT("limit"), .value = arena_format(arena, "%" PRId64, limit)},
        {.name = TEXT("offset"), .value = arena_format(arena, "%" PRId64, table->offset)}};
    for (size_t i = 0; i < COUNT_OF(ours); i++) {
        struct http_pair *pair = LIST_ADD(arena, &request.query);
        if (pair) {
            *pair = ours[i];
        }
    }
    return request;
}

static enum status keep_page(struct table *table, struct text body, struct error *error)
{
    json_decref(table->page);
    table->page = NULL;
    enum status status = json_body_read(body, &table->page, error);
    table->rows = json_object_get(table->page, table->source.list);
    if (status || !table->rows) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a page");
    }
    const json_t *store = json_object_get(table->page, "store");
    int64_t generation = json_integer_value(json_object_get(store, "generation"));
    if (table->written > 0 && generation != table->generation) {
        return error_set(error, STATUS_UNAVAILABLE, "the documents changed while a table was sent");
    }
    table->generation = generation;
    table->next = 0;
    table->offset += (int64_t)json_array_size(table->rows);
    return STATUS_OK;
}

/* Ask for the next page. *response is the handler's; it is no page unless its code is 200. */
static enum status fetch(struct table *table, struct arena *arena, struct http_response *response,
                         struct error *error)
{
    int64_t limit = table->left < table->source.page ? table->left : table->source.page;
    struct http_request request = page_request(table, limit, arena);
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a page");
    }
    enum status status = table->source.handle(&request, response, table->context, error);
    status = status ? status : buffer_status(&response->body);
    return status || response->code != 200 ? status
                                           : keep_page(table, buffer_text(&response->body), error);
}

static enum status fetch_next(struct table *table, struct http_piece *piece, struct error *error)
{
    AUTO_ARENA arena = arena_new(PAGE_MEMORY_BYTES);
    struct http_response response = {.code = 200, .body = BUFFER_UP_TO(PAGE_BYTES_MAX)};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a page");
    }
    table->request.worker = piece->worker;
    enum status status = fetch(table, arena, &response, error);
    if (!status && response.code != 200) {
        status = error_set(error, STATUS_UNAVAILABLE, "a page was refused");
    }
    http_response_clear(&response);
    return status;
}

/* Texts as they are, lists of texts with a semicolon between, all else as JSON has it. */
static void add_cell(const json_t *value, struct csv_writer *csv, struct arena *arena)
{
    struct error error = ERROR_NONE;
    struct text cell = TEXT_NONE;
    if (json_is_string(value)) {
        cell = (struct text){json_string_value(value), json_string_length(value)};
    } else if (json_is_array(value) && json_is_string(json_array_get(value, 0))) {
        AUTO_BUFFER joined = BUFFER_UP_TO(CELL_BYTES_MAX);
        for (size_t i = 0; i < json_array_size(value); i++) {
            const char *item = json_string_value(json_array_get(value, i));
            csv_list_add(&joined, i, text_of(item ? item : ""));
        }
        cell = arena_text(arena, buffer_text(&joined));
    } else if (value && !json_is_null(value) && json_body_print(value, arena, &cell, &error)) {
        cell = TEXT_NONE;
    }
    csv_cell(csv, cell);
}

static void write_csv(const struct table *table, const json_t *row, struct arena *arena,
                      struct buffer *out)
{
    struct csv_writer csv = {.out = out};
    for (const char *const *name = table->source.columns; *name; name++) {
        add_cell(json_object_get(row, *name), &csv, arena);
    }
    csv_row_end(&csv);
}

static void write_feature(const struct table *table, const json_t *row, struct text properties,
                          struct buffer *out)
{
    const json_t *latitude = json_object_get(row, "latitude");
    const json_t *longitude = json_object_get(row, "longitude");
    const char *id = json_string_value(json_object_get(row, "id"));
    struct json_writer json = json_writer_to(out, false);
    buffer_add(out, table->written > 0 ? TEXT(",\n") : TEXT(""));
    json_object_open(&json);
    json_key_text(&json, TEXT("type"), TEXT("Feature"));
    json_key_text(&json, TEXT("id"), text_of(id ? id : ""));
    json_key(&json, TEXT("geometry"));
    geojson_write_point(&json, json_is_number(latitude) && json_is_number(longitude),
                        json_number_value(latitude), json_number_value(longitude));
    json_key(&json, TEXT("properties"));
    json_write_raw(&json, properties);
    json_object_close(&json);
}

static enum status write_row(struct table *table, json_t *row, struct buffer *out,
                             struct error *error)
{
    AUTO_ARENA arena = arena_new(PAGE_BYTES_MAX);
    struct text printed = TEXT_NONE;
    enum status status = arena ? json_body_print(row, arena, &printed, error)
                               : error_set(error, STATUS_NO_MEMORY, "no memory for a row");
    if (status) {
        return status;
    }
    if (table->request.format == HTTP_FORMAT_CSV) {
        write_csv(table, row, arena, out);
    } else if (table->request.format == HTTP_FORMAT_GEOJSON) {
        write_feature(table, row, printed, out);
    } else {
        buffer_add(out, printed);
        buffer_add(out, TEXT("\n"));
    }
    table->written++;
    table->left--;
    return STATUS_OK;
}

/* Whether there may be more rows behind this page. */
static bool is_full(const struct table *table)
{
    return table->source.page > 0 && table->left > 0 &&
           (int64_t)json_array_size(table->rows) == table->source.page;
}

/* What stands before the rows, also when there are none. */
static void write_head(const struct table *table, struct buffer *out)
{
    if (table->request.format == HTTP_FORMAT_GEOJSON) {
        buffer_add(out, TEXT(GEOJSON_HEAD));
    } else if (table->request.format == HTTP_FORMAT_CSV) {
        struct csv_writer csv = {.out = out};
        for (const char *const *name = table->source.columns; *name; name++) {
            csv_cell(&csv, text_of(*name));
        }
        csv_row_end(&csv);
    }
}

static enum status produce(void *state, struct http_piece *piece, struct error *error)
{
    struct table *table = state;
    bool is_map = table->request.format == HTTP_FORMAT_GEOJSON;
    enum status status = STATUS_OK;
    if (!table->has_head) {
        write_head(table, piece->out);
        table->has_head = true;
    }
    while (!status && !piece->done && piece->out->length < HTTP_PIECE_BYTES) {
        if (table->next < json_array_size(table->rows) && table->left > 0) {
            status =
                write_row(table, json_array_get(table->rows, table->next++), piece->out, error);
        } else if (is_full(table)) {
            status = fetch_next(table, piece, error);
        } else {
            piece->done = true;
        }
    }
    if (is_map && piece->done) {
        buffer_add(piece->out, TEXT(GEOJSON_TAIL));
    }
    return status;
}

/* limit and offset as the client gave them. What is no number the handler is left to refuse. */
static void take_page(struct table *table)
{
    struct text limit = http_request_value(&table->request, TEXT("limit"));
    struct text offset = http_request_value(&table->request, TEXT("offset"));
    bool is_good = (!limit.at || number_read(limit, 0, INT32_MAX, &table->left)) &&
                   (!offset.at || number_read(offset, 0, INT32_MAX, &table->offset));
    table->source.page = is_good ? table->source.page : 0;
}

enum status table_rows_answer(const struct http_request *request, struct http_response *response,
                              void *context, const struct table_source *source, struct error *error)
{
    struct table *table = arena_take(request->arena, sizeof(*table));
    if (!table) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a table");
    }
    *table = (struct table){
        .request = *request, .source = *source, .context = context, .left = INT32_MAX};
    if (source->page > 0) {
        take_page(table);
    }
    enum status status = fetch(table, request->arena, response, error);
    if (status || response->code != 200) {
        table_close(table);
        return status;
    }
    buffer_clear(&response->body);
    response->fields = (struct http_fields){0}; /* no Link to other pages: this is all */
    response->stream =
        (struct http_stream){.produce = produce, .state = table, .free = table_close};
    return STATUS_OK;
}
