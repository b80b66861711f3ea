/* SPDX-License-Identifier: Apache-2.0 */
#include "neighbor_handlers.h"

#include "chancery/base/difference.h"
#include "chancery/base/utf8.h"
#include "chancery/http/url.h"
#include "chancery/search/duplicates.h"
#include "chancery/search/similar.h"

#include "document_find.h"
#include "handlers.h"
#include "item.h"
#include "labels.h"
#include "paging.h"
#include "table_rows.h"

/* How many neighbors when nobody says. */
#define NEIGHBORS_DEFAULT 10

/* How many copies one answer of JSON tells. */
#define COPIES_MAX 1000

struct asked {
    int64_t limit;
    int64_t offset;
    size_t units; /* enum utf8_unit */
};

static const char *const unit_words[] = {"utf16", "codepoint", "byte", NULL};

static const struct http_parameter neighbor_items[] = {
    {.name = "limit",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, limit),
     .least = 1,
     .most = SIMILAR_LIMIT_MAX,
     .preset = "10",
     .summary = "How many documents."},
};
const struct http_parameters neighbor_parameters = HTTP_PARAMETERS(neighbor_items);

static const struct http_parameter copy_items[] = {
    {.name = "limit",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, limit),
     .least = 1,
     .most = COPIES_MAX,
     .preset = "20",
     .summary = "How many copies; formats other than json give all when nobody says."},
    {.name = "offset",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, offset),
     .least = 0,
     .most = INT32_MAX,
     .preset = "0",
     .summary = "How many copies to pass over."},
};
const struct http_parameters copy_parameters = HTTP_PARAMETERS(copy_items);

static const struct http_parameter difference_items[] = {
    {.name = "units",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct asked, units),
     .words = unit_words,
     .preset = "utf16",
     .summary = "What spans are counted in."},
};
const struct http_parameters difference_parameters = HTTP_PARAMETERS(difference_items);

static void write_reason(const struct view *view, const struct similar_reason *reason,
                         struct json_writer *json)
{
    static const char *const kinds[] = {
        [SIMILAR_TERM] = "term", [SIMILAR_TAG] = "tag", [SIMILAR_PERSON] = "person"};
    struct text label = reason->kind == SIMILAR_TAG
                            ? label_of(view->vocabulary, QUERY_FIELD_TAG, reason->text)
                            : TEXT_NONE;
    json_object_open(json);
    json_key_text(json, TEXT("kind"), text_of(kinds[reason->kind]));
    json_key_text(json, TEXT("text"), reason->text);
    json_key_text(json, TEXT("label"), label);
    json_key_integer(json, TEXT("documents"), reason->documents);
    json_key(json, TEXT("weight"));
    json_write_real(json, (double)reason->weight);
    json_object_close(json);
}

/* What every list of documents beside one says of each. */
static void write_card(const struct view *view, uint32_t document, struct arena *arena,
                       struct json_writer *json)
{
    struct index_card card = index_card(view->source.index, document);
    json_key_text(json, TEXT("id"), card.id);
    json_key_text(json, TEXT("kind"), card.kind);
    json_key_text(json, TEXT("href"), item_href(card.id, arena));
    json_key_text(json, TEXT("title"), card.title);
    json_key_text(json, TEXT("date"), card.date);
}

/* "/v1/documents/07SEOUL487/diff/07SEOUL487~2" */
static struct text difference_href(struct text id, struct text other, struct arena *arena)
{
    AUTO_BUFFER href = BUFFER_UP_TO((size_t)16 * 1024);
    buffer_add(&href, item_href(id, arena));
    buffer_add(&href, TEXT("/diff/"));
    http_url_add_segment(&href, other);
    return arena_text(arena, buffer_text(&href));
}

static void write_neighbor(const struct view *view, const struct similar_neighbor *neighbor,
                           struct arena *arena, struct json_writer *json)
{
    json_object_open(json);
    write_card(view, neighbor->document, arena, json);
    json_key(json, TEXT("score"));
    json_write_real(json, (double)neighbor->score);
    json_key(json, TEXT("reasons"));
    json_list_open(json);
    for (size_t i = 0; i < neighbor->reason_count; i++) {
        write_reason(view, &neighbor->reasons[i], json);
    }
    json_list_close(json);
    json_object_close(json);
}

/* The document of the path, by its number in the index. False when the request was answered. */
static bool find_number(const struct view *view, const struct http_request *request,
                        struct http_response *response, uint32_t *number)
{
    int64_t key = 0;
    if (!document_find(view, request, response, &key)) {
        return false;
    }
    *number = index_document_find(view->source.index, request->captures[0]);
    if (*number == INDEX_END) {
        (void)http_problem_say(request, response, HTTP_PROBLEM_NOT_FOUND,
                               "The document is not in the index.");
    }
    return *number != INDEX_END;
}

static const char *const similar_columns[] = {"id",   "kind",  "href",    "title",
                                              "date", "score", "reasons", NULL};

enum status handle_similar(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    static const struct table_source rows = {handle_similar, "items", 0, similar_columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct asked asked = {.limit = NEIGHBORS_DEFAULT};
    uint32_t number = 0;
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response) ||
        !find_number(&view, request, response, &number)) {
        return STATUS_OK;
    }
    struct similar similar;
    enum status status =
        search_similar(&view.source, number, (size_t)asked.limit, request->arena, &similar, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("id"), request->captures[0]);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = 0; i < similar.count; i++) {
        write_neighbor(&view, &similar.items[i], request->arena, &json);
    }
    json_list_close(&json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}

