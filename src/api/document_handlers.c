/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/api/record_json.h"
#include "chancery/base/number.h"
#include "chancery/model/redaction.h"

#include "citation.h"
#include "document_find.h"
#include "handlers.h"
#include "item_keys.h"
#include "list_parameters.h"

/* The sentence that cites one document, in bytes; a title has a limit of its own. */
#define CITATION_BYTES_MAX ((size_t)256 * 1024)

/* One document being answered. */
struct reading {
    struct view view;
    struct list_parameters parameters;
    int64_t key;
    struct document *document;
};

static void reading_close(struct reading *reading)
{
    view_close(&reading->view);
}

#define AUTO_READING __attribute__((cleanup(reading_close))) struct reading

/* Find the document of the path. False when the request was answered otherwise. */
static bool find(struct reading *reading, struct api *api, const struct http_request *request,
                 struct http_response *response)
{
    reading->parameters = list_parameters_preset();
    return http_parameters_take(request, response, &reading->parameters) &&
           view_open(&reading->view, api, request, response) &&
           document_find(&reading->view, request, response, &reading->key);
}

/*
 * Find it and read it. reading->document stays NULL when the request was answered otherwise, or
 * this failed.
 */
static enum status read(struct reading *reading, struct api *api,
                        const struct http_request *request, struct http_response *response,
                        struct error *error)
{
    if (!find(reading, api, request, response)) {
        return STATUS_OK;
    }
    enum status status = store_reader_document(reading->view.reader, reading->key, STORE_PART_ALL,
                                               request->arena, &reading->document, error);
    if (!status) {
        facts_keep(reading->document,
                   list_confidence(reading->parameters.confidence, reading->view.bar));
    }
    return status;
}

/* The fields of a document that fields= asks for; all when it asks for none. */
static uint64_t fields_asked(const struct texts *fields)
{
    bool is_choice = false;
    for (size_t i = 0; i < fields->count; i++) {
        is_choice = is_choice || !text_starts(fields->items[i], TEXT("-"));
    }
    uint64_t asked = is_choice ? 0 : RECORD_JSON_ALL_FIELDS;
    for (size_t i = 0; i < fields->count; i++) {
        struct text name = fields->items[i];
        bool off = text_take_start(&name, TEXT("-"));
        const struct field *field = record_field(&document_record, name);
        uint64_t bit = field ? UINT64_C(1) << (field - document_record.fields) : 0;
        asked = off ? asked & ~bit : asked | bit;
    }
    return asked;
}

enum status handle_document(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    AUTO_READING reading = {.key = 0};
    enum status status = read(&reading, context, request, response, error);
    if (!reading.document) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    record_json_write_document(&json, reading.document, fields_asked(&reading.parameters.fields),
                               (enum utf8_unit)reading.parameters.units);
    return STATUS_OK;
}

enum status handle_document_text(const struct http_request *request, struct http_response *response,
                                 void *context, struct error *error)
{
    AUTO_READING reading = {.key = 0};
    enum status status = read(&reading, context, request, response, error);
    if (!reading.document) {
        return status;
    }
    response->content_type = TEXT("text/plain; charset=utf-8");
    buffer_add(&response->body, reading.document->text);
    return STATUS_OK;
}

/* As JSON: the sentence, and what reference managers take. */
static void write_citation(struct json_writer *json, const struct document *document)
{
    AUTO_BUFFER note = BUFFER_UP_TO(CITATION_BYTES_MAX);
    citation_add_note(&note, document);
    json_object_open(json);
    json_key_text(json, TEXT("id"), document->id);
    json_key_text(json, TEXT("text"), buffer_text(&note));
    json_key(json, TEXT("csl"));
    citation_write_csl(json, document);
    json_object_close(json);
}

static void write_csl_list(struct json_writer *json, const struct document *document)
{
    json_list_open(json);
    citation_write_csl(json, document);
    json_list_close(json);
}

enum status handle_document_citation(const struct http_request *request,
                                     struct http_response *response, void *context,
                                     struct error *error)
{
    AUTO_READING reading = {.key = 0};
    enum status status = read(&reading, context, request, response, error);
    if (!reading.document) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    if (request->format == HTTP_FORMAT_TXT) {
        citation_add_note(&response->body, reading.document);
        buffer_add(&response->body, TEXT("\n"));
    } else if (request->format == HTTP_FORMAT_RIS) {
        citation_add_ris(&response->body, reading.document);
    } else if (request->format == HTTP_FORMAT_BIB) {
        citation_add_bibtex(&response->body, reading.document);
    } else if (request->format == HTTP_FORMAT_CSL) {
        write_csl_list(&json, reading.document);
    } else {
        write_citation(&json, reading.document);
    }
    return STATUS_OK;
}

