/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/duplicates.h"

#include "facet_json.h"
#include "handlers.h"
#include "list_export.h"
#include "paging.h"
#include "registries.h"

/* The memory that writing one item of a stream may take. */
#define ITEM_MEMORY_BYTES ((size_t)256 * 1024 * 1024)

/* A list being answered. It lives in the request's arena, and outlives the handler in a stream. */
struct listing {
    struct view view;
    struct search_filter scope; /* of an entry of a registry */
    struct finding finding;
    struct list_export export; /* its writer writes JSON too */
    struct search_page page;
    size_t next; /* the item to be written next */
    bool has_head;
};

static void listing_close(void *state)
{
    struct listing *listing = state;
    view_close(&listing->view);
}

/* Fill in the page that is wanted. False when the request was refused. */
static bool take_page(struct listing *listing, const struct http_request *request,
                      struct http_response *response)
{
    struct finding *finding = &listing->finding;
    bool is_stream = listing->export.format != HTTP_FORMAT_JSON;
    struct error error = ERROR_NONE;
    if (finding->parameters.collapse == LIST_COLLAPSE_DUPLICATES) {
        enum status collapsed = search_collapse(finding->hits, &error);
        if (collapsed) {
            (void)finding_refuse(collapsed, &error, request, response);
            return false;
        }
    }
    size_t total = search_count(finding->hits);
    if (finding->parameters.limit < 0) {
        finding->parameters.limit = is_stream ? (int64_t)total : API_LIMIT_DEFAULT;
    } else if (!is_stream && finding->parameters.limit > API_LIMIT_MAX) {
        (void)paging_refuse_limit(request, response);
        return false;
    }
    finding->request.offset = (size_t)finding->parameters.offset;
    finding->request.limit = (size_t)finding->parameters.limit;
    finding->request.limit = finding->request.limit < total ? finding->request.limit : total;
    finding->request.cursor = finding->parameters.cursor;
    enum status status = search_page(finding->hits, request->arena, &listing->page, &error);
    if (status) {
        (void)finding_refuse(status, &error, request, response);
    }
    return status == STATUS_OK;
}

/* Let the writer know how many copies the item at place of the page stands for. */
static void note_copies(struct listing *listing, size_t place)
{
    listing->export.writer.copies =
        search_copies(listing->finding.hits, listing->page.offset + place);
}

/* One piece of an export: rows until it is large enough. */
static enum status produce_rows(void *state, struct http_piece *piece, struct error *error)
{
    struct listing *listing = state;
    enum status status = STATUS_OK;
    if (!listing->has_head) {
        list_export_head(&listing->export, piece->out);
    }
    listing->has_head = true;
    while (!status && listing->next < listing->page.count &&
           piece->out->length < HTTP_PIECE_BYTES) {
        AUTO_ARENA arena = arena_new(ITEM_MEMORY_BYTES);
        if (!arena) {
            return error_set(error, STATUS_NO_MEMORY, "no memory for a row");
        }
        note_copies(listing, listing->next);
        status = list_export_row(&listing->export, &listing->page.items[listing->next], arena,
                                 piece->out, error);
        listing->next++;
    }
    piece->done = listing->next == listing->page.count;
    if (piece->done && !status) {
        list_export_tail(&listing->export, piece->out);
    }
    return status;
}

static enum status write_items(struct listing *listing, const struct http_request *request,
                               struct json_writer *json, struct error *error)
{
    json_key(json, TEXT("items"));
    json_list_open(json);
    for (size_t i = 0; i < listing->page.count; i++) {
        const struct search_hit *hit = &listing->page.items[i];
        note_copies(listing, i);
        enum status status =
            hit->paragraph == INDEX_NO_PARAGRAPH
                ? item_write_json(&listing->export.writer, hit, request->arena, json, error)
                : item_write_passage(&listing->export.writer, hit, request->arena, json, error);
        if (status) {
            return status;
        }
    }
    json_list_close(json);
    return STATUS_OK;
}

