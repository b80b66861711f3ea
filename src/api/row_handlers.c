/* SPDX-License-Identifier: Apache-2.0 */
#include "fact_rows.h"
#include "handlers.h"
#include "paging.h"

/* A list of rows being answered. It lives in the request's arena, and outlives the handler. */
struct listing {
    struct view view;
    struct search_filter scope;
    uint32_t scope_number;
    struct finding finding;
    struct fact_rows_walk walk;
    size_t left; /* rows still to be written */
    bool has_head;
    enum http_format format;
};

static void listing_close(void *state)
{
    struct listing *listing = state;
    fact_rows_end(&listing->walk);
    view_close(&listing->view);
}

static const struct fact_rows_table *table_of(const struct http_request *request)
{
    struct text path = text_of(request->route->pattern);
    (void)text_take_start(&path, TEXT("/v1/"));
    for (size_t i = 0; i < FACT_ROWS_TABLE_COUNT; i++) {
        if (text_equal(path, text_of(fact_rows_tables[i].path))) {
            return &fact_rows_tables[i];
        }
    }
    return NULL;
}

static void write_head(struct listing *listing, struct buffer *out)
{
    if (listing->format == HTTP_FORMAT_CSV) {
        struct csv_writer csv = {.out = out};
        fact_rows_write_csv_head(&listing->walk, &csv);
    } else if (listing->format == HTTP_FORMAT_ICS) {
        buffer_add(out, TEXT("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Chancery//EN\r\n"));
    }
}

static enum status write_row(struct listing *listing, const struct registry_row *row,
                             struct arena *arena, struct buffer *out, struct error *error)
{
    enum status status = STATUS_OK;
    if (listing->format == HTTP_FORMAT_CSV) {
        struct csv_writer csv = {.out = out, .raw = listing->finding.parameters.raw};
        fact_rows_write_csv(&listing->walk, row, arena, &csv);
    } else if (listing->format == HTTP_FORMAT_ICS) {
        fact_rows_write_ics(&listing->walk, row, out);
    } else {
        struct json_writer json = json_writer_to(out, false);
        status = fact_rows_write_json(&listing->walk, row, arena, &json, error);
        buffer_add(out, TEXT("\n"));
    }
    return status;
}

static enum status produce(void *state, struct http_piece *piece, struct error *error)
{
    struct listing *listing = state;
    const struct registry_row *row = NULL;
    if (!listing->has_head) {
        write_head(listing, piece->out);
        listing->has_head = true;
    }
    bool has_more = listing->left > 0;
    while (has_more && piece->out->length < HTTP_PIECE_BYTES) {
        has_more = fact_rows_next(&listing->walk, &row);
        if (!has_more) {
            break;
        }
        enum status status = fact_rows_read(&listing->walk, row, error);
        status = status ? status : write_row(listing, row, listing->walk.arena, piece->out, error);
        if (status) {
            return status;
        }
        has_more = --listing->left > 0;
    }
    piece->done = !has_more;
    if (piece->done && listing->format == HTTP_FORMAT_ICS) {
        buffer_add(piece->out, TEXT("END:VCALENDAR\r\n"));
    }
    return STATUS_OK;
}

static enum status write_items(struct listing *listing, size_t limit,
                               const struct http_request *request, struct json_writer *json,
                               struct error *error)
{
    const struct registry_row *row = NULL;
    enum status status = STATUS_OK;
    json_key(json, TEXT("items"));
    json_list_open(json);
    for (size_t i = 0; !status && i < limit && fact_rows_next(&listing->walk, &row); i++) {
        status = fact_rows_read(&listing->walk, row, error);
        if (!status) {
            status = fact_rows_write_json(&listing->walk, row, request->arena, json, error);
        }
    }
    json_list_close(json);
    return status;
}

static enum status write_answer(struct listing *listing, int64_t limit,
                                const struct http_request *request, struct http_response *response,
                                struct error *error)
{
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&listing->finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)listing->walk.total);
    enum status status = write_items(listing, (size_t)limit, request, &json, error);
    struct paging paging = paging_by_offset(request, limit, listing->finding.parameters.offset,
                                            (int64_t)listing->walk.total);
    paging_write(&paging, request, response, &json);
    view_write_store(&listing->view, &json);
    json_object_close(&json);
    return status;
}

/* Go to the first row of the page; rows before it are not read. */
static void pass_over(struct fact_rows_walk *walk, int64_t count)
{
    const struct registry_row *row = NULL;
    for (int64_t i = 0; i < count && fact_rows_next(walk, &row); i++) {
    }
}

static enum status answer(struct listing *listing, const struct http_request *request,
                          struct http_response *response, struct error *error)
{
    struct list_parameters *parameters = &listing->finding.parameters;
    bool is_stream = listing->format != HTTP_FORMAT_JSON;
    if (!is_stream && parameters->limit > API_LIMIT_MAX) {
        return paging_refuse_limit(request, response);
    }
    listing->walk.view = &listing->view;
    listing->walk.finding = &listing->finding;
    enum status status = fact_rows_begin(&listing->walk, request->arena, error);
    if (status) {
        return status;
    }
    pass_over(&listing->walk, parameters->offset);
    listing->left = parameters->limit < 0 ? SIZE_MAX : (size_t)parameters->limit;
    if (!is_stream) {
        int64_t limit = parameters->limit < 0 ? API_LIMIT_DEFAULT : parameters->limit;
        return write_answer(listing, limit, request, response, error);
    }
    response->stream =
        (struct http_stream){.produce = produce, .state = listing, .free = listing_close};
    return STATUS_OK;
}

/* document= of references: those that it makes, or those that name it. */
static void narrow(struct listing *listing, struct arena *arena)
{
    struct list_parameters *parameters = &listing->finding.parameters;
    if (parameters->document.at && parameters->direction == LIST_DIRECTION_IN) {
        texts_add(arena, &parameters->row_words, parameters->document);
    }
}

/* Before anything is found: only within one document. */
static void narrow_scope(struct listing *listing, const struct list_parameters *parameters)
{
    const struct registry *registry = listing->view.registry;
    if (!parameters->document.at || parameters->direction == LIST_DIRECTION_IN) {
        return;
    }
    uint32_t document = registry_document_of_id(registry, parameters->document);
    bool is_held = document != REGISTRY_NONE;
    listing->scope_number = is_held ? document : 0;
    listing->scope = (struct search_filter){.kind = SEARCH_FILTER_NUMBERS,
                                            .numbers = &listing->scope_number,
                                            .number_count = is_held ? 1 : 0};
    listing->view.scope = &listing->scope;
}

enum status handle_rows(const struct http_request *request, struct http_response *response,
                        void *context, struct error *error)
{
    struct listing *listing = arena_take(request->arena, sizeof(*listing));
    struct list_parameters parameters = list_parameters_preset();
    if (!listing) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a list");
    }
    listing->format = request->format;
    listing->walk.table = table_of(request);
    enum status status = STATUS_OK;
    if (http_parameters_take(request, response, &parameters) &&
        view_open(&listing->view, context, request, response) &&
        view_register(&listing->view, request, response)) {
        narrow_scope(listing, &parameters);
        if (finding_make(&listing->finding, &listing->view, SEARCH_DOCUMENTS, request, response)) {
            narrow(listing, request->arena);
            status = answer(listing, request, response, error);
        }
    }
    if (!response->stream.produce) {
        listing_close(listing);
    }
    return status;
}