static void write_copies(const struct view *view, const struct http_request *request,
                         const struct duplicates *copies, struct json_writer *json)
{
    json_key_integer(json, TEXT("total"), (int64_t)copies->total);
    json_key(json, TEXT("items"));
    json_list_open(json);
    for (size_t i = 0; i < copies->count; i++) {
        const struct duplicate *copy = &copies->items[i];
        struct text id = index_card(view->source.index, copy->document).id;
        json_object_open(json);
        write_card(view, copy->document, request->arena, json);
        json_key_bool(json, TEXT("same"), copy->is_same);
        json_key(json, TEXT("similarity"));
        json_write_real(json, (double)copy->similarity);
        json_key_text(json, TEXT("diff"),
                      difference_href(request->captures[0], id, request->arena));
        json_object_close(json);
    }
    json_list_close(json);
}

static const char *const copy_columns[] = {"id",   "kind",       "href", "title", "date",
                                           "same", "similarity", "diff", NULL};

enum status handle_duplicates(const struct http_request *request, struct http_response *response,
                              void *context, struct error *error)
{
    static const struct table_source rows = {handle_duplicates, "items", COPIES_MAX, copy_columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct asked asked = {.limit = API_LIMIT_DEFAULT};
    uint32_t number = 0;
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response) ||
        !find_number(&view, request, response, &number)) {
        return STATUS_OK;
    }
    struct duplicates copies;
    struct duplicates_request wanted = {number, (size_t)asked.offset, (size_t)asked.limit};
    enum status status = search_duplicates(&view.source, &wanted, request->arena, &copies, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("id"), request->captures[0]);
    write_copies(&view, request, &copies, &json);
    struct paging paging =
        paging_by_offset(request, asked.limit, asked.offset, (int64_t)copies.total);
    paging_write(&paging, request, response, &json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}

/* The second document of a difference, whose id must be canonical. */
static enum status read_other(const struct view *view, const struct http_request *request,
                              struct http_response *response, struct document **out,
                              struct error *error)
{
    uint32_t number = index_document_find(view->source.index, request->captures[1]);
    *out = NULL;
    if (number == INDEX_END) {
        return http_problem_say(
            request, response, HTTP_PROBLEM_NOT_FOUND,
            "There is no document '%.*s' to compare with; use its canonical id.",
            TEXT_ARGUMENTS(request->captures[1]));
    }
    return store_reader_document(view->reader, index_document_key(view->source.index, number),
                                 STORE_PART_ALL, request->arena, out, error);
}

static void write_bytes(struct text piece, struct utf8_counter *counter, struct text key,
                        struct json_writer *json)
{
    json_key(json, key);
    if (!piece.at) {
        json_write_null(json);
        return;
    }
    size_t start = (size_t)(piece.at - counter->text.at);
    json_list_open(json);
    json_write_integer(json, (int64_t)utf8_counter_at(counter, start));
    json_write_integer(json, (int64_t)utf8_counter_at(counter, start + piece.length));
    json_list_close(json);
}

static void write_difference(const struct difference *difference, struct utf8_counter *first,
                             struct utf8_counter *second, struct json_writer *json)
{
    static const char *const kinds[] = {
        [DIFFERENCE_SAME] = "same", [DIFFERENCE_REMOVED] = "removed", [DIFFERENCE_ADDED] = "added"};
    json_key_integer(json, TEXT("same"), (int64_t)difference->same);
    json_key_integer(json, TEXT("removed"), (int64_t)difference->removed);
    json_key_integer(json, TEXT("added"), (int64_t)difference->added);
    json_key_bool(json, TEXT("rough"), difference->is_rough);
    json_key(json, TEXT("changes"));
    json_list_open(json);
    for (size_t i = 0; i < difference->runs.count; i++) {
        const struct difference_run *run = &difference->runs.items[i];
        json_object_open(json);
        json_key_text(json, TEXT("kind"), text_of(kinds[run->kind]));
        json_key_integer(json, TEXT("words"), (int64_t)run->words);
        json_key_text(json, TEXT("text"), run->first.at ? run->first : run->second);
        write_bytes(run->first, first, TEXT("span"), json);
        write_bytes(run->second, second, TEXT("other_span"), json);
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_answer(const struct view *view, const struct document *documents[2],
                         const struct difference *difference, enum utf8_unit units,
                         struct json_writer *json)
{
    struct utf8_counter first = utf8_counter_over(documents[0]->text, units);
    struct utf8_counter second = utf8_counter_over(documents[1]->text, units);
    json_object_open(json);
    json_key_text(json, TEXT("id"), documents[0]->id);
    json_key_text(json, TEXT("other"), documents[1]->id);
    write_difference(difference, &first, &second, json);
    view_write_store(view, json);
    json_object_close(json);
}

enum status handle_difference(const struct http_request *request, struct http_response *response,
                              void *context, struct error *error)
{
    AUTO_VIEW view = {0};
    struct asked asked = {.limit = 0};
    int64_t key = 0;
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response) ||
        !document_find(&view, request, response, &key)) {
        return STATUS_OK;
    }
    struct document *document = NULL;
    struct document *other = NULL;
    struct difference difference;
    enum status status =
        store_reader_document(view.reader, key, STORE_PART_ALL, request->arena, &document, error);
    if (!status) {
        status = read_other(&view, request, response, &other, error);
    }
    if (status || !document || !other) {
        return status;
    }
    status = difference_of(document->text, other->text, request->arena, &difference, error);
    if (status) {
        return status;
    }
    const struct document *documents[2] = {document, other};
    struct json_writer json = http_response_json(request, response);
    write_answer(&view, documents, &difference, (enum utf8_unit)asked.units, &json);
    return STATUS_OK;
}