enum status handle_document_source(const struct http_request *request,
                                   struct http_response *response, void *context,
                                   struct error *error)
{
    AUTO_READING reading = {.key = 0};
    if (!find(&reading, context, request, response)) {
        return STATUS_OK;
    }
    struct text bytes = TEXT("");
    enum status status =
        store_reader_source(reading.view.reader, reading.key, request->arena, &bytes, error);
    if (status) {
        return status;
    }
    /* Never shown in a window of ours: what was loaded may be a page with scripts. */
    response->content_type = TEXT("application/octet-stream");
    http_response_field(request, response, HTTP_FIELD_CONTENT_DISPOSITION, TEXT("attachment"));
    buffer_add(&response->body, bytes);
    return STATUS_OK;
}

enum status handle_document_paragraphs(const struct http_request *request,
                                       struct http_response *response, void *context,
                                       struct error *error)
{
    AUTO_READING reading = {.key = 0};
    enum status status = read(&reading, context, request, response, error);
    if (!reading.document) {
        return status;
    }
    struct utf8_counter counter =
        utf8_counter_over(reading.document->text, (enum utf8_unit)reading.parameters.units);
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("id"), reading.document->id);
    json_key_integer(&json, TEXT("total"), (int64_t)reading.document->paragraphs.count);
    json_key(&json, TEXT("items"));
    record_json_write_field(&json, record_field(&document_record, TEXT("paragraphs")),
                            reading.document, &counter);
    view_write_store(&reading.view, &json);
    json_object_close(&json);
    return STATUS_OK;
}

static enum status refuse_paragraph(const struct reading *reading,
                                    const struct http_request *request,
                                    struct http_response *response)
{
    return http_problem_say(request, response, HTTP_PROBLEM_NOT_FOUND,
                            "There is no paragraph '%.*s'; the document has %zu.",
                            TEXT_ARGUMENTS(request->captures[1]),
                            reading->document->paragraphs.count);
}

/* "3" and "p3" are the third paragraph, counted from the beginning, as in its id. */
enum status handle_document_paragraph(const struct http_request *request,
                                      struct http_response *response, void *context,
                                      struct error *error)
{
    AUTO_READING reading = {.key = 0};
    enum status status = read(&reading, context, request, response, error);
    if (!reading.document) {
        return status;
    }
    struct text wanted = request->captures[1];
    (void)text_take_start(&wanted, TEXT("p"));
    int64_t place = 0;
    if (!number_read(wanted, 1, (int64_t)reading.document->paragraphs.count, &place)) {
        return refuse_paragraph(&reading, request, response);
    }
    struct utf8_counter counter =
        utf8_counter_over(reading.document->text, (enum utf8_unit)reading.parameters.units);
    struct json_writer json = http_response_json(request, response);
    record_json_write(&json, &paragraph_record, &reading.document->paragraphs.items[place - 1],
                      &counter);
    return STATUS_OK;
}

/* The words of ceiling=, in the order of enum level. */
static const char *const level_words[] = {"U", "SBU", "C", "S", "TS", NULL};

static const struct http_parameter ceiling_items[] = {
    {.name = "ceiling",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct list_parameters, ceiling),
     .words = level_words,
     .preset = "U",
     .summary = "The highest level that is kept; caveats are not."},
};
const struct http_parameters document_ceiling_parameters = HTTP_PARAMETERS(ceiling_items);

enum status handle_document_releasable(const struct http_request *request,
                                       struct http_response *response, void *context,
                                       struct error *error)
{
    static const char *const kinds[] = {[REDACTION_WHOLE] = "whole",
                                        [REDACTION_PARTIAL] = "partial",
                                        [REDACTION_NOTHING] = "nothing"};
    AUTO_READING reading = {.key = 0};
    enum status status = read(&reading, context, request, response, error);
    if (!reading.document) {
        return status;
    }
    struct ceiling ceiling = {.level = (enum level)reading.parameters.ceiling};
    struct redaction redaction = {0};
    redact(reading.document, &ceiling, request->arena, &redaction);
    if (arena_failed(request->arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for what may be released");
    }
    bool is_any = redaction.kind != REDACTION_NOTHING;
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("id"), reading.document->id);
    json_key_text(&json, TEXT("ceiling"), level_name(ceiling.level));
    json_key_text(&json, TEXT("releasable"), text_of(kinds[redaction.kind]));
    json_key_integer(&json, TEXT("portions"), redaction.portion_count);
    json_key_integer(&json, TEXT("withheld"), redaction.withheld_count);
    json_key_text(&json, TEXT("text"), is_any ? redaction.text : TEXT_NONE);
    view_write_store(&reading.view, &json);
    json_object_close(&json);
    return STATUS_OK;
}