static enum status write_answer(struct listing *listing, const struct http_request *request,
                                struct http_response *response, struct error *error)
{
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&listing->finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)search_count(listing->finding.hits));
    enum status status = write_items(listing, request, &json, error);
    if (!status) {
        status = facet_json_write_all(&listing->view, &listing->finding, request, &json, error);
    }
    struct paging paging =
        paging_by_cursor(request, listing->finding.parameters.limit, (int64_t)listing->page.offset,
                         listing->page.next_cursor, listing->page.prev_cursor);
    paging_write(&paging, request, response, &json);
    view_write_store(&listing->view, &json);
    json_object_close(&json);
    return status;
}

/* Exports are of what is found, not of where: no passages and no links unless they are asked for.
 */
static struct item_keys preset_keys(const struct listing *listing)
{
    bool is_searched = listing->finding.query.root->kind != QUERY_ALL;
    struct item_keys keys = item_keys_preset(is_searched);
    if (listing->export.format != HTTP_FORMAT_JSON) {
        item_keys_remove(&keys, ITEM_PASSAGES);
        item_keys_remove(&keys, ITEM_HREF);
    }
    return keys;
}

static enum status answer(struct listing *listing, enum search_unit unit,
                          const struct http_request *request, struct http_response *response,
                          struct error *error)
{
    if (!finding_make(&listing->finding, &listing->view, unit, request, response) ||
        !take_page(listing, request, response)) {
        return STATUS_OK;
    }
    listing->export.writer = (struct item_writer){
        .view = &listing->view,
        .finding = &listing->finding,
        .has_copies = listing->finding.parameters.collapse == LIST_COLLAPSE_DUPLICATES,
        .keys = item_keys_choose(preset_keys(listing), &listing->finding.parameters.fields)};
    listing->export.is_of_paragraphs = unit == SEARCH_PARAGRAPHS;
    listing->export.is_raw = listing->finding.parameters.raw;
    if (listing->export.format == HTTP_FORMAT_JSON) {
        return write_answer(listing, request, response, error);
    }
    response->stream =
        (struct http_stream){.produce = produce_rows, .state = listing, .free = listing_close};
    return STATUS_OK;
}

/* The documents that an entry of a registry stands in, when the path is of one. */
static bool find_scope(struct listing *listing, const struct http_request *request,
                       struct http_response *response)
{
    const struct registry_table_row *registry = registries_of(request);
    struct registry_item item;
    if (!registry) {
        return true;
    }
    listing->view.scope = &listing->scope;
    return registries_find(registry, &listing->view, request, response, &item, &listing->scope);
}

static enum status handle_list(enum search_unit unit, const struct http_request *request,
                               struct http_response *response, void *context, struct error *error)
{
    struct listing *listing = arena_take(request->arena, sizeof(*listing));
    if (!listing) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a list");
    }
    listing->export.format = request->format;
    if (!view_open(&listing->view, context, request, response)) {
        return STATUS_OK;
    }
    enum status status = find_scope(listing, request, response)
                             ? answer(listing, unit, request, response, error)
                             : STATUS_OK;
    if (!response->stream.produce) {
        listing_close(listing);
    }
    return status;
}

enum status handle_search(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    return handle_list(SEARCH_DOCUMENTS, request, response, context, error);
}

enum status handle_passages(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    return handle_list(SEARCH_PARAGRAPHS, request, response, context, error);
}

enum status handle_documents(const struct http_request *request, struct http_response *response,
                             void *context, struct error *error)
{
    return handle_list(SEARCH_DOCUMENTS, request, response, context, error);
}

enum status handle_registry_documents(const struct http_request *request,
                                      struct http_response *response, void *context,
                                      struct error *error)
{
    return handle_list(SEARCH_DOCUMENTS, request, response, context, error);
}
